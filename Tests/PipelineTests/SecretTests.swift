import Foundation
import TestSupport
import Testing

@testable import Pipeline

@Suite("A secret never prints itself")
struct SecretTests {
  private struct Holder {
    let name = "IT Glue"
    let key = Secret("ITG.hunter2")
    let header = ("x-api-key", Secret("ITG.hunter2"))
    let maybe: Secret? = Secret("ITG.hunter2")
    let list = [Secret("ITG.hunter2")]
  }

  @Test("Not when it is described, reflected or dumped, alone or inside something else")
  func silent() {
    let secret = Secret("ITG.hunter2")
    var texts = [
      "\(secret)", String(describing: secret), String(reflecting: secret), secret.description,
      secret.debugDescription, "\([secret])", "\(["key": secret])", "\(Optional(secret) as Any)",
      "\(Holder())", String(reflecting: Holder()), "\(Mirror(reflecting: secret).children.count)",
    ]
    for thing in [secret, Holder()] as [Any] {
      var text = ""
      dump(thing, to: &text)
      texts.append(text)
    }
    for text in texts { #expect(!text.contains("hunter2"), "\(text)") }
    #expect("\(secret)" == "[secret]")
    #expect(secret.value == "ITG.hunter2")
  }

  @Test("Secrets are compared by their value")
  func equality() {
    #expect(Secret("a") == Secret("a"))
    #expect(Secret("a") != Secret("b"))
  }
}

@Suite("Where a secret is read from")
struct SecretReferenceTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func file(_ bytes: [UInt8], mode: Int = 0o600) throws -> URL {
    let file = folder.url.appending(path: "key")
    try Data(bytes).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    return file
  }

  @Test("A variable gives its value")
  func environment() throws {
    let reference = SecretReference.environment("KEY")
    #expect(try reference.read(from: ["KEY": "abc"]) == Secret("abc"))
  }

  @Test("A variable that is missing or empty is named", arguments: [[:], ["KEY": ""]])
  func notSet(environment: [String: String]) {
    let error = #expect(throws: SecretError.self) {
      try SecretReference.environment("KEY").read(from: environment)
    }
    #expect(error == .notSet("KEY"))
    #expect(error?.kind == .badInput)
  }

  @Test(
    "A file gives its text without the line break at its end",
    arguments: ["abc", "abc\n", "abc\r\n", "abc\n\n"], [0o600, 0o400])
  func fileText(text: String, mode: Int) throws {
    let file = try file(Array(text.utf8), mode: mode)
    #expect(try SecretReference.file(file).read(from: [:]) == Secret("abc"))
  }

  @Test(
    "A file that others can read, write or enter is refused before it is read",
    arguments: [0o640, 0o604, 0o644, 0o620, 0o601, 0o660])
  func othersCanRead(mode: Int) throws {
    let file = try file(Array("hunter2".utf8), mode: mode)
    let error = #expect(throws: SecretError.self) {
      try SecretReference.file(file).read(from: [:])
    }
    #expect(error == .readableByOthers(file.path))
    #expect(error?.remedy == "chmod 600 \(file.path)")
    #expect("\(String(reflecting: error))".contains("hunter2") == false)
  }

  @Test("A file without text holds no secret", arguments: [[], [10], [13, 10], [0xFF, 0xFE]])
  func empty(bytes: [UInt8]) throws {
    let file = try file(bytes)
    #expect(throws: SecretError.empty(file.path)) {
      try SecretReference.file(file).read(from: [:])
    }
  }

  @Test("A file that is not there is bad input, and named")
  func missing() {
    let file = folder.url.appending(path: "none")
    let error = #expect(throws: FileError.self) {
      try SecretReference.file(file).read(from: [:])
    }
    #expect(error?.kind == .badInput)
    #expect(error?.path == file.path)
  }
}
