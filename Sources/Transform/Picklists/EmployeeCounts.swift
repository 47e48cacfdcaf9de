internal import Pipeline

/// The picklist of Employee Count: ranges that do not overlap, the last one open-ended.
package struct EmployeeCounts: Sendable, Equatable {
  /// The ranges with their aliases.
  package let list: Picklist
  /// The numbers of each value, in the values' order.
  private let ranges: [ClosedRange<Int>]
  /// Whether a value or an alias is a plain number.
  private let hasNumbers: Bool

  /// Reads the entries.
  ///
  /// - Throws: ``YAMLError`` with the line.
  init(_ entries: [YAMLMapping]) throws {
    var list = Picklist()
    var ranges: [ClosedRange<Int>] = []
    for var entry in entries {
      try list.add(&entry)
      ranges.append(try Self.range(of: &entry, after: ranges.last))
      try entry.finish()
    }
    self.list = list
    self.ranges = ranges
    hasNumbers = list.hasNumbers
  }

  /// What a cell means: a value, an alias, a number within a range, or a range that lies within one:
  /// `300+` is `251+`, and `100+` may be two.
  package func resolve(_ cell: String) -> Resolution {
    if let value = list.value(of: cell) { return .value(value) }
    if let position = position(of: cell) { return .value(list.values[position]) }
    return list.resolve(cell)
  }

  /// The value of a cell that is a plain number; nil where it is anything else, or where that cannot be
  /// told at one look.
  func value(ofNumber cell: UnsafeRawBufferPointer) -> String? {
    guard 1...9 ~= cell.count, !hasNumbers else { return nil }
    var number = 0
    for byte in cell {
      let digit = byte &- UInt8(ascii: "0")
      if digit > 9 { return nil }
      number = number * 10 + Int(digit)
    }
    return ranges.firstIndex { $0.contains(number) }.map { list.values[$0] }
  }

  /// The one range that all numbers of a cell are in.
  private func position(of cell: String) -> Int? {
    let wanted: ClosedRange<Int>? =
      if let count = HeadCount.read(cell) {
        count...count
      } else {
        CountRange(cell).map { $0.from...($0.to ?? .max) }
      }
    guard let wanted else { return nil }
    return ranges.firstIndex { $0.contains(wanted.lowerBound) && $0.contains(wanted.upperBound) }
  }

  private static func range(
    of entry: inout YAMLMapping, after last: ClosedRange<Int>?
  ) throws -> ClosedRange<Int> {
    guard let from = try entry.integer("from", in: 0...Int.max) else {
      throw entry.missing("from")
    }
    if let last, from <= last.upperBound {
      let end = last.upperBound == .max ? "has no end" : "ends at \(last.upperBound)"
      throw entry.error("is \(from), but the range before it \(end)", at: "from")
    }
    let to = try entry.integer("to", in: 0...Int.max) ?? .max
    guard from <= to else { throw entry.error("is \(to), which is below from", at: "to") }
    return from...to
  }
}
