/// The keys of objects that come one after the other, and what they mean.
///
/// A program writes the same keys in the same order, so that each is first compared with the one that
/// stood at its place before.
public struct KeyOrder<Meaning> {
  @usableFromInline let meaning: (JSONKey) -> Meaning
  /// The keys with quotes and colons, one behind the other, and what must be readable behind them.
  @usableFromInline var bytes: [UInt8] = []
  @usableFromInline var known: [Known] = []

  @usableFromInline
  struct Known {
    /// Where it stands in `bytes`.
    @usableFromInline let range: Range<Int>
    @usableFromInline let meaning: Meaning

    @inlinable
    init(range: Range<Int>, meaning: Meaning) {
      self.range = range
      self.meaning = meaning
    }
  }

  /// - Parameter meaning: What a key means.
  @inlinable
  public init(_ meaning: @escaping (JSONKey) -> Meaning) {
    self.meaning = meaning
  }

  /// Takes the key of the field of this number, from 0, with its colon; nil where none stands there.
  @inlinable
  @inline(__always)
  mutating func take(_ number: Int, from line: inout WrittenLine) -> Meaning? {
    if number < known.count {
      let key = known[number]
      if bytes.withUnsafeBytes({ line.take(known: $0, key.range) }) { return key.meaning }
    }
    return takeNew(number, from: &line)
  }

  @inlinable
  @inline(never)
  mutating func takeNew(_ number: Int, from line: inout WrittenLine) -> Meaning? {
    guard let key = line.key() else { return nil }
    let meaning = meaning(key)
    known.removeSubrange(number...)
    let start = known.last?.range.upperBound ?? 0
    bytes.removeSubrange(start...)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: key.bytes)
    bytes.append(contentsOf: "\":".utf8)
    known.append(Known(range: start..<bytes.count, meaning: meaning))
    bytes.append(contentsOf: repeatElement(0, count: WrittenLine.padding))
    return meaning
  }
}
