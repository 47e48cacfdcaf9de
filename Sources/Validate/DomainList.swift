package import Pipeline

package import struct FoundationEssentials.URL

/// Domains that one kind of rule speaks of, read from list files.
///
/// A file has one entry a line; `#` begins a comment. `example.com` is that name alone,
/// `.example.com` is the name and everything below it. What is looked up costs a step for each
/// label of the name, however long the list is.
package struct DomainList: Sendable, Equatable {
  /// An entry that a name matches.
  package struct Entry: Sendable, Equatable {
    /// The entry as it is written in the list.
    package var text: String
    /// The name of the file that it stands in.
    package var file: String
  }

  // By name, with the file of the entry.
  private var exact: [String: String] = [:]
  private var suffixes: [Substring: String] = [:]
  // No longer end of a name can be among the suffixes.
  private var longestSuffix = 0

  /// A list without entries.
  package init() {}

  /// The entries of all these files. Of an entry that stands twice the first one counts.
  ///
  /// - Throws: ``FileError``; ``DomainListError`` with the file and the line.
  package init(files: [URL]) throws {
    for file in files {
      try JSONLines.forEachLine(of: file) { line, number in
        try add(line, number: number, path: file.path, name: file.lastPathComponent)
      }
    }
  }

  /// The entries of a list that is in memory.
  ///
  /// - Parameter file: What its entries are said to stand in.
  /// - Throws: ``DomainListError`` with the line.
  init(bytes: [UInt8], file: String) throws {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      try add(line, number: index + 1, path: file, name: file)
    }
  }

  /// How many entries there are.
  package var count: Int { exact.count + suffixes.count }

  /// The entry that `name` matches: itself, or the nearest suffix.
  package func match(_ name: DomainName) -> Entry? {
    if count == 0 { return nil }
    if let file = exact[name.text] { return Entry(text: name.text, file: file) }
    var rest = name.text[...]
    while true {
      if rest.utf8.count <= longestSuffix, let file = suffixes[rest] {
        return Entry(text: ".\(rest)", file: file)
      }
      guard let dot = rest.utf8.firstIndex(of: UInt8(ascii: ".")) else { return nil }
      rest = rest[rest.utf8.index(after: dot)...]
    }
  }

  private mutating func add(
    _ line: ArraySlice<UInt8>, number: Int, path: String, name file: String
  ) throws {
    let entry = Self.entry(of: line, isFirst: number == 1)
    if entry.isEmpty { return }
    let isSuffix = entry.first == UInt8(ascii: ".")
    do {
      if isSuffix {
        // A suffix may be a whole top-level domain, as .mil is.
        let name = try DomainName(entry: entry.dropFirst(), labels: 1)
        if suffixes[name.text[...]] == nil {
          suffixes[name.text[...]] = file
          longestSuffix = max(longestSuffix, name.text.utf8.count)
        }
      } else {
        let name = try DomainName(entry: entry, labels: 2)
        if exact[name.text] == nil { exact[name.text] = file }
      }
    } catch {
      throw DomainListError(
        file: path, line: number, entry: String(decoding: entry, as: UTF8.self),
        problem: error)
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
