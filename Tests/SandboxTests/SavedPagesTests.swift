import Foundation
import Testing

@testable import Sandbox

@Suite("Saved pages")
struct SavedPagesTests {
  /// A folder of saved pages that goes away with the test.
  private final class Folder {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

    func write(_ path: String, _ text: String) throws {
      let file = url.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
  }

  @Test("Rows are served byte for byte, in the order of the file names")
  func bytes() async throws {
    let row =
      #"{ "id":"9007199254740993","attributes":{"name":"A \"]}\" ","x":1.50,"organization-type-id":7,"organization-type-name":"Client"}}"#
    let folder = Folder()
    try folder.write("organizations/2.json", #"{"meta":{"data":[1]},"data":[ {"id":"5"} ]}"#)
    try folder.write("organizations/1.json", "{\"data\":[\(row), {\"id\":\"4\"}\n]}")
    try folder.write("domains/1.json", #"{"data":[]}"#)
    let stage = try ITGlueStage(SavedPages(folder: folder.url.path).catalogue())
    let answer = try await stage.get("/organizations")
    #expect(answer.body.contains(row))
    #expect(try await stage.ids("/organizations") == ["9007199254740993", "4", "5"])
    #expect(
      try await stage.ids("/organizations?filter[organization_type_id]=7") == ["9007199254740993"])
    #expect(try await stage.ids("/organization_types") == ["7"])
  }

  @Test(
    "What is no page is named",
    arguments: [
      "", "[]", "{}", #"{"data":[{"id":"1"}"#, #"{"data":[{"name":"x"}]}"#, #"{"data":[{]}"#,
    ])
  func problems(text: String) throws {
    let folder = Folder()
    try folder.write("organizations/1.json", text)
    try folder.write("domains/1.json", #"{"data":[]}"#)
    let file = folder.url.appendingPathComponent("organizations/1.json").path
    do {
      _ = try SavedPages(folder: folder.url.path).catalogue()
      Issue.record("a page was expected to be refused")
    } catch SandboxError.badData(let named, _) {
      #expect(named == file)
    }
  }

  @Test("A missing folder is named")
  func missing() {
    #expect(throws: SandboxError.self) { try SavedPages(folder: "no-such-folder").catalogue() }
  }
}
