internal import Pipeline

/// The hashes of a name and of all that it is below, for ``NameFilter``s: the same for each.
struct NameHashes {
  // More labels than hardly any name has.
  private static let most = 8
  // The empty name first, then what stands behind each dot, from the end on.
  private var ends = InlineArray<8, UInt64>(repeating: start)
  private var count = 1
  /// That of the name itself.
  private(set) var name: UInt64

  /// The hashes of a normalized name in UTF-8; nil where it has very many labels.
  init?(_ name: UnsafeRawBufferPointer) {
    self.name = Self.start
    for byte in name.reversed() {
      if byte == UInt8(ascii: ".") {
        guard count < Self.most else { return nil }
        ends[count] = self.name
        count += 1
      }
      self.name = Self.hash(self.name, byte)
    }
  }

  init?(_ name: DomainName) {
    guard let hashes = name.text.withBytes(Self.init) else { return nil }
    self = hashes
  }

  /// Whether one of what the name is below is such.
  func containAbove(_ isSuch: (UInt64) -> Bool) -> Bool {
    for place in 0..<count where isSuch(ends[place]) { return true }
    return false
  }

  /// That of a name in UTF-8.
  static func hash(_ name: some BidirectionalCollection<UInt8>) -> UInt64 {
    name.reversed().reduce(start, hash)
  }

  // Letters differ in five bits.
  private static func hash(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash << 5 | hash >> 59) ^ UInt64(byte)
  }

  private static let start: UInt64 = 0xCBF2_9CE4_8422_2325
}
