internal import Pipeline

/// The values that a field of Dark Web ID may have, each with the words that mean it.
package struct Picklist: Sendable, Equatable {
  /// The values, in the file's order.
  package private(set) var values: [String] = []
  /// The values and aliases, folded, in the file's order.
  private var terms: [FoldedText] = []
  private var valueOfTerm: [FoldedText: Int] = [:]

  init() {}

  /// What a cell means: a value or an alias, whatever its case, white space and dashes.
  package func resolve(_ cell: String) -> Resolution {
    let term = FoldedText.value(cell)
    if term.isEmpty { return .empty }
    return value(of: term).map(Resolution.value) ?? .unknown(nearest: nearest(to: term))
  }

  /// The value that a cell is, or is an alias of; nil where it is neither.
  func value(of cell: String) -> String? { value(of: FoldedText.value(cell)) }

  private func value(of term: FoldedText) -> String? { valueOfTerm[term].map { values[$0] } }

  /// Whether a value or an alias is a plain number.
  var hasNumbers: Bool {
    terms.contains { $0.text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } }
  }

  /// Adds the value of an entry and its aliases.
  ///
  /// - Throws: ``YAMLError`` with the line where a word is there already.
  mutating func add(_ entry: inout YAMLMapping) throws {
    let value = try entry.requiredString("value")
    values.append(value)
    try add(term: value, of: entry, at: "value")
    for alias in try entry.strings("aliases") ?? [] {
      try add(term: alias, of: entry, at: "aliases")
    }
  }

  private mutating func add(term text: String, of entry: YAMLMapping, at key: String) throws {
    let term = FoldedText.value(text)
    guard !term.isEmpty else { throw entry.error("has an empty word", at: key) }
    if let earlier = valueOfTerm[term] {
      throw entry.error("has “\(text)”, which means “\(values[earlier])” already", at: key)
    }
    valueOfTerm[term] = values.count - 1
    terms.append(term)
  }

  /// The value of the term that is a slip of the pen away; the first where several are as near.
  private func nearest(to word: FoldedText) -> String? {
    var best: (position: Int, distance: Int)?
    for term in terms {
      let length = term.text.unicodeScalars.count
      let allowed = length < 3 ? 0 : max(1, length / 4)
      guard abs(length - word.text.unicodeScalars.count) <= allowed else { continue }
      let distance = EditDistance.between(word.text, term.text)
      guard distance <= allowed, distance < best?.distance ?? .max,
        let position = valueOfTerm[term]
      else { continue }
      best = (position, distance)
    }
    return best.map { values[$0.position] }
  }
}
