internal import FoundationEssentials
private import Mustache
internal import Pipeline

/// The report as one page that stands by itself: nothing is loaded from elsewhere and nothing is sent,
/// which its Content-Security-Policy makes sure of.
package struct HTMLReport {
  private let details: RunDetails
  private let made: String

  /// - Parameter made: When and by what the page was made, in words.
  package init(_ details: RunDetails, made: String) {
    self.details = details
    self.made = made
  }

  /// The page.
  ///
  /// - Throws: What the template library finds wrong with the template, which is a defect.
  package func text() throws -> String {
    let style = String(decoding: PackageResources.page_css, as: UTF8.self)
    let script = String(decoding: PackageResources.page_js, as: UTF8.self)
    let content = HTMLContent(
      summary: details.summary, made: made, style: style, script: script,
      styleDigest: Self.digest(of: style), scriptDigest: Self.digest(of: script),
      data: try Self.json(HTMLData(details)))
    let template = try MustacheTemplate(
      string: String(decoding: PackageResources.page_mustache, as: UTF8.self))
    return template.render(content)
  }

  /// A digest as a Content-Security-Policy names it.
  private static func digest(of text: String) -> String {
    "sha256-" + Data(Digest.of(text).bytes).base64EncodedString()
  }

  /// A value as JSON that can stand within a page: nothing in it ends the element that it stands in.
  private static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(value), as: UTF8.self)
    return text.replacing("<", with: "\\u003c")
  }
}
