import Foundation
import TestSupport
import Testing

@testable import Pipeline

@Suite("The directory of a run")
struct RunDirectoryTests {
  private let folder: TemporaryFolder
  private let now = ManualTime().now()

  init() throws {
    folder = try TemporaryFolder()
  }

  private var runs: URL { folder.url.appending(path: "runs") }

  private func record(_ run: RunDirectory) throws {
    try JSONFile.write(
      RunRecord(
        id: run.id, pipeline: "/x.yaml", pipelineDigest: "sha256:0",
        started: "2026-11-23T10:15:00Z", until: .load),
      to: run.record)
  }

  @Test("It is named after the moment and the pipeline; two in one second get a number")
  func ids() throws {
    let ids = try (1...3).map { _ in
      try RunDirectory.make(in: runs, pipeline: "onboard", now: now).id
    }
    #expect(
      ids == [
        "20261123T101500Z-onboard", "20261123T101500Z-onboard-2", "20261123T101500Z-onboard-3",
      ])
    #expect(try names(in: runs) == ids)
    #expect(try ids.allSatisfy { try mode(of: runs.appending(path: $0)) == 0o700 })
    #expect(try mode(of: runs) == 0o700)
  }

  @Test(
    "Whatever the pipeline is called, the directory is one folder below the runs",
    arguments: [
      ("a b", "a-b"), ("../../etc", "------etc"), ("Zoë & Co.", "Zo----Co-"), ("", ""),
      ("a\nb\u{0}c", "a-b-c"), ("١٢", "--"), (".", "-"),
    ])
  func oddNames(name: String, part: String) throws {
    let run = try RunDirectory.make(in: runs, pipeline: name, now: now)
    #expect(run.id == "20261123T101500Z-\(part)")
    #expect(try names(in: runs) == [run.id])
  }

  @Test("Many that begin at once each get their own")
  func together() async throws {
    let runs = runs
    let now = now
    let ids = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 1...20 {
        group.addTask { try RunDirectory.make(in: runs, pipeline: "x", now: now).id }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(ids.count == 20)
  }

  @Test("A name that is too long for the disk is an error, not an endless search")
  func tooLong() {
    let name = String(repeating: "x", count: 300)
    let error = #expect(throws: FileError.self) {
      try RunDirectory.make(in: runs, pipeline: name, now: now)
    }
    #expect(error?.code == ENAMETOOLONG)
  }

  @Test("Only a directory with run.json is a run")
  func notARun() throws {
    let run = try RunDirectory.make(at: folder.url.appending(path: "mine"))
    let error = #expect(throws: RunError.self) { try RunDirectory(existing: run.url) }
    #expect(error == .notARun(run.url.path))
    #expect(error?.kind == .badInput)
    try record(run)
    #expect(try RunDirectory(existing: run.url) == run)
    #expect(run.id == "mine")
  }

  @Test("The runs are listed newest first; what is no run is left out")
  func all() throws {
    var ids: [String] = []
    for second in [2, 0, 1] {
      let run = try RunDirectory.make(
        in: runs, pipeline: "x", now: now.addingTimeInterval(Double(second)))
      try record(run)
      ids.append(run.id)
    }
    try folder.write("", to: "runs/99991231T000000Z-no-run/notes.txt")
    #expect(RunDirectory.all(in: runs).map(\.id) == [ids[0], ids[2], ids[1]])
    #expect(RunDirectory.all(in: folder.url.appending(path: "none")).isEmpty)
  }

  @Test("Each stage has its folder, in the stages' order")
  func folders() throws {
    let run = try RunDirectory.make(at: folder.url.appending(path: "run"))
    #expect(
      StageName.allCases.map { run.folder(of: $0).lastPathComponent }
        == ["1-extract", "2-transform", "3-validate", "4-load"])
    #expect(
      run.checkpoint(of: .validate).path == run.url.path + "/3-validate/checkpoint.json")
    #expect(StageName.allCases.sorted() == [.extract, .transform, .validate, .load])
    #expect(run.file("plan.jsonl", of: .validate).lastPathComponent == "plan.jsonl")
  }

  @Test("The digest of an earlier stage's file is to be had once that stage is finished")
  func digest() throws {
    let run = try RunDirectory.make(at: folder.url.appending(path: "run"))
    let missing = RunError.missingStage(.extract, run: run.url.path)
    #expect(throws: missing) { try run.digest(of: "domains.jsonl", from: .extract) }
    try FileBytes.makeFolder(run.folder(of: .extract))
    var checkpoint = Checkpoint(stage: .extract, stageVersion: 1, inputs: [:])
    checkpoint.outputs["domains.jsonl"] = WrittenFile(lines: 1, bytes: 2, digest: "sha256:1")
    try JSONFile.write(checkpoint, to: run.checkpoint(of: .extract))
    #expect(throws: missing) { try run.digest(of: "domains.jsonl", from: .extract) }
    checkpoint.state = .finished
    try JSONFile.write(checkpoint, to: run.checkpoint(of: .extract))
    #expect(try run.digest(of: "domains.jsonl", from: .extract) == "sha256:1")
    #expect(throws: missing) { try run.digest(of: "other.jsonl", from: .extract) }
    #expect(missing.remedy?.contains("--to extract") == true)
  }
}
