internal import Pipeline
internal import Transform

internal import struct FoundationEssentials.URL

/// The lines of a picklists file, with the places of its entries.
struct PicklistLines {
  /// An entry of a list.
  struct Entry {
    /// Its value.
    var value: String
    /// The line, counted from 0, on which it begins.
    var line: Int
    /// The line of its value.
    var valueLine: Int
    /// Its range; nil for an industry.
    var range: CountRange?

    /// Whether a word is the entry's value, an alias of it, or its very range written in another way.
    /// A number or a range within it is not: that is a value of its own.
    func means(_ word: String, by picklist: Picklist) -> Bool {
      picklist.resolve(word) == .value(value) || range != nil && range == CountRange(word)
    }
  }

  private let lines: [String]
  private var lists: [Column: [Entry]] = [:]

  init(_ text: String, file: URL) throws {
    lines = UnifiedDiff.lines(of: text)
    var root = try YAMLDocument(text: text, file: file).root
    for column in [Column.employeeCount, .industry] {
      lists[column] = try root.mappings(column.key)?.compactMap { mapping in
        var mapping = mapping
        guard let place = mapping.lines(of: "value") else { return nil }
        let from = try mapping.integer("from", in: 0...Int.max)
        let to = try mapping.integer("to", in: 0...Int.max)
        return Entry(
          value: try mapping.requiredString("value"), line: place.mapping - 1,
          valueLine: place.value - 1, range: from.map { CountRange(from: $0, to: to) })
      }
    }
  }

  func entries(of column: Column) -> [Entry] { lists[column] ?? [] }

  /// The text with a further entry: a range where it belongs by its numbers, an industry at the end.
  /// Nil where it is not known how.
  func adding(_ value: String, to column: Column, comment: String) -> String? {
    let entries = entries(of: column)
    guard let last = entries.last else { return nil }
    let indentation = lines[last.line].prefix { $0 == " " }
    guard column == .employeeCount else {
      let entry = "\(indentation)- value: \(Self.quoted(value)) # \(comment)"
      return inserting(entry, at: end(of: last))
    }
    guard let range = CountRange(value) else { return nil }
    let to = range.to.map { ", to: \($0)" } ?? ""
    let entry =
      "\(indentation)- { value: \(Self.quoted(value)), from: \(range.from)\(to) } # \(comment)"
    let next = entries.first { $0.range?.from ?? 0 > range.from }
    return inserting(entry, at: next?.line ?? end(of: last))
  }

  /// The text with an entry's value spelt anew; the old spelling stays as an alias where it is
  /// another word. Nil where the value is not found as it is read.
  func renaming(_ entry: Entry, to value: String) -> String? {
    var changed = lines
    let line = lines[entry.valueLine]
    guard let key = line.firstRange(of: "value:") else { return nil }
    let spellings = [Self.quoted(entry.value), "'\(entry.value)'", entry.value]
    guard
      let place = spellings.lazy.compactMap({ line[key.upperBound...].firstRange(of: $0) }).first
    else { return nil }
    changed[entry.valueLine] = line.replacingCharacters(in: place, with: Self.quoted(value))
    if FoldedText.value(entry.value) == .value(value) { return changed.joined(separator: "\n") }
    let lines = entry.line..<end(of: entry)
    var text = changed[lines].joined(separator: "\n")
    guard let found = FlowList.find("aliases", in: text) else { return nil }
    var aliases = found.list
    aliases.remove(value)
    aliases.prepend(Self.quoted(entry.value))
    text.replaceSubrange(found.place, with: aliases.text)
    changed.replaceSubrange(lines, with: [text])
    return changed.joined(separator: "\n")
  }

  /// The line behind an entry.
  private func end(of entry: Entry) -> Int {
    let indentation = lines[entry.line].prefix { $0 == " " }.count
    let rest = lines.indices.dropFirst(entry.line + 1)
    // What is indented deeper belongs to the entry.
    return rest.first { lines[$0].prefix { $0 == " " }.count <= indentation } ?? lines.count
  }

  private func inserting(_ line: String, at place: Int) -> String {
    var changed = lines
    // As the lines around it end.
    let ending = lines.first?.last == "\r" ? "\r" : ""
    changed.insert(line + ending, at: place)
    return changed.joined(separator: "\n")
  }

  private static func quoted(_ value: String) -> String {
    let escaped = value.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
    return "\"\(escaped)\""
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    var changed = self
    changed.replaceSubrange(range, with: text)
    return changed
  }
}
