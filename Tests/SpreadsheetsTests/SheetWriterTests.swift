import Foundation
import Pipeline
import TestSupport
import Testing

@testable import Spreadsheets

@Suite("Tables are written as CSV and as workbooks")
struct SheetWriterTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private static let awkward = [
    ["574989297464115201", "Müller & \"Söhne\", <Inc>", "1-10"],
    ["007", " spaces ", "line\nbreak"], ["", "🦊 東京", ""], ["=1+1", "-5", "@x"],
  ]

  private func table(_ rows: [[String]]) -> SheetTable {
    SheetTable(
      name: "Clients: all/2026?",
      columns: [
        .init("IT Glue ID"), .init("Name", hint: "As in IT Glue."),
        .init("Employee Count", choices: ["1-10", "11+, more"], takesOthers: true, isForm: true),
      ], rows: rows.map { .init($0) })
  }

  private func read(_ file: URL) throws -> [[String]] {
    var rows: [[String]] = []
    try SheetReader(file) { $0 == "IT Glue ID" }.read { rows.append($0.cells) }
    return rows
  }

  @Test("A workbook gives back every text as it was, long ids and ranges too")
  func workbook() throws {
    let file = folder.url.appending(path: "clients.xlsx")
    try SheetWriter.write(table(Self.awkward), to: file)
    let rows = try read(file).map { $0 + Array(repeating: "", count: 3 - $0.count) }
    #expect(rows == [["IT Glue ID", "Name", "Employee Count"]] + Self.awkward)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(names == ["clients.xlsx"])
  }

  @Test("CSV gives back every text; what would be a formula has an apostrophe before it")
  func csv() throws {
    let file = folder.url.appending(path: "clients.CSV")
    try SheetWriter.write(table(Self.awkward), to: file)
    let rows = try read(file)
    #expect(Array(rows[1...3]) == Array(Self.awkward[..<3]))
    #expect(rows[4] == ["'=1+1", "'-5", "'@x"])
    #expect(rows[4].map(FormulaGuard.unguarded) == Self.awkward[3])
    #expect(try FileBytes.read(file).prefix(3) == [0xEF, 0xBB, 0xBF])
  }

  @Test("An apostrophe that guards nothing stays", arguments: ["'", "'t Hof", "''=x", "plain", ""])
  func apostrophe(text: String) {
    #expect(FormulaGuard.unguarded(FormulaGuard.guarded(text)) == text)
  }

  @Test("Whatever stands in a table comes back from CSV", arguments: 0..<20)
  func property(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let letters = ["a", "\"", ",", ";", "\n", "\r\n", " ", "é", "🦊", "=", "'", "\t"]
    let rows = (0..<20).map { _ in
      // A first cell that is never blank: blank rows are none.
      (0..<3).map { column in
        (column == 0 ? "x" : "")
          + (0..<Int.random(in: 0...6, using: &random))
          .map { _ in letters.randomElement(using: &random) ?? "" }.joined()
      }
    }
    let file = folder.url.appending(path: "clients.csv")
    try SheetWriter.write(table(rows), to: file)
    #expect(try read(file).dropFirst().map { $0.map(FormulaGuard.unguarded) } == rows)
  }

  @Test("A table without rows is a header")
  func empty() throws {
    for name in ["clients.csv", "clients.xlsx"] {
      let file = folder.url.appending(path: name)
      try SheetWriter.write(table([]), to: file)
      #expect(try read(file) == [["IT Glue ID", "Name", "Employee Count"]])
    }
  }

  @Test("What Excel cannot hold is refused, with its cell, and nothing is written")
  func tooLong() throws {
    let file = folder.url.appending(path: "clients.xlsx")
    let long = String(repeating: "x", count: 32_768)
    #expect(
      throws: SheetWriteError.cellTooLong(
        file: file.path, CellReference(row: 3, column: 1), 32_768)
    ) { try SheetWriter.write(table([["1"], ["2", long]]), to: file) }
    #expect(!FileManager.default.fileExists(atPath: file.path))
    #expect(throws: SheetWriteError.unknownFormat(file: "/tmp/clients.ods")) {
      try SheetWriter.write(table([]), to: URL(filePath: "/tmp/clients.ods"))
    }
  }

  @Test(
    "Names and headers that Excel would refuse neither trap nor cost a drop-down",
    arguments: [
      "lists", "LISTS", "'x'", String(repeating: "🦊", count: 40), "",
    ])
  func awkwardNames(name: String) throws {
    let file = folder.url.appending(path: "clients.xlsx")
    let header = String(repeating: "long header ", count: 10)
    try SheetWriter.write(
      SheetTable(
        name: name,
        columns: [.init("IT Glue ID"), .init(header, choices: ["a", "b"], hint: "one of them")],
        rows: [.init(["1", "a"])]), to: file)
    #expect(try read(file) == [["IT Glue ID", header], ["1", "a"]])
  }

  @Test("A folder that is not there is told as what it is")
  func noFolder() throws {
    let file = folder.url.appending(path: "none/clients.xlsx")
    #expect(throws: FileError.self) { try SheetWriter.write(table([]), to: file) }
  }

  @Test(
    "A sheet has a name that Excel allows",
    arguments: [
      ("Clients", "Clients"), ("a/b:c*[d]?\\", "a-b-c--d---"), ("", "Sheet"),
      (String(repeating: "n", count: 40), String(repeating: "n", count: 31)), ("'a'b''", "a'b"),
      ("''", "Sheet"), (String(repeating: "🦊", count: 20), String(repeating: "🦊", count: 15)),
    ])
  func sheetName(name: String, allowed: String) {
    #expect(SheetName.allowed(name) == allowed)
  }
}
