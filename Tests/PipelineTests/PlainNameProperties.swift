import TestSupport
import Testing

@testable import Pipeline

@Suite("Domain names are found the quick way as the long way finds them")
struct PlainNameProperties {
  /// Whether the quick way is gone.
  @discardableResult
  private func expectSame(_ given: String) -> Bool {
    let long = Result { () throws(DomainName.Problem) in try DomainName(longWay: given) }
    #expect(Result { () throws(DomainName.Problem) in try DomainName(given) } == long, "\(given)")
    let bytes = Array(given.utf8)
    let isPlain = bytes.withUnsafeBytes { bytes in
      guard let plain = PlainName(bytes) else { return false }
      let name = try? long.get().text
      #expect(plain.text == name, "\(given.debugDescription)")
      #expect(plain.count == plain.text.utf8.count)
      var appended = Array("x".utf8)
      plain.append(to: &appended)
      #expect(appended.dropFirst().elementsEqual(plain.text.utf8))
      return true
    }
    return isPlain
  }

  /// Whether it is written as nearly all names are, for which the quick way is there.
  private static func isUsual(_ given: String) -> Bool {
    given.utf8.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == 0x2D || $0 == 0x2E }
      && !given.split(separator: ".").contains { $0.dropFirst(2).hasPrefix("--") }
      && (try? DomainName(longWay: given)) != nil
  }

  @Test("Random texts of what stands in and around names", arguments: 0..<20)
  func random(seed: UInt64) {
    let pieces = [
      "a", "B", "9", "0", "-", "--", ".", ".", ".", "com", "Acme", "acme.com", "co.uk", "@", ":",
      "443",
      "/", "?", "#", "https://", "HTTP://", "//", "h+2://", " ", "_", "é", "。", "xn--", "XN--",
      "xn--a",
      "ab--cd", "\u{301}", "[", "]", "1", "\r\n", "\u{A0}", ",", ";", "ß", "я", "日", "９", "\u{B}",
      "\u{85}",
      "\0", "\u{7F}", "mailto:", "user@", "%",
    ]
    var random = SplitMix64(seed: seed)
    for _ in 0..<400 {
      let text = (0..<Int.random(in: 0...8, using: &random)).map { _ in random.one(of: pieces) }
      expectSame(text.joined())
    }
  }

  @Test("Every text of a few characters of those that decide")
  func short() {
    let letters = ["a", "1", "-", ".", ":", "/", " "]
    var texts = [""]
    for _ in 1...4 {
      texts = texts.flatMap { text in letters.map { text + $0 } }
      for text in texts { expectSame(text) }
    }
  }

  @Test("Nearly all names go the quick way, however they begin and end")
  func usual() {
    var usual = 0
    for seed in 0..<1000 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let labels = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        String(
          (0..<Int.random(in: 1...5, using: &random))
            .map { _ in random.one(of: Array("abzAZ019-")) })
      }
      let given = labels.joined(separator: ".")
      let isUsual = Self.isUsual(given)
      if isUsual { usual += 1 }
      for text in [
        given, given + ".", " \(given)\t", "https://\(given)/a?b#c", "//\(given)", "\(given)?x",
        "\(given)./", "\(given)#",
      ] {
        let isQuick = expectSame(text)
        #expect(isQuick == isUsual, "\(text)")
      }
    }
    #expect(usual > 300)
  }

  @Test("Lengths of labels and of names, at what the DNS allows and beyond; long ones are left")
  func lengths() {
    for length in 58...65 {
      let label = String(repeating: "a", count: length)
      for name in ["\(label).com", "a.\(label)", "a.\(label).com", "\(label.dropLast())-.com"] {
        #expect(expectSame(name) == (name.utf8.count <= 64 && !name.contains("-")), "\(name)")
      }
    }
    let label = String(repeating: "b", count: 61)
    for length in 250...256 {
      let name = String("\(label).\(label).\(label).\(label).\(label)".prefix(length - 2)) + "bb"
      #expect(name.utf8.count == length)
      #expect(!expectSame(name) && !expectSame("https://\(name)./"), "\(length)")
    }
    for length in 3...64 {
      let name = String(repeating: "c", count: length - 2) + ".d"
      #expect(expectSame(name) && expectSame(name + ".") && expectSame("https://\(name)./"))
    }
  }
}
