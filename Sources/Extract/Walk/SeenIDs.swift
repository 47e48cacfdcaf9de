internal import Pipeline

/// The ids that a walk has met. Nearly all are numbers.
struct SeenIDs {
  private var numbers = NumberSet()
  private var texts: Set<String> = []
  /// A sum over the ids that does not depend on their order: the same ids, the same sum.
  private(set) var sum = 0

  /// How many there are.
  var count: Int { numbers.count + texts.count }

  /// Adds an id; false where it was there before.
  mutating func insert(_ id: RecordID) -> Bool {
    let isNew: Bool
    let code: UInt64
    switch id {
    case .number(let number):
      isNew = numbers.insert(number)
      code = number
    case .text(let text):
      isNew = texts.insert(text).inserted
      // FNV-1a.
      code = text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
    if isNew { sum &+= Int(bitPattern: UInt(Self.mixed(code))) }
    return isNew
  }

  /// Spreads a number over all bits (the finalizer of SplitMix64), so that sums do not collide.
  private static func mixed(_ number: UInt64) -> UInt64 {
    var mixed = number &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
