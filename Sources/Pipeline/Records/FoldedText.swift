/// A text as names and titles are compared everywhere: without the white space around it, with one
/// space for each run of it, and whatever the case.
package struct FoldedText: Sendable, Hashable {
  /// The folded text.
  package let text: String

  package init(_ text: String) {
    var given = text
    self.text = given.withUTF8(QuickFolding.fold) ?? Self.folded(text)
  }

  /// A text that is there as bytes of UTF-8.
  package init(utf8 text: UnsafeRawBufferPointer) {
    let quick = text.withMemoryRebound(to: UInt8.self, QuickFolding.fold)
    self.text = quick ?? Self.folded(String(decoding: text, as: UTF8.self))
  }

  /// The long way, which is right for every text.
  static func folded(_ text: String) -> String {
    // By way of upper case, which makes equal what lower case alone leaves apart: ß and ss.
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      .lowercased().uppercased().lowercased()
  }

  /// A text that is folded already.
  package init(folded text: String) {
    self.text = text
  }

  /// Whether nothing is left.
  package var isEmpty: Bool { text.isEmpty }
}
