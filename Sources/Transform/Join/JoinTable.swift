package import Pipeline
internal import QuickJSON

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
  }

  private var rows: [Row] = []
  /// By row, the organization's place, counted from the first; none once the rows are sorted.
  private var owners: [UInt32] = []
  private var names: [UInt8] = []
  // By row; nearly no id is anything but a number.
  private var textIDs: [Int: String] = [:]
  /// Where the rows of an organization begin, once they are sorted.
  private var starts: [UInt32] = []

  package init(places: Range<Int>) {
    self.places = places
  }

  /// Adds the next domain, of the organization at this place; the name is in UTF-8.
  mutating func add(id: RecordID, name: UnsafeRawBufferPointer, of place: Int) {
    var number: UInt64 = 0
    switch id {
    case .number(let value): number = value
    case .text(let text): textIDs[rows.count] = text
    }
    names.append(contentsOf: name)
    rows.append(Row(id: number, end: names.count))
    owners.append(UInt32(clamping: place - places.lowerBound))
  }

  /// Adds the next domain, of the organization at this place.
  package mutating func add(_ domain: DomainResource, of place: Int) {
    var name = domain.name
    name.withUTF8 { add(id: domain.id, name: UnsafeRawBufferPointer($0), of: place) }
  }

  /// Adds the next domain, with the place of its organization.
  mutating func add(_ domain: JoinedDomain) {
    let id = domain.id.withBytes { RecordID(utf8: $0) }
    domain.name.withBytes { add(id: id, name: $0, of: domain.place) }
  }

  /// Adds the domains of another table of the same places, behind these.
  mutating func append(_ others: JoinTable) {
    let (count, length) = (rows.count, names.count)
    names.append(contentsOf: others.names)
    rows.append(contentsOf: others.rows.lazy.map { Row(id: $0.id, end: $0.end + length) })
    owners.append(contentsOf: others.owners)
    for (row, id) in others.textIDs { textIDs[row + count] = id }
  }

  /// Writes the domains as ``JoinedDomain``, in the order in which they were added.
  func write(to file: OutputFile) throws {
    for row in rows.indices {
      try file.write(
        JoinedDomain(
          id: textIDs[row] ?? String(rows[row].id),
          name: String(decoding: names[name(of: row)], as: UTF8.self),
          place: places.lowerBound + Int(owners[row])))
    }
  }

  /// The same rows by organization, so that those that are asked for one after the other stand so.
  /// Only in such a table domains can be looked up.
  package consuming func sorted() -> JoinTable {
    var result = JoinTable(places: places)
    var starts = [UInt32](repeating: 0, count: places.count + 1)
    for owner in owners { starts[Int(owner) + 1] += 1 }
    for place in 1..<starts.count { starts[place] += starts[place - 1] }
    result.starts = starts
    var order = [UInt32](repeating: 0, count: rows.count)
    for (row, owner) in owners.enumerated() {
      order[Int(starts[Int(owner)])] = UInt32(row)
      starts[Int(owner)] += 1
    }
    owners = []
    result.rows.reserveCapacity(rows.count)
    result.names = Array(unsafeUninitializedCapacity: names.count) { room, count in
      names.withUnsafeBufferPointer { names in
        for row in order {
          let row = Int(row)
          if let id = textIDs.isEmpty ? nil : textIDs[row] { result.textIDs[result.count] = id }
          let name = UnsafeBufferPointer(rebasing: names[name(of: row)])
          _ = UnsafeMutableBufferPointer(rebasing: room[count...]).update(fromContentsOf: name)
          count += name.count
          result.rows.append(Row(id: rows[row].id, end: count))
        }
      }
    }
    return result
  }

  /// The domains of the organization at a place.
  package func domains(of place: Int) -> [CandidateDomain] {
    range(of: place).map { row in
      CandidateDomain(
        id: textIDs[row] ?? String(rows[row].id),
        name: String(decoding: names[name(of: row)], as: UTF8.self))
    }
  }

  /// How many domains the organization at a place has.
  func count(of place: Int) -> Int { range(of: place).count }

  /// Writes ``domains(of:)`` as a candidate has them, without making one text of them.
  func write(domainsOf place: Int, to writer: inout JSONWriter) {
    names.withUnsafeBytes { names in
      writer.list(range(of: place)) { row, writer in
        writer.object {
          if let id = textIDs.isEmpty ? nil : textIDs[row] {
            $0.field("id", id)
          } else {
            $0.field("id", digitsOf: rows[row].id)
          }
          $0.field("name", utf8: UnsafeRawBufferPointer(rebasing: names[name(of: row)]))
        }
      }
    }
  }

  private func range(of place: Int) -> Range<Int> {
    let owner = place - places.lowerBound
    guard places.contains(place), !starts.isEmpty else { return 0..<0 }
    return Int(starts[owner])..<Int(starts[owner + 1])
  }

  private func name(of row: Int) -> Range<Int> {
    (row == 0 ? 0 : rows[row - 1].end)..<rows[row].end
  }
}
