/// Finds the elements of the array under the top-level key `data`, byte for byte.
///
/// Saved pages are served as they were saved: an id stays the digits that it was, and no attribute
/// is lost. Whether an element is good JSON is the decoder's business.
struct JSONSlices {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The elements in their order; nil where there is no such array or it does not end.
  mutating func dataElements() -> [ArraySlice<UInt8>]? {
    guard skipToValue(of: "data") else { return nil }
    guard take("[") else { return nil }
    var elements: [ArraySlice<UInt8>] = []
    skipSpace()
    if take("]") { return elements }
    while true {
      skipSpace()
      let start = place
      guard skipValue() else { return nil }
      elements.append(bytes[start..<place])
      skipSpace()
      if take("]") { return elements }
      guard take(",") else { return nil }
    }
  }

  /// Moves to the value of a key of the top-level object.
  private mutating func skipToValue(of key: String) -> Bool {
    // A byte order mark may stand before it.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    skipSpace()
    guard take("{") else { return false }
    while true {
      skipSpace()
      let start = place
      guard skipString() else { return false }
      let found = bytes[(start + 1)..<(place - 1)].elementsEqual(key.utf8)
      skipSpace()
      guard take(":") else { return false }
      skipSpace()
      if found { return true }
      guard skipValue() else { return false }
      skipSpace()
      guard take(",") else { return false }
    }
  }

  /// Moves behind a value: to the comma or bracket that ends it.
  private mutating func skipValue() -> Bool {
    let start = place
    var depth = 0
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\""):
        guard skipString() else { return false }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return place > start }
        depth -= 1
      case UInt8(ascii: ",") where depth == 0:
        return place > start
      default:
        break
      }
      place += 1
    }
    return false
  }

  private mutating func skipString() -> Bool {
    guard take("\"") else { return false }
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\\"): place += 2
      case UInt8(ascii: "\""):
        place += 1
        return true
      default: place += 1
      }
    }
    return false
  }

  private mutating func skipSpace() {
    while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }
}
