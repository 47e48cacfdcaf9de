import TestSupport
import Testing

@testable import Spreadsheets

@Suite("CSV: what libcsv reads, and what it does not tell")
struct CSVReaderTests {
  @Test("Unquoted cells lose the spaces around them, quoted cells keep them")
  func spaces() throws {
    let records = try Samples.records(of: "  a\t, \" b \" ,\t\"\tc\"\n")
    #expect(records == [SheetRow(number: 1, cells: ["a", " b ", "\tc"])])
  }

  @Test("A last row without a line break is a row")
  func lastLine() throws {
    #expect(try Samples.records(of: "a,b\nc,d").map(\.cells) == [["a", "b"], ["c", "d"]])
  }

  @Test("Quotes are undoubled, and delimiters inside them are text")
  func quotes() throws {
    let records = try Samples.records(of: "\"Smith, \"\"Sam\"\"\",\"\",x\r\n")
    #expect(records == [SheetRow(number: 1, cells: ["Smith, \"Sam\"", "", "x"])])
  }

  @Test(
    "Rows are numbered as Excel shows them, whatever the line breaks and the blocks",
    arguments: ["\n", "\r\n", "\r"], [1, 2, 3, 7, Int.max])
  func rowNumbers(lineBreak: String, block: Int) throws {
    let lines = ["a,b", "", "  \t", "\"one\(lineBreak)two\(lineBreak)\",c", "", "d,\"e\"", "", "f"]
    let records = try Samples.records(
      of: lines.joined(separator: lineBreak), blocksOf: block)
    #expect(
      records == [
        SheetRow(number: 1, cells: ["a", "b"]),
        SheetRow(number: 4, cells: ["one\(lineBreak)two\(lineBreak)", "c"]),
        SheetRow(number: 6, cells: ["d", "e"]),
        SheetRow(number: 8, cells: ["f"]),
      ])
  }

  @Test("Tabs delimit where they are the delimiter, empty cells included")
  func tabs() throws {
    let records = try Samples.records(of: "a\t\t b \t\"c\"\t\n", by: .tab)
    #expect(records.map(\.cells) == [["a", "", "b", "c", ""]])
  }

  @Test(
    "A stray quote is located by line and character",
    arguments: [
      ("a,b\r\nc,d\"e\n", 2, 4),
      ("a,b\n\n\"x\ny\",\"c\"d\n", 4, 7),
      ("\"Zoë\",\"Ünal\" \"x\n", 1, 14),
      ("a\rb\"\r", 2, 2),
    ], [1, 5, Int.max])
  func strayQuote(sample: (text: String, line: Int, column: Int), block: Int) {
    #expect(throws: SheetError.Problem.strayQuote(line: sample.line, column: sample.column)) {
      try Samples.records(of: sample.text, blocksOf: block)
    }
  }

  @Test(
    "A quote that is never closed is located where it opens",
    arguments: [
      ("a,b\nc,\"d\ne,f\ng,h\n", 2, 3),
      ("\"a\",\"b\"\r\n\"\"\"x\"\"\",\"\"\"", 2, 9),
      ("\"", 1, 1),
      ("\"ë\",\"", 1, 5),
    ], [1, 4, Int.max])
  func unterminatedQuote(sample: (text: String, line: Int, column: Int), block: Int) {
    #expect(
      throws: SheetError.Problem.unterminatedQuote(line: sample.line, column: sample.column)
    ) {
      try Samples.records(of: sample.text, blocksOf: block)
    }
  }

  @Test("A byte that is no UTF-8 is named with its cell")
  func notUTF8() {
    let bytes = Array("a,b\n\"x\n\",c\n\nd,Caf".utf8) + [0xE9] + Array(" Noir,z\n".utf8)
    #expect(
      throws: SheetError.Problem.notText(CellReference(row: 4, column: 1), byte: 0xE9, .utf8)
    ) {
      try Samples.records(of: bytes)
    }
  }

  @Test("A cut-off character is no UTF-8")
  func truncated() {
    #expect(
      throws: SheetError.Problem.notText(CellReference(row: 1, column: 0), byte: 0xE2, .utf8)
    ) {
      try Samples.records(of: Array("a".utf8) + [0xE2, 0x80])
    }
  }

  @Test("A character cut by the edge of a block is whole")
  func acrossBlocks() throws {
    let records = try Samples.records(of: "Zoë,€\n", blocksOf: 1)
    #expect(records.map(\.cells) == [["Zoë", "€"]])
  }

  @Test("A NUL byte is named with its cell")
  func nulByte() {
    #expect(throws: SheetError.Problem.nulByte(CellReference(row: 2, column: 1))) {
      try Samples.records(of: "a,b\nc,d\0e\n")
    }
  }

  @Test("A cell may be larger than any buffer")
  func largeCell() throws {
    let cell = String(repeating: "x\n\"\"", count: 100_000)
    let records = try Samples.records(of: "\"\(cell)\",y\nz\n", blocksOf: 4096)
    #expect(records.map(\.number) == [1, 2])
    #expect(records.first?.cells.first?.utf8.count == 300_000)
  }

  @Test("Reading gives back what was written", arguments: 0..<200 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let delimiter = CSVDelimiter.allCases.randomElement(using: &random) ?? .comma
    var writer = RandomCSV(delimiter: delimiter, random: random)
    let expected = (0..<20).compactMap { _ in writer.writeRow() }
    let block = Int.random(in: 1...40, using: &random)
    let records = try Samples.records(of: writer.text, by: delimiter, blocksOf: block)
    #expect(records == expected)
  }

  @Test("Lines without a quote give the cells that libcsv makes of them", arguments: 0..<300)
  func quickLines(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let delimiter = CSVDelimiter.allCases.randomElement(using: &random) ?? .comma
    let alphabet = ["a", "b", "é", ",", ";", " ", " ", "\t", "\t", "\r", "\n", "\r\n"]
    var text = (0..<200).map { _ in alphabet.randomElement(using: &random) ?? "" }
    // In some a quoted cell, behind which libcsv has to go on.
    if seed.isMultiple(of: 3) { text[100] = "\n\"a\n, \"\n" }
    let bytes = text.flatMap(\.utf8)
    let size = seed.isMultiple(of: 2) ? Int.max : 50
    let quick = try Samples.records(of: bytes, by: delimiter, blocksOf: size)
    #expect(
      try quick == Samples.records(of: bytes, by: delimiter, blocksOf: size, goesQuick: false))
    #expect(quick.count > 10)
  }

  @Test("Any bytes give records or an error, the same whatever the blocks", arguments: 0..<300)
  func anyBytes(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let alphabet = Array("ab,,\"\"\" \t\r\n\0".utf8) + [0xC3, 0xA9, 0xE2, 0xFF]
    let bytes = (0..<60).compactMap { _ in alphabet.randomElement(using: &random) }
    func outcome(blocksOf size: Int) -> Result<[SheetRow], SheetError.Problem> {
      do {
        return .success(try Samples.records(of: bytes, blocksOf: size))
      } catch {
        return .failure(error as? SheetError.Problem ?? .noWorkbook)
      }
    }
    let whole = outcome(blocksOf: .max)
    #expect(whole != .failure(.noWorkbook))
    for size in [1, 2, 7] { #expect(outcome(blocksOf: size) == whole) }
  }
}
