package import Pipeline

package import struct FoundationEssentials.Date
package import struct FoundationEssentials.URL

/// One of the files that a domain list is read from, or the list that is shipped.
package struct DomainListSource: Sendable {
  /// The file; nil for the shipped list.
  package let file: URL?
  private let bytes: [UInt8]?
  private let name: String

  fileprivate init(file: URL) {
    self.file = file
    bytes = nil
    name = file.path
  }

  fileprivate init(shipped bytes: [UInt8], name: String) {
    file = nil
    self.bytes = bytes
    self.name = name
  }

  /// Reads the list.
  ///
  /// - Throws: ``FileError``; ``DomainListError`` with the file and the line.
  package func read() throws -> DomainListVersion {
    let content: [UInt8] =
      if let bytes { bytes } else if let file { try FileBytes.read(file) } else { [] }
    let list = try DomainList(bytes: content, file: name)
    return DomainListVersion(date: Self.date(in: content), entries: list.count)
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

/// How new and how long a domain list is.
package struct DomainListVersion: Sendable, Equatable {
  /// The date that its first lines tell, where they do.
  package let date: Date?
  /// How many entries it has.
  package let entries: Int
}

extension ListKind {
  /// What the list is read from; nothing where the pipeline file wants none.
  package func sources(_ validation: PipelineFile.Validation) -> [DomainListSource] {
    guard let files = files(validation) else {
      return [DomainListSource(shipped: shipped, name: "\(rawValue) (shipped)")]
    }
    return files.map(DomainListSource.init(file:))
  }
}
