/// A place in a text file, in lines and characters counted from 1.
package struct TextPosition: Sendable, Equatable {
  /// The line, as an editor counts: a carriage return with its line feed is one line break.
  package private(set) var line = 1
  /// The character within the line.
  package private(set) var column = 1
  private var isBehindReturn = false

  package init() {}

  /// The place behind these UTF-8 bytes.
  package mutating func advance(over bytes: some Sequence<UInt8>) {
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\n") where isBehindReturn:
        break
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        line += 1
        column = 1
      case 0x80..<0xC0:
        // The second and later bytes of a character.
        break
      default:
        column += 1
      }
      isBehindReturn = byte == UInt8(ascii: "\r")
    }
  }
}
