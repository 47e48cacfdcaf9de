/// Where the next byte goes, in room that was reserved.
@usableFromInline
struct JSONCursor {
  @usableFromInline let room: UnsafeMutableRawBufferPointer
  @usableFromInline var count: Int

  @inlinable
  init(room: UnsafeMutableRawBufferPointer, count: Int) {
    self.room = room
    self.count = count
  }

  /// Whether the next field is the first of its object.
  @inlinable var isFirst: Bool { count == 0 || room[count - 1] == UInt8(ascii: "{") }

  @inlinable
  @inline(__always)
  mutating func put(_ byte: UInt8) {
    room[count] = byte
    count += 1
  }

  @inlinable
  @inline(__always)
  mutating func put(_ bytes: UnsafeRawBufferPointer) {
    UnsafeMutableRawBufferPointer(rebasing: room[count...]).copyMemory(from: bytes)
    count += bytes.count
  }

  @inlinable
  @inline(__always)
  mutating func put(_ json: StaticString) {
    put(UnsafeRawBufferPointer(start: json.utf8Start, count: json.utf8CodeUnitCount))
  }

  /// Puts a number that has so many digits, the last one first.
  @inlinable
  mutating func put(_ number: UInt, digits: Int) {
    var rest = number
    for place in (count..<count + digits).reversed() {
      room[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count += digits
  }

  /// Puts a text of UTF-8 with its quotes.
  @inlinable
  mutating func put(text: UnsafeRawBufferPointer, isPlain: Bool) {
    put(UInt8(ascii: "\""))
    if isPlain {
      put(text)
    } else {
      for byte in text { put(escaped: byte) }
    }
    put(UInt8(ascii: "\""))
  }

  @usableFromInline
  mutating func put(escaped byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): put("\\\"")
    case UInt8(ascii: "\\"): put("\\\\")
    case 0x08: put("\\b")
    case 0x09: put("\\t")
    case 0x0A: put("\\n")
    case 0x0C: put("\\f")
    case 0x0D: put("\\r")
    case ..<0x20:
      put("\\u00")
      for digit in [byte >> 4, byte & 15] {
        put(digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
      }
    default: put(byte)
    }
  }
}
