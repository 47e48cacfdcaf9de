internal import Pipeline

/// Organizations that want domains, numbered from 0; kept in few bytes, since nearly none is ever
/// asked for.
struct Claimants: Sendable {
  private var ids: [UInt64] = []
  // By number; nearly no id is anything but a number.
  private var textIDs: [Int: String] = [:]
  private var nameEnds: [Int] = []
  private var names: [UInt8] = []
  private var places: [UInt32] = []
  // By number.
  private var priorities: [Int: Int] = [:]
  private var there: Set<Int> = []

  /// How many there are.
  var count: Int { ids.count }

  /// Makes room for so many.
  mutating func reserve(_ more: Int) {
    ids.reserveCapacity(count + more)
    nameEnds.reserveCapacity(count + more)
    names.reserveCapacity(names.count + more * 24)
    places.reserveCapacity(count + more)
  }

  /// Adds one that Dark Web ID does not have and that has no Priority.
  mutating func add(id: RecordID, name: UnsafeRawBufferPointer, place: Int) {
    if case .number(let number) = id {
      ids.append(number)
    } else {
      textIDs[ids.count] = id.description
      ids.append(0)
    }
    names.append(contentsOf: name)
    nameEnds.append(names.count)
    places.append(UInt32(clamping: place))
  }

  /// Adds one.
  mutating func add(_ claimant: Claims.Claimant) {
    if let priority = claimant.priority { priorities[count] = priority }
    if claimant.isThere { there.insert(count) }
    let id = claimant.id.withBytes { RecordID(utf8: $0) }
    claimant.name.withBytes { add(id: id, name: $0, place: claimant.place) }
  }

  /// The place of one among the candidates.
  func place(of number: Int) -> Int { Int(places[number]) }

  subscript(number: Int) -> Claims.Claimant {
    let start = number == 0 ? 0 : nameEnds[number - 1]
    return Claims.Claimant(
      id: textIDs[number] ?? String(ids[number]),
      name: String(decoding: names[start..<nameEnds[number]], as: UTF8.self),
      isThere: there.contains(number), priority: priorities[number], place: Int(places[number]))
  }
}
