import Foundation
import Testing

@Suite("Secrets and files")
struct PrivacyTests {
  @Test("Key, login and password are in no file and no message, and all files are the owner's only")
  func privacy() async throws {
    let place = try await Workplace(faults: "itglue:500x1,darkwebid:500-afterx1")
    let outcome = try await place.glueport(
      "run", try place.pipeline(), "--yes", "--run-dir", "run")
    #expect(outcome.exit == 69, "\(outcome.error)")
    let user = try #require(place.environment["GLUEPORT_SANDBOX_DARKWEBID_USER"])
    let password = try #require(place.environment["GLUEPORT_SANDBOX_DARKWEBID_PASSWORD"])
    let key = try #require(place.environment["GLUEPORT_SANDBOX_ITGLUE_KEY"])
    let login = Data("\(user):\(password)".utf8).base64EncodedString()
    let secrets = [user, password, key, login]
    for secret in secrets { #expect(!(outcome.output + outcome.error).contains(secret)) }

    var files = 0
    for name in ["run", "locks", "ledger.sqlite", "ledger.sqlite-wal"] {
      let top = place.folder.appending(path: name)
      guard FileManager.default.fileExists(atPath: top.path) else { continue }
      let below = FileManager.default.enumerator(atPath: top.path)?.compactMap { $0 as? String }
      for path in [top.path] + (below ?? []).map({ top.appending(path: $0).path }) {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        let mode = try #require(attributes[.posixPermissions] as? Int)
        let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
        #expect(
          mode == (isFolder ? 0o700 : 0o600), "\(path) has the mode \(String(mode, radix: 8))")
        guard !isFolder else { continue }
        files += 1
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        for secret in secrets { #expect(!text.contains(secret), "\(path) holds a secret") }
      }
    }
    #expect(files > 12)
  }
}
