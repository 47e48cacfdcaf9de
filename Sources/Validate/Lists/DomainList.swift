package import Pipeline

/// Domains that one kind of rule speaks of, read from list files.
///
/// A file has one entry a line; `#` begins a comment. An entry is a ``NamePattern``; with `!` before
/// it, what it matches is not on the list, whatever the other entries and files say.
package struct DomainList: Sendable, Equatable {
  /// An entry that a name matches.
  package struct Entry: Sendable, Equatable {
    /// The entry as it is written in the list.
    package var text: String
    /// The name of the file that it stands in.
    package var file: String
  }

  private var listed = NamePatterns()
  private var spared = NamePatterns()

  /// A list without entries.
  package init() {}

  /// The entries of all these sources. Of an entry that stands twice the first one counts.
  ///
  /// - Throws: ``FileError``; ``DomainListError`` with the file and the line.
  package init(_ sources: [DomainListSource]) throws {
    for source in sources { try add(try source.bytes(), from: source) }
  }

  /// How many entries there are.
  package var count: Int { listed.count + spared.count }

  /// The entry that `name` matches: itself, or the nearest above it.
  package func match(_ name: DomainName) -> Entry? {
    guard let entry = listed.match(name), spared.match(name) == nil else { return nil }
    return entry
  }

  /// Notes what it has in a filter.
  func note(in filter: inout NameFilter) { listed.note(in: &filter) }

  private mutating func add(_ bytes: [UInt8], from source: DomainListSource) throws {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let entry = Self.entry(of: line, isFirst: index == 0)
      if entry.isEmpty { continue }
      let isSpared = entry.first == UInt8(ascii: "!")
      do {
        let pattern = try NamePattern(isSpared ? entry.dropFirst() : entry)
        if isSpared {
          spared.add(pattern, file: source.name)
        } else {
          listed.add(pattern, file: source.name)
        }
      } catch {
        throw DomainListError(
          file: source.path, line: index + 1, entry: String(decoding: entry, as: UTF8.self),
          problem: error)
      }
    }
  }

  /// What is left of a line without its comment and the white space around.
  private static func entry(of line: ArraySlice<UInt8>, isFirst: Bool) -> ArraySlice<UInt8> {
    var rest = line
    if isFirst, rest.starts(with: byteOrderMark) { rest = rest.dropFirst(byteOrderMark.count) }
    rest = rest.prefix { $0 != UInt8(ascii: "#") }
    rest = rest.drop { $0 <= 0x20 }
    while let last = rest.last, last <= 0x20 { rest = rest.dropLast() }
    return rest
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
