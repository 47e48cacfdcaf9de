import FoundationEssentials
import TestSupport
import Testing

@testable import Pipeline

@Suite("Digests: SHA-256, as sha256sum prints it")
struct DigestTests {
  @Test(
    "The vectors of FIPS 180-2 come out",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func vectors(text: String, hexadecimal: String) {
    #expect(Digest.of(text).text == "sha256:\(hexadecimal)")
  }

  @Test("A million letters, fed a thousand at a time, make the digest that the standard names")
  func million() {
    var hasher = Digest.Hasher()
    let block = [UInt8](repeating: UInt8(ascii: "a"), count: 1000)
    for _ in 1...1000 { hasher.update(block) }
    #expect(
      hasher.finish().description
        == "sha256:cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test("Any portions of the same bytes give the same digest", arguments: 0..<50 as Range<UInt64>)
  func portions(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let bytes = (0..<1000).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    var whole = Digest.Hasher()
    whole.update(bytes)
    var parts = Digest.Hasher()
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Int.random(in: 0...200, using: &random)
      // A lazy collection has no storage of its own: the other way into the hasher.
      if random.oneIn(3) {
        parts.update(Array(rest.prefix(count)).lazy.map { $0 })
      } else {
        parts.update(rest.prefix(count))
      }
      rest = rest.dropFirst(count)
    }
    #expect(parts.finish() == whole.finish())
  }

  @Test("Asking for a digest does not end it")
  func goesOn() {
    var hasher = Digest.Hasher()
    hasher.update(Array("a".utf8))
    #expect(hasher.finish() == Digest.of("a"))
    #expect(hasher.finish() == Digest.of("a"))
    hasher.update(Array("bc".utf8))
    #expect(hasher.finish() == Digest.of("abc"))
  }

  @Test(
    "A file has the digest of its bytes, however many blocks it takes to read",
    arguments: [0, 1, 1 << 18, (1 << 18) + 1, 3 << 18])
  func file(size: Int) throws {
    let folder = try TemporaryFolder()
    let text = String(String(repeating: "0123456789", count: size / 10 + 1).prefix(size))
    let file = try folder.write(text, to: "file")
    #expect(try Digest.of(file: file) == Digest.of(text))
  }

  @Test("A file that is not there is bad input, and named")
  func missing() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "nothing.csv")
    let error = #expect(throws: FileError.self) { try Digest.of(file: file) }
    #expect(error?.kind == .badInput)
    #expect(error?.message == "cannot read \(file.path): No such file or directory")
  }
}
