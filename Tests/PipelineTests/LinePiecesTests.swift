import FoundationEssentials
import Glibc
import QuickJSON
import Synchronization
import TestSupport
import Testing

@testable import Pipeline

@Suite("Pieces of a file")
struct LinePiecesTests {
  /// A record that the quick way leaves to the long one now and then.
  private struct Word: LineRecord, Equatable {
    let text: String

    init(from decoder: any Decoder) throws {
      text = try decoder.singleValueContainer().decode(String.self)
    }

    init?(_ line: JSONValue) {
      guard let text = line.text, !text.hasPrefix("slow") else { return nil }
      self.text = text
    }
  }

  /// What a file holds, up to the first line that cannot be read.
  private struct Reading: Equatable {
    var words: [String] = []
    var error: JSONLinesError?

    /// Read line by line.
    init(of file: URL) throws {
      try JSONLines.forEachLine(of: file) { line, number in
        if error != nil { return }
        do {
          words.append(try JSONDecoder().decode(String.self, from: Data(line)))
        } catch {
          self.error = JSONLinesError(
            file: file.path, line: number, problem: JSONLines.describe(error))
        }
      }
    }

    /// Taken down by a reader that throws.
    init(_ read: (inout [String]) throws -> Void) throws {
      do { try read(&words) } catch let error as JSONLinesError { self.error = error }
    }

