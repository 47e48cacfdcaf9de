package import Pipeline

package import struct FoundationEssentials.Date
package import struct FoundationEssentials.URL

/// One of the files that a domain list is read from, or the list that is shipped.
package struct DomainListSource: Sendable {
  /// The file; nil for the shipped list.
  package let file: URL?
  /// What its entries are said to stand in.
  let name: String
  /// What is named where an entry cannot be read.
  let path: String
  private let kind: PipelineFile.Validation.ListKind

  package init(
    _ source: PipelineFile.Validation.ListSource, of kind: PipelineFile.Validation.ListKind
  ) {
    self.kind = kind
    switch source {
    case .shipped:
      file = nil
      name = "\(kind.rawValue) (shipped)"
      path = name
    case .file(let url):
      file = url
      name = url.lastPathComponent
      path = url.path
    }
  }

  /// What it holds.
  ///
  /// - Throws: ``FileError``.
  func bytes() throws -> [UInt8] {
    try file.map { try FileBytes.read($0) } ?? kind.shipped
  }

  /// How new and how long it is.
  ///
  /// - Throws: ``FileError``; ``DomainListError`` with the file and the line.
  package func version() throws -> DomainListVersion {
    DomainListVersion(
      date: Self.date(in: try bytes()), entries: try DomainList([self]).count)
  }

  /// The date in the comment that the list begins with: `Date: 2026-11-23`.
  private static func date(in content: [UInt8]) -> Date? {
    let lines = content.split(separator: UInt8(ascii: "\n")).lazy
      .map { String(decoding: $0, as: UTF8.self) }
    for line in lines.prefix(while: { $0.trimmingPrefix("\u{FEFF}").hasPrefix("#") }) {
      guard let match = line.firstMatch(of: /Date:\s*([0-9]{4}-[0-9]{2}-[0-9]{2})/) else {
        continue
      }
      return try? Date(String(match.1), strategy: .iso8601.year().month().day())
    }
    return nil
  }
}

/// How new and how long a list is.
package struct DomainListVersion: Sendable, Equatable {
  /// The date that it tells of itself, where it does.
  package let date: Date?
  /// How many entries it has.
  package let entries: Int
}

extension PipelineFile.Validation {
  /// What a list is read from; nothing where the pipeline file wants none.
  package func sources(of kind: ListKind) -> [DomainListSource] {
    (lists[kind] ?? [.shipped]).map { DomainListSource($0, of: kind) }
  }

  /// The digests of what a list is read from, by names for the checkpoint.
  ///
  /// - Throws: ``FileError``.
  func digests(of kind: ListKind) throws -> [String: String] {
    var digests: [String: String] = [:]
    for (index, source) in sources(of: kind).enumerated() {
      digests["lists.\(kind.rawValue)[\(index)] \(source.name)"] =
        Digest.of(try source.bytes()).text
    }
    return digests
  }
}
