package import Pipeline

/// The domains of organizations that follow one another in IT Glue's list, by the organization's place
/// and in IT Glue's order.
package struct JoinTable: Sendable {
  /// The places of the organizations.
  package let places: Range<Int>
  /// How many domains there are.
  package var count: Int { rows.count }

  private struct Row {
    /// The domain's own id; 0 where it is no number.
    var id: UInt64
    /// Where the name ends in `names`; it begins where that of the row before ends.
    var end: Int
    /// The organization's place, counted from the first.
    var owner: UInt32
  }

  private var rows: [Row] = []
  private var names: [UInt8] = []
  // By row; nearly no id is anything but a number.
  private var textIDs: [Int: String] = [:]
  /// The rows by organization.
  private var sorted: [UInt32] = []
  /// Where the rows of an organization begin in `sorted`.
  private var starts: [UInt32] = []

  package init(places: Range<Int>) {
    self.places = places
  }

  /// Adds the next domain, of the organization at this place.
  package mutating func add(id: RecordID, name: String, of place: Int) {
    var number: UInt64 = 0
    switch id {
    case .number(let value): number = value
    case .text(let text): textIDs[rows.count] = text
    }
    names.append(contentsOf: name.utf8)
    rows.append(
      Row(id: number, end: names.count, owner: UInt32(clamping: place - places.lowerBound)))
  }

  /// Must be called once all are added, before the first is looked up.
  package mutating func sort() {
    starts = Array(repeating: 0, count: places.count + 1)
    for row in rows { starts[Int(row.owner) + 1] += 1 }
    for place in 1..<starts.count { starts[place] += starts[place - 1] }
    var next = starts
    sorted = Array(repeating: 0, count: rows.count)
    for (index, row) in rows.enumerated() {
      sorted[Int(next[Int(row.owner)])] = UInt32(index)
      next[Int(row.owner)] += 1
    }
  }

  /// The domains of the organization at a place.
  package func domains(of place: Int) -> [CandidateDomain] {
    guard places.contains(place), !sorted.isEmpty else { return [] }
    let owner = place - places.lowerBound
    return sorted[Int(starts[owner])..<Int(starts[owner + 1])].map { index in
      let index = Int(index)
      let start = index == 0 ? 0 : rows[index - 1].end
      let name = String(decoding: names[start..<rows[index].end], as: UTF8.self)
      return CandidateDomain(id: textIDs[index] ?? String(rows[index].id), name: name)
    }
  }
}
