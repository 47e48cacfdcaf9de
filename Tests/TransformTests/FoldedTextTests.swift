import Pipeline
import Testing

@testable import Transform

@Suite("Texts are compared folded")
struct FoldedTextTests {
  @Test(
    "Case, white space and normalization do not tell names apart",
    arguments: [
      ("  Acme   Inc ", "ACME inc"), ("Acme\u{A0}Inc", "acme inc"), ("Acme\r\n\tInc", "Acme Inc"),
      ("Straße", "STRASSE"), ("ΟΔΟΣ", "οδος"), ("Zoe\u{308}", "ZO\u{CB}"), ("\u{2003}x", "X"),
    ])
  func alike(left: String, right: String) {
    #expect(FoldedText(left) == FoldedText(right))
  }

  @Test("Punctuation and letters tell names apart")
  func different() {
    #expect(FoldedText("Acme, Inc") != FoldedText("Acme Inc"))
    #expect(FoldedText("Zoe") != FoldedText("Zoë"))
    #expect(FoldedText("11–25") != FoldedText("11-25"))
  }

  @Test(
    "In a picklist, any dash is a hyphen", arguments: ["11–25", "11 - 25", " 11 — 25", "11‑25"])
  func dashes(text: String) {
    #expect(FoldedText.value(text) == FoldedText.value("11-25"))
  }

  @Test("White space alone is nothing", arguments: ["", " ", "\u{A0}\t\n"])
  func nothing(text: String) {
    #expect(FoldedText(text).isEmpty)
    #expect(FoldedText.value(text).isEmpty)
    #expect(RecordID(text) == nil)
  }
}
