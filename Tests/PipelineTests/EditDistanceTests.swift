import TestSupport
import Testing

@testable import Pipeline

@Suite("How far one word is from another")
struct EditDistanceTests {
  @Test(
    "Each letter changed, added or left out counts one",
    arguments: [
      ("", "", 0), ("", "abc", 3), ("kitten", "sitting", 3), ("flaw", "lawn", 2),
      ("sources", "source", 1), ("soruce", "source", 2), ("Zoë", "Zoe", 1), ("a", "a", 0),
    ])
  func known(left: String, right: String, distance: Int) {
    #expect(EditDistance.between(left, right) == distance)
  }

  @Test("It is a distance: nothing to itself, the same both ways, no detour is shorter")
  func metric() {
    var random = SplitMix64(seed: 7)
    func word() -> String {
      String(
        (0..<Int.random(in: 0...7, using: &random)).map { _ in
          "abc".randomElement(using: &random) ?? "a"
        })
    }
    for _ in 1...500 {
      let (a, b, c) = (word(), word(), word())
      let ab = EditDistance.between(a, b)
      #expect((ab == 0) == (a == b))
      #expect(ab == EditDistance.between(b, a))
      #expect(ab <= EditDistance.between(a, c) + EditDistance.between(c, b))
      #expect(ab >= abs(a.count - b.count))
      #expect(ab <= max(a.count, b.count))
    }
  }
}

@Suite("Names in the form that they are compared in")
struct FoldedTextTests {
  @Test(
    "Case and white space do not tell names apart",
    arguments: [
      ("Acme Inc", "ACME  inc"), (" Acme\tInc\n", "acme inc"), ("Acme\u{A0}Inc", "acme inc"),
      ("ZOË", "zoë"), ("Zoe\u{308}", "zoë"), ("", "  "),
    ])
  func same(left: String, right: String) {
    #expect(FoldedText(left) == FoldedText(right))
    #expect(Set([FoldedText(left), FoldedText(right)]).count == 1)
  }

  @Test(
    "Everything else does",
    arguments: [("Acme Inc", "AcmeInc"), ("Acme", "Acme."), ("Zoë", "Zoe"), ("Acme-1", "Acme 1")])
  func different(left: String, right: String) {
    #expect(FoldedText(left) != FoldedText(right))
  }

  @Test("Folding twice is folding once", arguments: ["  A  b\u{2003}C ", "İstanbul", "ΣΑΣ", "ǅ"])
  func idempotent(name: String) {
    let once = FoldedText(name)
    #expect(FoldedText(once.text) == once)
  }
}
