import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@testable import Spreadsheets

@Suite("CSV in the encodings that Excel, LibreOffice and Google write")
struct EncodingTests {
  private static let text = "Name,Note\r\nMüller & Söhne,“€ 5” – naïve 🦊\r\nZoë,\r\n"
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func read(_ bytes: [UInt8]) throws -> (rows: [SheetRow], format: SheetFormat) {
    var rows: [SheetRow] = []
    let file = try folder.write(bytes, to: "clients.csv")
    let format = try SheetReader(file) { $0 == "Name" }.read { rows.append($0) }
    return (rows, format)
  }

  private func problem(_ bytes: [UInt8]) throws -> SheetError.Problem? {
    let error = #expect(throws: SheetError.self) { try read(bytes) }
    #expect(error?.kind == .badInput)
    #expect(error?.remedy != nil)
    return error?.problem
  }

  private static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return bigEndian ? bytes.reversed() : bytes
    }
  }

  private static let utf16Cases: [(bytes: [UInt8], encoding: TextEncoding)] = [
    ([0xFF, 0xFE] + utf16(text, bigEndian: false), .utf16LittleEndian),
    ([0xFE, 0xFF] + utf16(text, bigEndian: true), .utf16BigEndian),
    (utf16(text, bigEndian: false), .utf16LittleEndian),
    (utf16(text, bigEndian: true), .utf16BigEndian),
    (Array(text.utf8), .utf8),
    ([0xEF, 0xBB, 0xBF] + Array(text.utf8), .utf8),
  ]

  @Test("Unicode with and without a byte order mark gives the same rows", arguments: 0..<6)
  func unicode(position: Int) throws {
    let (bytes, encoding) = Self.utf16Cases[position]
    let (rows, format) = try read(bytes)
    #expect(
      rows == [
        SheetRow(number: 1, cells: ["Name", "Note"]),
        SheetRow(number: 2, cells: ["Müller & Söhne", "“€ 5” – naïve 🦊"]),
        SheetRow(number: 3, cells: ["Zoë", ""]),
      ])
    #expect(format == .csv(.comma, encoding))
  }

  @Test("A byte order mark before a quoted header is no part of it")
  func quotedHeader() throws {
    #expect(
      try read([0xEF, 0xBB, 0xBF] + Array("\"Name\",x\n".utf8)).rows[0].cells == ["Name", "x"])
  }

  @Test("What is not UTF-8 anywhere is Windows-1252, with its own quotes, dashes and Euro")
  func windows1252() throws {
    let bytes =
      Array("Name;Note\r\nM".utf8) + [0xFC] + Array("ller;".utf8) + [0x93, 0x80, 0x94, 0x96]
    let (rows, format) = try read(bytes)
    #expect(rows.last?.cells == ["Müller", "“€”–"])
    #expect(format.text == "CSV with semicolons, Windows-1252")
  }

  @Test("UTF-8 with one cell that is none is not guessed at: the cell is named")
  func mixed() throws {
    let bytes = Array("Name,Note\nZoë,x\nM".utf8) + [0xFC] + Array("ller,y\n".utf8)
    #expect(
      try problem(bytes) == .notText(CellReference(row: 3, column: 0), byte: 0xFC, .utf8))
  }

  @Test("A byte that Windows-1252 does not have is named with its cell")
  func undefined() throws {
    let bytes = Array("Name,Note\nA,".utf8) + [0xFC, 0x81, 0x0A]
    #expect(
      try problem(bytes) == .notText(CellReference(row: 2, column: 1), byte: 0x81, .windows1252))
  }

  @Test("Half a character of UTF-16 is named with its cell", arguments: [0, 1, 2])
  func halfCharacter(sample: Int) throws {
    let head = [0xFF, 0xFE] + Self.utf16("Name,Note\nA,", bigEndian: false)
    let tails: [[UInt8]] = [[0x42], [0x3E, 0xD8], [0x3E, 0xD8, 0x0A, 0x00]]
    guard
      case .notText(let cell, _, .utf16LittleEndian) = try problem(head + tails[sample])
    else {
      Issue.record("another problem")
      return
    }
    #expect(cell == CellReference(row: 2, column: 1))
  }

  @Test("A NUL byte in a text is named with its cell")
  func nulByte() throws {
    #expect(
      try problem(Array("Name,Note\nA,b\0\n".utf8)) == .nulByte(CellReference(row: 2, column: 1)))
  }

  @Test("Old workbooks, and archives that are none, say what to do")
  func otherFormats() throws {
    #expect(try problem([0xD0, 0xCF, 0x11, 0xE0, 0xA1]) == .oldWorkbook)
    guard case .damaged = try problem(Array("PK\u{3}\u{4}rest".utf8)) else {
      Issue.record("another problem")
      return
    }
  }

  @Test(
    "Excel's first line that names the delimiter is no row, and later rows keep Excel's numbers")
  func separatorLine() throws {
    let (rows, format) = try read(Array("sep=;\r\nName;Note\r\nA;1\r\n".utf8))
    #expect(
      rows == [
        SheetRow(number: 1, cells: ["Name", "Note"]), SheetRow(number: 2, cells: ["A", "1"]),
      ])
    #expect(format == .csv(.semicolon, .utf8))
  }

  @Test("Whether bytes are UTF-8 does not depend on the blocks they come in", arguments: 0..<300)
  func blocks(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let pieces: [[UInt8]] = [
      Array("a".utf8), Array("é".utf8), Array("€".utf8), Array("🦊".utf8), [0xE9], [0xE2, 0x82],
      [0xF0, 0x9F], [0x80],
    ]
    let count = Int.random(in: 0...6, using: &random)
    let limit = Bool.random(using: &random) ? 4 : pieces.count
    let bytes = (0..<count).flatMap { _ in pieces[Int.random(in: 0..<limit, using: &random)] }
    let isValid = String(validating: bytes, as: UTF8.self) != nil
    for size in [1, 2, 3, 64] {
      var check = UTF8Check()
      bytes.withUnsafeBytes { buffer in
        var rest = buffer[...]
        while !rest.isEmpty {
          check.look(at: rest.prefix(size))
          rest = rest.dropFirst(size)
        }
      }
      check.finish()
      #expect(check.hasInvalid == !isValid, "\(bytes) by \(size)")
      if isValid { #expect(check.hasMultibyte == bytes.contains { $0 >= 0x80 }) }
    }
  }

  @Test("Cells are named as in Excel, and found by their names")
  func cells() {
    let columns = [0, 2, 25, 26, 51, 52, 701, 702, 16_383]
    let names = ["A7", "C7", "Z7", "AA7", "AZ7", "BA7", "ZZ7", "AAA7", "XFD7"]
    #expect(columns.map { CellReference(row: 7, column: $0).description } == names)
    #expect(names.map(CellReference.column) == columns)
    #expect(["", "7", "a7", "AAAA1"].map(CellReference.column) == [nil, nil, nil, nil])
  }
}