    /// Taken down by a reader that throws.
    init(_ read: (inout [String]) async throws -> Void) async throws {
      do { try await read(&words) } catch let error as JSONLinesError { self.error = error }
    }
  }

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder.inMemory() }

  /// A file of random lines; of some files, some lines cannot be read.
  private func file(_ random: inout SplitMix64) throws -> URL {
    let hasBad = random.oneIn(2)
    let lines = (0..<Int.random(in: 0...40, using: &random)).map { _ in
      if hasBad, random.oneIn(30) { return random.one(of: ["", "7", "\"cut", "{}", "nonsense"]) }
      let length =
        random.oneIn(5) ? Int.random(in: 0...300, using: &random) : random.oneIn(2) ? 0 : 5
      return "\"\(random.oneIn(4) ? "slow" : "é")\(String(repeating: "x", count: length))\""
    }
    let isEnded = random.oneIn(2)
    return try folder.write(lines.joined(separator: "\n") + (isEnded ? "\n" : ""), to: "a.jsonl")
  }

  @Test(
    "They hold all bytes, are cut between lines, and know their lines' numbers", arguments: 0..<40)
  func pieces(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let file = try file(&random)
    var pieces = try LinePieces(file, size: .random(in: 1...200, using: &random))
    var bytes: [UInt8] = []
    while let piece = try pieces.next() {
      #expect(bytes.isEmpty || bytes.last == UInt8(ascii: "\n"))
      #expect(piece.firstLine == bytes.count { $0 == UInt8(ascii: "\n") } + 1)
      #expect(piece.length > 0)
      let content = piece.bytes[..<piece.length]
      #expect(piece.lineBreaks == content.count { $0 == UInt8(ascii: "\n") })
      #expect(piece.bytes.capacity >= piece.length + JSONParser.padding)
      bytes += content
    }
    #expect(try bytes == FileBytes.read(file))
  }

  @Test("Read in pieces of any size, a file is what it is line by line", arguments: 0..<60)
  func sameLines(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    let file = try file(&random)
    let known = try Reading(of: file)
    let size = random.oneIn(4) ? JSONLines.pieceSize : Int.random(in: 1...200, using: &random)

    let quick = try Reading { words in
      try JSONLines.read(Word.self, from: file) { words.append($0.text) }
    }
    #expect(quick == known)
    let inOrder = try Reading { words in
      var pieces = try LinePieces(file, size: size)
      while let piece = try pieces.next() {
        try piece.forEach(Word.self) { word, place in
          #expect(place == words.count)
          let again = try piece.record(Word.self, at: place)
          #expect(again == word)
          words.append(word.text)
        }
      }
    }
    #expect(inOrder == known)
    // Whole pieces arrive, or the error of the earliest.
    let sideBySide = try await Reading { words in
      try await JSONLines.readSideBySide(file, pieceSize: size) { piece in
        try piece.records(Word.self)
      } take: { made in
        words += made.map(\.text)
      }
    }
    #expect(sideBySide.error == known.error)
    #expect(known.words.starts(with: sideBySide.words))
    if known.error == nil { #expect(sideBySide == known) }
  }

  @Test("Lines at the edges of a piece of the usual size, and lines of several such, are whole")
  func longLines() async throws {
    var lines = (-3...3).map { String(repeating: "x", count: JSONLines.pieceSize + $0) }
    lines.insert(String(repeating: "é", count: JSONLines.pieceSize), at: 3)
    lines.insert(contentsOf: ["a", "", "slow"], at: 5)
    let file = try folder.write(lines.map { "\"\($0)\"\n" }.joined(), to: "a.jsonl")
    var read: [String] = []
    try await JSONLines.readSideBySide(file) {
      try $0.records(Word.self)
    } take: { words in
      read += words.map(\.text)
    }
    #expect(read.map(\.count) == lines.map(\.count))
    #expect(read == lines)
  }

  @Test("An empty file has no piece, and a file that is not there is an error")
  func noPiece() async throws {
    let empty = try folder.write("", to: "a.jsonl")
    var pieces = try LinePieces(empty)
    #expect(try pieces.next() == nil)
    try await JSONLines.readSideBySide(empty) { _ in
    } take: {
      Issue.record("a piece")
    }
    let missing = folder.url.appending(path: "missing")
    await #expect(throws: FileError.self) {
      try await JSONLines.readSideBySide(missing) { _ in
      } take: {
      }
    }
  }

  // MARK: - Side by side

  /// The pieces that are ready, so that one can wait for a later one.
  private final class Ready: Sendable {
    private let lines = Mutex<Set<Int>>([])

    func note(_ line: Int) { _ = lines.withLock { $0.insert(line) } }

    /// Not for ever: there may be no processor for it.
    func wait(for line: Int) {
      for _ in 0..<1000 where !lines.withLock({ $0.contains(line) }) { sched_yield() }
    }
  }

  /// A file of so many lines, a piece each; some say `bad`.
  private func file(of lines: Int, bad: Set<Int> = []) throws -> URL {
    let text = (1...lines).map { bad.contains($0) ? "\"bad_\n" : "\"000\"\n" }.joined()
    return try folder.write(text, to: "a.jsonl")
  }

  @Test("What is made of the pieces is taken in order, whichever is ready first")
  func order() async throws {
    let file = try file(of: 50)
    let ready = Ready()
    var taken: [Int] = []
    try await JSONLines.readSideBySide(file, pieceSize: 6) { piece in
      if piece.firstLine % 2 == 1 { ready.wait(for: piece.firstLine + 1) }
      ready.note(piece.firstLine)
      return piece.firstLine
    } take: {
      taken.append($0)
    }
    #expect(taken == Array(1...50))
  }

  @Test("The error is that of the earliest bad line, whichever is met first")
  func earliestError() async throws {
    let file = try file(of: 30, bad: [9, 10, 11, 20])
    let ready = Ready()
    var taken = 0
    let error = await #expect(throws: JSONLinesError.self) {
      try await JSONLines.readSideBySide(file, pieceSize: 6) { piece in
        if piece.firstLine == 9 { ready.wait(for: 10) }
        defer { ready.note(piece.firstLine) }
        return try piece.records(Word.self)
      } take: {
        taken += $0.count
      }
    }
    #expect(error == JSONLinesError(file: file.path, line: 9, problem: "not JSON"))
    #expect(taken == 8)
  }

  @Test("Whoever takes may end it", arguments: [1, 2, 25])
  func takeThrows(last: Int) async throws {
    struct Enough: Error {}
    let file = try file(of: 25)
    var taken = 0
    await #expect(throws: Enough.self) {
      try await JSONLines.readSideBySide(file, pieceSize: 6) {
        $0.firstLine
      } take: { _ in
        taken += 1
        if taken == last { throw Enough() }
      }
    }
    #expect(taken == last)
  }

  @Test("So does being cancelled")
  func cancellation() async throws {
    let file = try file(of: 25)
    let taken = Mutex(0)
    let task = Task {
      try await JSONLines.readSideBySide(file, pieceSize: 6) {
        $0.firstLine
      } take: { _ in
        taken.withLock { $0 += 1 }
        if taken.withLock({ $0 == 3 }) { withUnsafeCurrentTask { $0?.cancel() } }
      }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(taken.withLock { $0 } == 3)
  }
}
