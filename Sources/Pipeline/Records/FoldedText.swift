private import CUnistring
private import Glibc

/// A text as names and titles are compared everywhere: without the white space around it, with one
/// space for each run of it, whatever the case, and each letter in one spelling: two are the same
/// when their bytes are.
package struct FoldedText: Sendable, Hashable {
  /// The folded text.
  package let text: String

  package init(_ text: String) {
    self = text.withBytes { FoldedText(utf8: $0) }
  }

  /// A text that is there as bytes of UTF-8.
  package init(utf8 text: UnsafeRawBufferPointer) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count + 8)
    Self.append(utf8: text, to: &bytes)
    self.text = String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the folded text to bytes, and makes no text of it.
  package static func append(utf8 text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    let start = bytes.count
    if QuickFolding.fold(text, to: &bytes) { return }
    bytes.removeSubrange(start...)
    bytes.append(contentsOf: folded(String(decoding: text, as: UTF8.self)).utf8)
  }

  /// The long way, which is right for every text.
  static func folded(_ text: String) -> String {
    // By way of upper case, which makes equal what lower case alone leaves apart: ß and ss.
    composed(
      text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        .lowercased().uppercased().lowercased())
  }

  /// A text in which no letter is written as another and a mark where both are one: é as é.
  private static func composed(_ text: String) -> String {
    text.withBytes { bytes in
      var length = 0
      let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
      guard let composed = glueport_composed(start, bytes.count, &length) else { return text }
      defer { free(composed) }
      return String(decoding: UnsafeBufferPointer(start: composed, count: length), as: UTF8.self)
    }
  }

  /// A text that is folded already.
  package init(folded text: String) {
    self.text = text
  }

  /// Whether nothing is left.
  package var isEmpty: Bool { text.isEmpty }
}
