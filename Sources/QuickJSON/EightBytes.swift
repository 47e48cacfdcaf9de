/// Eight bytes of a text, looked at all at once.
public enum EightBytes {
  /// The high bit of each byte.
  @inlinable public static var high: UInt64 { 0x8080_8080_8080_8080 }

  /// The high bit of each byte that cannot stand in a JSON text as it is: a quote, a backslash, a control
  /// character. The lowest one is right; those above it may be set in vain.
  @inlinable public static func escapes(in bytes: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // The highest bit of each byte that is 0 tells of it; bytes beyond ASCII have that bit.
    func zeros(_ bytes: UInt64) -> UInt64 { (bytes &- ones) & ~bytes }
    let control = (bytes &- ones &* 0x20) & ~bytes
    let quote = zeros(bytes ^ ones &* UInt64(UInt8(ascii: "\"")))
    let backslash = zeros(bytes ^ ones &* UInt64(UInt8(ascii: "\\")))
    return (control | quote | backslash) & high
  }
}
