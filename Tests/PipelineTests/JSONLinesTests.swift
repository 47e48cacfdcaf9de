import FoundationEssentials
import TestSupport
import Testing

@testable import Pipeline

@Suite("JSON lines")
struct JSONLinesTests {
  private struct Sample: Codable, Equatable {
    enum Colour: String, Codable { case red, green }
    struct Part: Codable, Equatable { var size: Int }

    var id: Int64
    var name: String
    var colour: Colour?
    var part: Part?
  }

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("Records come in their order, the last one without a line break too")
  func order() throws {
    let file = try folder.write("{\"size\":3}\n{\"size\":1}\n{\"size\":2}", to: "a.jsonl")
    #expect(try JSONLines.readAll(Sample.Part.self, from: file).map(\.size) == [3, 1, 2])
  }

  @Test("An empty file has no records")
  func empty() throws {
    let file = try folder.write("", to: "a.jsonl")
    #expect(try JSONLines.readAll(Sample.self, from: file).isEmpty)
  }

  @Test(
    "A line that cannot be read is named with its number and what is wrong there",
    arguments: [
      (#"{"name":"x"}"#, "no id"),
      (#"{"id":1,"name":2}"#, "name is of the wrong type"),
      (#"{"id":1,"name":null}"#, "name is of the wrong type"),
      (#"{"id":1,"name":"x","colour":"blue"}"#, "colour is not a known value"),
      (#"{"id":1,"name":"x","part":{}}"#, "no part.size"),
      (#"{"id":1,"name":"x","part":{"size":"1"}}"#, "part.size is of the wrong type"),
      (#"[]"#, "it is of the wrong type"),
      (#"3"#, "it is of the wrong type"),
      (#"{"id":1,"name":"#, "not JSON"),
      (#"nonsense"#, "not JSON"),
      ("", "not JSON"),
      ("\u{1}", "not JSON"),
    ])
  func badLine(line: String, problem: String) throws {
    let good = #"{"id":1,"name":"x"}"#
    let file = try folder.write("\(good)\n\(good)\n\(line)\n\(good)\n", to: "a.jsonl")
    var count = 0
    let error = #expect(throws: JSONLinesError.self) {
      try JSONLines.read(Sample.self, from: file) { _ in count += 1 }
    }
    #expect(count == 2)
    #expect(error == JSONLinesError(file: file.path, line: 3, problem: problem))
    #expect(error?.message == "\(file.path):3: \(problem)")
    #expect(error?.kind == .badInput)
  }

  @Test("A last line that was cut is named with its number")
  func cutLastLine() throws {
    let file = try folder.write("{\"size\":1}\n{\"size\":", to: "a.jsonl")
    let error = #expect(throws: JSONLinesError.self) {
      try JSONLines.readAll(Sample.Part.self, from: file)
    }
    #expect(error?.line == 2)
  }

  @Test("Lines of any length are whole, wherever the blocks end", arguments: 0..<20)
  func longLines(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    var lines = (0..<200).map { _ in
      String(repeating: "é", count: .random(in: 0...4000, using: &random))
    }
    // Of all edges, the block's own.
    lines.insert(String(repeating: "x", count: (1 << 18) - 1), at: 0)
    lines.insert(String(repeating: "y", count: 3 << 18), at: 100)
    let isEnded = random.oneIn(2)
    if !isEnded { lines.append("the last") }
    let file = try folder.write(lines.joined(separator: "\n") + (isEnded ? "\n" : ""), to: "a")
    var read: [String] = []
    try JSONLines.forEachLine(of: file) { line, number in
      read.append(String(decoding: line, as: UTF8.self))
      #expect(number == read.count)
    }
    #expect(read == lines)
  }

  @Test("Keys are sorted, slashes and letters stand as they are, and the biggest id is kept")
  func encoding() throws {
    let sample = Sample(id: .max, name: "Zoë/Ünal \"x\"\n", colour: .red, part: .init(size: -1))
    let output = try OutputFile(whole: folder.url.appending(path: "a.jsonl"))
    try output.write(sample, with: JSONLines.encoder())
    let written = try output.finish()
    #expect(written.lines == 1)
    let line =
      #"{"colour":"red","id":9223372036854775807,"name":"Zoë/Ünal \"x\"\n","part":{"size":-1}}"#
    #expect(try folder.text("a.jsonl") == line + "\n")
    let read = try JSONLines.readAll(Sample.self, from: folder.url.appending(path: "a.jsonl"))
    #expect(read == [sample])
  }

  @Test("An error of the reader's own goes through")
  func ownError() throws {
    struct Own: Error {}
    let file = try folder.write("{\"size\":1}\n", to: "a.jsonl")
    #expect(throws: Own.self) {
      try JSONLines.read(Sample.Part.self, from: file) { _ in throw Own() }
    }
  }

  @Test("A small document is indented, sorted and ends in a line break")
  func document() throws {
    let file = folder.url.appending(path: "a.json")
    try JSONFile.write(["b/c": 1, "a": 2], to: file)
    #expect(try folder.text("a.json") == "{\n  \"a\" : 2,\n  \"b/c\" : 1\n}\n")
    #expect(try mode(of: file) == 0o600)
    #expect(try JSONFile.read([String: Int].self, from: file) == ["a": 2, "b/c": 1])
  }

  @Test("A document that is not there is nil; one that is damaged is an error with its name")
  func damagedDocument() throws {
    let missing = folder.url.appending(path: "missing.json")
    #expect(try JSONFile.readIfPresent([String: Int].self, from: missing) == nil)
    let file = try folder.write("{\"a\": ", to: "a.json")
    let error = #expect(throws: JSONFileError.self) {
      try JSONFile.readIfPresent([String: Int].self, from: file)
    }
    #expect(error == JSONFileError(file: file.path, problem: "not JSON"))
    #expect(error?.kind == .badInput)
  }
}
