import Foundation
import TestSupport
import Testing

@testable import Pipeline

@Suite("A file that appears whole")
struct WholeFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private var file: URL { folder.url.appending(path: "plan.jsonl") }

  @Test("Until it is finished, the old file stands under its name")
  func appearsAtTheEnd() throws {
    try folder.write("old\n", to: "plan.jsonl")
    let output = try OutputFile(whole: file)
    try output.writeLine(Array("new".utf8))
    try output.sync()
    #expect(try folder.text("plan.jsonl") == "old\n")
    #expect(try names(in: folder.url) == [".plan.jsonl.part", "plan.jsonl"])
    let written = try output.finish()
    #expect(try folder.text("plan.jsonl") == "new\n")
    #expect(try names(in: folder.url) == ["plan.jsonl"])
    #expect(written == WrittenFile(lines: 1, bytes: 4, digest: Digest.of("new\n").text))
  }

  @Test("Abandoned, it leaves the old file and nothing beside it")
  func abandoned() throws {
    try folder.write("old\n", to: "plan.jsonl")
    do {
      let output = try OutputFile(whole: file)
      try output.writeLine([UInt8](repeating: UInt8(ascii: "x"), count: 100_000))
      #expect(try names(in: folder.url).count == 2)
    }
    #expect(try names(in: folder.url) == ["plan.jsonl"])
    #expect(try folder.text("plan.jsonl") == "old\n")
  }

  @Test("What a stop left beside it does not get into it")
  func leftover() throws {
    try folder.write("a line of another day\n", to: ".plan.jsonl.part")
    let output = try OutputFile(whole: file)
    try output.writeLine(Array("new".utf8))
    _ = try output.finish()
    #expect(try folder.text("plan.jsonl") == "new\n")
    #expect(try names(in: folder.url) == ["plan.jsonl"])
  }

  @Test("Where it cannot take its name it fails and leaves nothing beside it")
  func failed() throws {
    // A folder stands in the way of the name.
    try folder.write("", to: "plan.jsonl/inside")
    let error = #expect(throws: FileError.self) {
      try OutputFile.write(Array("new".utf8), to: file)
    }
    #expect(error?.kind == .storage)
    #expect(error?.code == EISDIR || error?.code == ENOTEMPTY)
    #expect(try names(in: folder.url) == ["plan.jsonl"])
  }

  @Test("Without its folder it fails with the file's name")
  func noFolder() {
    let file = folder.url.appending(path: "missing/plan.jsonl")
    let error = #expect(throws: FileError.self) { try OutputFile(whole: file) }
    #expect(error?.path == file.path)
    #expect(error?.kind == .storage)
  }

  @Test("Only its owner can read it, whoever could read the one before")
  func privacy() throws {
    try folder.write("old\n", to: "plan.jsonl")
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
    try OutputFile.write(Array("new\n".utf8), to: file)
    #expect(try mode(of: file) == 0o600)
  }

  @Test("Lines are counted and digested, however much is buffered", arguments: [0, 1, 5, 20_000])
  func counts(lines: Int) throws {
    let output = try OutputFile(whole: file)
    var text = ""
    for number in 0..<lines {
      try output.writeLine(Array("line \(number)".utf8))
      text += "line \(number)\n"
    }
    let written = try output.finish()
    #expect(try folder.text("plan.jsonl") == text)
    #expect(
      written
        == WrittenFile(lines: lines, bytes: text.utf8.count, digest: Digest.of(text).text))
  }
}

