package import FoundationEssentials
private import Glibc
private import Mustache
internal import Pipeline

/// The report as one page that stands by itself: nothing is loaded from elsewhere and nothing is sent,
/// which its Content-Security-Policy makes sure of.
package struct HTMLReport {
  private static let dataTag = "{{{data}}}"

  private let details: RunDetails
  private let made: String

  /// - Parameter made: When and by what the page was made, in words.
  package init(_ details: RunDetails, made: String) {
    self.details = details
    self.made = made
  }

  /// Gives the bytes of the page to `take`, a piece at a time: they may be many megabytes.
  ///
  /// - Throws: What `take` throws; what the template library finds wrong with the template, which is
  ///   a defect.
  package func write(_ take: (ArraySlice<UInt8>) throws -> Void) throws {
    let style = String(decoding: PackageResources.page_css, as: UTF8.self)
    let script = String(decoding: PackageResources.page_js, as: UTF8.self)
    let content = HTMLContent(
      summary: details.summary, made: made, style: style, script: script,
      styleDigest: Digest.of(style).policySource, scriptDigest: Digest.of(script).policySource)
    let template = String(decoding: PackageResources.page_mustache, as: UTF8.self)
    let parts = try template.split(separator: Self.dataTag, maxSplits: 1)
      .map { try MustacheTemplate(string: String($0)).render(content) }
    for (place, part) in parts.enumerated() {
      if place > 0 { try HTMLData(details).write { try take(Self.safe($0)) } }
      try take(ArraySlice(part.utf8))
    }
  }

  /// Writes the page as a file, whole or not at all.
  ///
  /// - Throws: `FileError`, and as ``write(_:)`` does.
  package func write(to file: URL) throws {
    let output = try OutputFile(whole: file)
    try write { try output.write(lines: $0, count: 0) }
    _ = try output.finish()
  }

  /// The page as a text.
  ///
  /// - Throws: As ``write(_:)`` does.
  package func text() throws -> String {
    var bytes: [UInt8] = []
    try write { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// JSON that can stand within a page: nothing in it ends the element that it stands in.
  private static func safe(_ json: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    json.withUnsafeBytes { bytes in
      var safe: ArraySlice<UInt8> = []
      var done = 0
      while let start = bytes.baseAddress,
        let found = memchr(start + done, Int32(UInt8(ascii: "<")), bytes.count - done)
      {
        let place = UnsafeRawPointer(found) - start
        safe += bytes[done..<place]
        safe += "\\u003c".utf8
        done = place + 1
      }
      return done == 0 ? json : safe + bytes[done...]
    }
  }
}
