/// Folds the texts that are nearly all there are, without looking at a single `Character`: those of
/// ASCII, of accented Latin letters, and of Chinese and Japanese ones.
enum QuickFolding {
  /// What ``FoldedText/folded(_:)`` makes of a text; nil where that has to be asked.
  static func fold(_ text: UnsafeBufferPointer<UInt8>) -> String? {
    var output = Output(room: text.count)
    var place = 0
    while place < text.count {
      let byte = text[place]
      if byte < 0x80 {
        if ASCII.isWhite(byte) { output.gap() } else { output.append(ASCII.lowercased(byte)) }
        place += 1
      } else if let letter = latinLetter(text, place) {
        for byte in letter { output.append(byte) }
        place += 2
      } else if hasNoCase(text, place) {
        for byte in text[place..<place + 3] { output.append(byte) }
        place += 3
      } else {
        return nil
      }
    }
    return output.text
  }

  /// What was folded so far.
  private struct Output {
    private var bytes: [UInt8] = []
    private var hasGap = false

    init(room: Int) { bytes.reserveCapacity(room + 8) }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func gap() { hasGap = !bytes.isEmpty }

    mutating func append(_ byte: UInt8) {
      if hasGap {
        bytes.append(UInt8(ascii: " "))
        hasGap = false
      }
      bytes.append(byte)
    }
  }

  /// The letters of Latin-1 and of Latin Extended A and B, folded the long way.
  private static let latinLetters: [[UInt8]] = latin.map { code in
    Array((Unicode.Scalar(code).map { FoldedText.folded(String($0)) } ?? "").utf8)
  }

  private static let latin: Range<UInt32> = 0xC0..<0x250

  /// The folded form of the letter at a place, where it is a Latin one of two bytes.
  private static func latinLetter(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> [UInt8]? {
    guard place + 1 < text.count else { return nil }
    let code = UInt32(text[place] & 0x1F) << 6 | UInt32(text[place + 1] & 0x3F)
    guard text[place] >> 5 == 0b110, latin.contains(code) else { return nil }
    return latinLetters[Int(code - latin.lowerBound)]
  }

  /// Whether a letter of three bytes stands there that is Chinese, Hiragana or Katakana.
  private static func hasNoCase(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
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
