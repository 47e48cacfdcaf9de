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
  /// Ids lie evenly, more or less, so the first guess is hardly ever far away. Where eight have missed,
  /// the rest is halved.
  func place(of number: UInt64) -> Int? {
    var places = 0..<numbers.count
    var guesses = 8
    while let even = evenPlace(of: number, among: places) {
      let place = guesses > 0 ? even : (places.lowerBound + places.upperBound) / 2
      guesses -= 1
      if numbers[place] == number { return place }
      places = numbers[place] < number ? place + 1..<places.upperBound : places.lowerBound..<place
    }
    return nil
  }

  /// Begins to fetch what stands where a number is first sought.
  func prefetch(_ number: UInt64) {
    if let place = evenPlace(of: number, among: numbers.indices) { numbers.prefetch(place) }
  }

  /// Where a number would stand if all lay evenly; nil where it is not among them.
  private func evenPlace(of number: UInt64, among places: Range<Int>) -> Int? {
    guard let low = places.first, let high = places.last, numbers[low] <= number,
      number <= numbers[high]
    else { return nil }
    let span = numbers[high] - numbers[low]
    if span == 0 { return low }
    return low + Int(Double(number - numbers[low]) / Double(span) * Double(high - low))
  }
}
