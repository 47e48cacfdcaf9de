internal import Pipeline

/// Ids and names of domains, kept in few bytes, for there may be millions.
struct DomainTexts: Sendable {
  private struct Row {
    /// The domain's own id; 0 where it is no number.
    var id: UInt64
    /// Where the name ends in `names`; it begins where that of the row before ends.
    var end: Int
  }

  private var rows: [Row] = []
  private var names: [UInt8] = []
  // By row; nearly no id is anything but a number.
  private var textIDs: [Int: String] = [:]

  /// Makes room for so many.
  mutating func reserve(_ more: Int) {
    rows.reserveCapacity(rows.count + more)
    names.reserveCapacity(names.count + more * 24)
  }

  /// Adds a domain; the name is in UTF-8.
  mutating func append(id: RecordID, name: UnsafeRawBufferPointer) {
    var number: UInt64 = 0
    switch id {
    case .number(let value): number = value
    case .text(let text): textIDs[rows.count] = text
    }
    names.append(contentsOf: name)
    rows.append(Row(id: number, end: names.count))
  }

  /// Adds others behind these.
  mutating func append(_ others: DomainTexts) {
    let (count, length) = (rows.count, names.count)
    names.append(contentsOf: others.names)
    rows.append(contentsOf: others.rows.lazy.map { Row(id: $0.id, end: $0.end + length) })
    for (row, id) in others.textIDs { textIDs[row + count] = id }
  }

  /// The same ones in the order of these numbers, each of which stands there once.
  consuming func inOrder(_ order: [UInt32]) -> DomainTexts {
    precondition(order.count == rows.count, "each stands there once")
    var result = DomainTexts()
    result.rows.reserveCapacity(rows.count)
    result.names.reserveCapacity(names.count)
    names.withUnsafeBufferPointer { names in
      for (place, row) in order.enumerated() {
        let row = Int(row)
        prefetch(order, behind: place)
        if let id = textIDs.isEmpty ? nil : textIDs[row] {
          result.textIDs[result.rows.count] = id
        }
        result.names.append(contentsOf: UnsafeBufferPointer(rebasing: names[range(of: row)]))
        result.rows.append(Row(id: rows[row].id, end: result.names.count))
      }
    }
    return result
  }

  /// Begins to fetch what comes a little behind a place in an order: it may lie anywhere.
  private func prefetch(_ order: [UInt32], behind place: Int) {
    let soon = place + prefetchDistance
    let later = soon + prefetchDistance
    if later < order.count { rows.prefetch(Int(order[later])) }
    if soon < order.count { names.prefetch(range(of: Int(order[soon])).lowerBound) }
  }

  /// The id of a domain.
  func id(of row: Int) -> RecordID {
    let text = textIDs.isEmpty ? nil : textIDs[row]
    return text.map(RecordID.text) ?? .number(rows[row].id)
  }

  /// The name of a domain.
  func name(of row: Int) -> String { String(decoding: names[range(of: row)], as: UTF8.self) }

  /// Gives the name of a domain to `body`, in UTF-8.
  func withName(of row: Int, _ body: (UnsafeRawBufferPointer) -> Void) {
    names.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range(of: row)])) }
  }

  private func range(of row: Int) -> Range<Int> {
    (row == 0 ? 0 : rows[row - 1].end)..<rows[row].end
  }
}