@Suite("A file that grows")
struct GrowingFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private var file: URL { folder.url.appending(path: "domains.jsonl") }

  @Test("It is cut to the length that the checkpoint knows, and counted and digested as a whole")
  func cut() throws {
    try folder.write("one\ntwo\nthr", to: "domains.jsonl")
    let output = try OutputFile(growing: file, from: 8)
    #expect(output.lines == 2)
    #expect(output.bytes == 8)
    try output.writeLine(Array("three".utf8))
    let written = try output.finish()
    #expect(try folder.text("domains.jsonl") == "one\ntwo\nthree\n")
    #expect(
      written == WrittenFile(lines: 3, bytes: 14, digest: Digest.of("one\ntwo\nthree\n").text))
  }

  @Test("From nothing it begins anew, whatever stood there")
  func anew() throws {
    try folder.write("one\ntwo\n", to: "domains.jsonl")
    let output = try OutputFile(growing: file, from: 0)
    try output.writeLine(Array("1".utf8))
    #expect(try output.finish().lines == 1)
    #expect(try folder.text("domains.jsonl") == "1\n")
  }

  @Test("What is synced stays when the rest is abandoned")
  func synced() throws {
    do {
      let output = try OutputFile(growing: file, from: 0)
      try output.writeLine(Array("kept".utf8))
      try output.sync()
      #expect(output.bytes == 5)
      try output.writeLine(Array("lost".utf8))
    }
    #expect(try folder.text("domains.jsonl") == "kept\n")
    #expect(try mode(of: file) == 0o600)
  }

  @Test("A file shorter than the checkpoint says is refused and left alone", arguments: [9, 100])
  func shorter(length: Int) throws {
    try folder.write("one\ntwo\n", to: "domains.jsonl")
    let error = #expect(throws: FileError.self) { try OutputFile(growing: file, from: length) }
    #expect(error?.kind == .storage)
    #expect(try folder.text("domains.jsonl") == "one\ntwo\n")
  }

  @Test("A file that is gone is refused, not begun anew")
  func gone() throws {
    #expect(throws: FileError.self) { try OutputFile(growing: file, from: 1) }
    #expect(FileBytes.size(of: file) == nil)
  }

  @Test(
    "Stopped and cut anywhere, it ends up as the file that was never stopped",
    arguments: 0..<40 as Range<UInt64>)
  func stops(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let lines = (0..<60).map { number in
      Array("\(number) ".utf8)
        + [UInt8](repeating: UInt8(ascii: "x"), count: .random(in: 0...3000, using: &random))
    }
    var durable = (line: 0, bytes: 0)
    var written: WrittenFile?
    while written == nil {
      let output = try OutputFile(growing: file, from: durable.bytes)
      #expect(output.lines == durable.line)
      var isStopped = false
      for line in lines[durable.line...] {
        try output.writeLine(line)
        if random.oneIn(4) {
          try output.sync()
          durable = (output.lines, output.bytes)
        }
        isStopped = random.oneIn(12)
        if isStopped { break }
      }
      if !isStopped { written = try output.finish() }
    }
    let whole = lines.flatMap { $0 + [UInt8(ascii: "\n")] }
    #expect(try FileBytes.read(file) == whole)
    #expect(written?.digest == Digest.of(String(decoding: whole, as: UTF8.self)).text)
    #expect(written?.lines == 60)
  }
}

@Suite("Folders")
struct FolderTests {
  @Test("A folder and those above it are made for the owner's eyes only")
  func mode0700() throws {
    let folder = try TemporaryFolder()
    let deep = folder.url.appending(path: "a/b/c")
    try FileBytes.makeFolder(deep)
    for path in ["a", "a/b", "a/b/c"] {
      #expect(try mode(of: folder.url.appending(path: path)) == 0o700)
    }
  }

  @Test("A folder that is there stays as it is")
  func existing() throws {
    let folder = try TemporaryFolder()
    try folder.write("kept", to: "a/file")
    let made = folder.url.appending(path: "a")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: made.path)
    try FileBytes.makeFolder(made)
    #expect(try mode(of: made) == 0o755)
    #expect(try folder.text("a/file") == "kept")
  }

  @Test("A file where a folder above should be is named")
  func fileInTheWay() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "a")
    let deep = folder.url.appending(path: "a/b")
    let error = #expect(throws: FileError.self) { try FileBytes.makeFolder(deep) }
    #expect(error?.code == ENOTDIR)
    #expect(error?.path == deep.path)
  }

  @Test("Removing what is not there is no error; removing what cannot be removed is")
  func remove() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("", to: "a/file")
    try FileBytes.remove(file)
    try FileBytes.remove(file)
    #expect(FileBytes.size(of: file) == nil)
    #expect(throws: FileError.self) { try FileBytes.remove(folder.url.appending(path: "a")) }
  }
}
