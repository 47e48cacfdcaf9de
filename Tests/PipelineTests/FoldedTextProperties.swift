import Foundation
import TestSupport
import Testing

@testable import Pipeline

@Suite("Texts are folded the quick way as the long way folds them")
struct FoldedTextProperties {
  /// What the quick way makes of a text; nil where it leaves it to the long one.
  private static func quick(_ text: String) -> [UInt8]? {
    var bytes = Array("before".utf8)
    let isDone = text.withBytes { QuickFolding.fold($0, to: &bytes) }
    return isDone ? Array(bytes.dropFirst(6)) : nil
  }

  /// Whether the quick way is gone.
  @discardableResult
  private func expectSame(_ text: String) -> Bool {
    let long = Array(FoldedText.folded(text).utf8)
    let quick = Self.quick(text)
    if let quick, quick != long { Issue.record("\(text.debugDescription): \(quick), not \(long)") }
    var appended = Array("x".utf8)
    text.withBytes { FoldedText.append(utf8: $0, to: &appended) }
    if !appended.dropFirst().elementsEqual(long) || !FoldedText(text).text.utf8.elementsEqual(long)
    {
      Issue.record("\(text.debugDescription): \(FoldedText(text).text.debugDescription)")
    }
    return quick != nil
  }

  @Test("Every scalar of the Basic Latin to the Latin Extended B block, whatever is around it")
  func latin() throws {
    for code in 0...0x24F as ClosedRange<UInt32> {
      let letter = String(try #require(Unicode.Scalar(code)))
      for text in [
        letter, "a\(letter)", "\(letter)b", " \(letter) ", "S\(letter)\(letter)s",
        "\(letter)\u{301}",
        "x \(letter)\u{307} y", "日\(letter)", "\(letter)\u{200D}",
      ] { expectSame(text) }
    }
  }

  @Test("Kana, Han, and what stands at the edges of their blocks")
  func asian() throws {
    let edges = [
      0x3000, 0x3040, 0x3041, 0x3096, 0x3097, 0x3099, 0x309F, 0x30A0, 0x30A1, 0x30FA, 0x30FB,
      0x30FF,
      0x4DFF, 0x4E00, 0x9FFF, 0xA000, 0xF900, 0xFF21, 0xFF41, 0x1F600, 0x20000, 0x2003, 0x2028,
      0x212A,
      0x1E9E, 0x3A3, 0x3C2, 0x3C3, 0x10400, 0x345, 0x1FB3, 0xFB01, 0x10A0, 0x2160, 0x24B6,
    ]
    for code in Array(0x3040...0x3100) + edges {
      let letter = String(try #require(Unicode.Scalar(code)))
      for text in [
        letter, "A \(letter) B", "\(letter)\u{3099}", "\(letter)\u{3000}", "é\(letter)É",
      ] {
        expectSame(text)
      }
    }
  }

  @Test("White space of every kind is one space, and none at the ends")
  func white() throws {
    let whites = (0...0x10FFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init)
      .filter { $0.value < 0x3001 && $0.properties.isWhitespace }.map { String($0) }
    #expect(whites.count == 25)
    for white in whites + ["\r\n", "  ", "\t \n", "\u{1C}", "\u{200B}"] {
      for text in [
        white, "\(white)A\(white)", "A\(white)B", "é\(white)\(white)日", "\(white)\u{301}A",
      ] {
        expectSame(text)
      }
    }
  }

  @Test("Random texts; most go the quick way, and some do not")
  func random() {
    let pieces = [
      "a", "B", "Z", "7", "&", " ", "  ", "\t", "\r\n", "é", "É", "ß", "ẞ", "İ", "ı", "I", "i", "ς",
      "Σ",
      "ŉ", "ǰ", "Ǆ", "ǅ", "ÿ", "Ÿ", "日", "本", "か", "ガ", "GmbH", "Acme", "Zoë", "-", "\u{A0}",
      "\u{3000}", "e\u{301}", "\u{301}", "か\u{3099}", "😀", "ﬁ", "\u{200D}", "K", "ａ",
    ]
    var quick = 0
    var long = 0
    for seed in 0..<1500 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      // Of few different ones, so that one that goes the long way does not stand in each.
      let some = (0..<4).map { _ in random.one(of: pieces) }
      let text = (0..<Int.random(in: 0...10, using: &random)).map { _ in random.one(of: some) }
      if expectSame(text.joined()) { quick += 1 } else { long += 1 }
      if expectSame(random.text()) { quick += 1 } else { long += 1 }
    }
    #expect(quick > 1000 && long > 500, "\(quick) quick, \(long) long")
  }

  @Test("Two spellings of one letter fold to the same bytes, for tables go by those")
  func spellings() throws {
    func expectAlike(_ text: String) {
      let composed = text.precomposedStringWithCanonicalMapping
      let decomposed = text.decomposedStringWithCanonicalMapping
      let folded = [text, composed, decomposed].map { Array(FoldedText($0).text.utf8) }
      if folded[0] != folded[1] || folded[1] != folded[2] {
        Issue.record("\(decomposed.unicodeScalars.map(\.value)): \(folded)")
      }
    }
    let blocks: [ClosedRange<Int>] = [
      0xC0...0x24F, 0x386...0x3CE, 0x1E00...0x1FFC, 0x3041...0x30FA, 0xAC00...0xAC40,
    ]
    let others = [0x212B, 0x2126, 0x1100, 0xD7A3, 0xF900, 0x958]
    for code in blocks.flatMap({ Array($0) }) + others {
      guard let scalar = Unicode.Scalar(code) else { continue }
      let letter = String(scalar)
      expectAlike("A \(letter)b")
    }
    for seed in 0..<500 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      expectAlike(random.text())
    }
  }
}
