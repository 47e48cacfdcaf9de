/// Folds the texts that are nearly all there are, without looking at a single `Character`: those of
/// ASCII, of accented Latin letters, and of Chinese and Japanese ones.
enum QuickFolding {
  /// Appends what ``FoldedText/folded(_:)`` makes of a text. False where that has to be asked; what was
  /// appended then is of no use.
  static func fold(_ text: UnsafeRawBufferPointer, to output: inout [UInt8]) -> Bool {
    let start = output.count
    if needsOnlyLowercasing(text) {
      output.append(contentsOf: text)
      ASCII.lowercase(&output, from: start)
      return true
    }
    var hasGap = false
    func append(_ byte: UInt8) {
      if hasGap { output.append(UInt8(ascii: " ")) }
      hasGap = false
      output.append(byte)
    }
    var place = 0
    while place < text.count {
      let byte = text[place]
      if byte < 0x80 {
        if ASCII.isWhite(byte) {
          hasGap = output.count > start
        } else {
          append(ASCII.lowercased(byte))
        }
        place += 1
      } else if let letter = latinLetter(text, place) {
        for byte in letter { append(byte) }
        place += 2
      } else if hasNoCase(text, place) {
        for byte in text[place..<place + 3] { append(byte) }
        place += 3
      } else {
        return false
      }
    }
    return true
  }

  /// Whether a text is of ASCII, with single spaces between words and no other white space.
  private static func needsOnlyLowercasing(_ text: UnsafeRawBufferPointer) -> Bool {
    var last = UInt8(ascii: " ")
    for byte in text {
      let isSpace = byte == UInt8(ascii: " ")
      if isSpace ? last == byte : !(0x21..<0x80 ~= byte) { return false }
      last = byte
    }
    return text.isEmpty || last != UInt8(ascii: " ")
  }

  /// The letters of Latin-1 and of Latin Extended A and B, folded the long way.
  private static let latinLetters: [[UInt8]] = latin.map { code in
    Array((Unicode.Scalar(code).map { FoldedText.folded(String($0)) } ?? "").utf8)
  }

  private static let latin: Range<UInt32> = 0xC0..<0x250

  /// The folded form of the letter at a place, where it is a Latin one of two bytes.
  private static func latinLetter(_ text: UnsafeRawBufferPointer, _ place: Int) -> [UInt8]? {
    guard place + 1 < text.count else { return nil }
    let code = UInt32(text[place] & 0x1F) << 6 | UInt32(text[place + 1] & 0x3F)
    guard text[place] >> 5 == 0b110, latin.contains(code) else { return nil }
    return latinLetters[Int(code - latin.lowerBound)]
  }

  /// Whether a letter of three bytes stands there that is Chinese, Hiragana or Katakana.
  private static func hasNoCase(_ text: UnsafeRawBufferPointer, _ place: Int) -> Bool {
    guard place + 2 < text.count, text[place] >> 4 == 0b1110 else { return false }
    let code =
      UInt32(text[place] & 0x0F) << 12 | UInt32(text[place + 1] & 0x3F) << 6
      | UInt32(text[place + 2] & 0x3F)
    return switch code {
    case 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF: true
    default: false
    }
  }
}
