import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@testable import Validate

@Suite("Lines that are read to the byte as they are written")
struct WrittenLineTests {
  /// Reads a text from a line, behind which there is more to be read.
  private func text(_ line: String) -> (text: String?, isAtEnd: Bool) {
    let bytes = Array("\(line)\"\"\"\"\"\"\"\"".utf8)
    return bytes.withUnsafeBytes { bytes in
      var written = WrittenLine(UnsafeRawBufferPointer(rebasing: bytes[..<line.utf8.count]))
      let text = written?.text().map { String(decoding: $0, as: UTF8.self) }
      return (text, written?.isAtEnd ?? false)
    }
  }

  @Test("A text of any length, its end at any place of a word")
  func lengths() {
    for count in 0...40 {
      for letter in ["x", "é", "日"] {
        let given = String(repeating: letter, count: count)
        #expect(text("\"\(given)\"") == (given, true))
      }
    }
  }

  @Test("A text with an escape or a control character is none, wherever that stands")
  func escapes() {
    for place in 0...20 {
      for byte in ["\\", "\u{1}", "\n", "\t", "\u{1F}"] {
        let given = String(repeating: "x", count: place) + byte + "more"
        #expect(text("\"\(given)\"").text == nil, "\(place)")
      }
      // A quote ends it.
      let short = text("\"\(String(repeating: "x", count: place))\"more\"")
      #expect(short.text?.count == place && !short.isAtEnd)
    }
    #expect(text("\"\u{7F}\u{80}\"").text == "\u{7F}\u{80}")
  }

  @Test("A text that does not end within the line is none, whatever stands behind")
  func unterminated() {
    for count in 0...20 { #expect(text("\"" + String(repeating: "x", count: count)).text == nil) }
    #expect(text("").text == nil)
    #expect(text("x\"\"").text == nil)
  }

  @Test("Bytes that are no UTF-8 are no text")
  func notText() {
    for bytes in [[0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xFF], [0xF5, 0x80, 0x80, 0x80]] {
      let line = [UInt8(ascii: "\"")] + bytes.map { UInt8($0) } + [UInt8(ascii: "\"")]
      let isText = (line + [UInt8](repeating: 0, count: 8)).withUnsafeBytes {
        var written = WrittenLine(UnsafeRawBufferPointer(rebasing: $0[..<line.count]))
        return written?.text() != nil
      }
      #expect(!isText, "\(bytes)")
    }
  }

  @Test(
    "Whole numbers that are JSON, and null",
    arguments: [
      ("0", true), ("7", true), ("10", true), ("null", true), ("123456789012345678", true),
      ("1234567890123456789", false), ("01", false), ("00", false), ("-1", false), ("", false),
      ("nul", false), ("x", false),
    ])
  func numbers(line: String, isTaken: Bool) {
    let bytes = Array("\(line)99999999".utf8)
    bytes.withUnsafeBytes { bytes in
      var written = WrittenLine(UnsafeRawBufferPointer(rebasing: bytes[..<line.utf8.count]))
      #expect((written?.takeNumberOrNull() ?? false) == isTaken)
    }
  }

  @Test("Every candidate that the quick way can judge is read as it is")
  func candidates() throws {
    var read = 0
    let judge = QuickJudge(
      OrganizationRules(
        domainRules: DomainRules(
          PipelineFile.Validation(), lists: DomainLists(), suffixes: .sample),
        world: WorldIndex(World(account: nil, licence: World.Licence(limit: nil, used: 0))),
        existing: PipelineFile.Validation().existing))
    for seed in 0..<60 as Range<UInt64> {
      for candidate in RandomBatch(seed: seed).candidates {
        let line = try JSONLines.encoder().encode(candidate)
        let padded = Array(line) + [UInt8](repeating: 0, count: 64)
        var plain = PlainCandidate()
        padded.withUnsafeBytes { bytes in
          guard plain.read(UnsafeRawBufferPointer(rebasing: bytes[..<line.count]), judge) else {
            return
          }
          read += 1
          func text(_ bytes: UnsafeRawBufferPointer?) -> String? {
            bytes.map { String(decoding: $0, as: UTF8.self) }
          }
          #expect(plain.id.description == candidate.id)
          #expect(text(plain.name) == candidate.name)
          #expect(text(plain.employeeCount) == candidate.employeeCount)
          #expect(text(plain.industry) == candidate.industry)
          #expect(plain.domains.map { text($0) } == candidate.domains.map(\.name))
          #expect(plain.foundByTransform == candidate.findings)
          #expect(candidate.priority == nil && candidate.defaulted.isEmpty)
          #expect(candidate.domains.allSatisfy { $0.addedBy == nil && $0.leftOutBy == nil })
        }
      }
    }
    #expect(read > 1000)
  }
}
