/// Whole numbers that came in ascending order, as the ids of a service mostly do: a list, in less memory
/// than a hash table takes.
struct AscendingNumbers: Sendable {
  private var numbers: [UInt64] = []

  /// How many there are.
  var count: Int { numbers.count }

  /// Adds a number behind the others; false, and nothing is added, where it is not above them all.
  mutating func append(_ number: UInt64) -> Bool {
    if let last = numbers.last, number <= last { return false }
    numbers.append(number)
    return true
  }

  /// The place of a number, from 0; nil where it is not there.
  ///
  /// Ids lie evenly, more or less, so the first guess is hardly ever far away. Where a few have missed,
  /// the rest is halved.
  func place(of number: UInt64) -> Int? {
    var places = 0..<numbers.count
    var guesses = 8
    while let low = places.first, let high = places.last,
      numbers[low] <= number, number <= numbers[high]
    {
      let span = numbers[high] - numbers[low]
      var share = 0.5
      if guesses > 0, span > 0 { share = Double(number - numbers[low]) / Double(span) }
      guesses -= 1
      let place = low + Int(share * Double(high - low))
      if numbers[place] == number { return place }
      places = numbers[place] < number ? place + 1..<high + 1 : low..<place
    }
    return nil
  }
}
