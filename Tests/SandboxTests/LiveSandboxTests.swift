import Foundation
import Testing

@testable import Sandbox

@Suite("Over HTTP")
struct LiveSandboxTests {
  private static let key = ["x-api-key": SandboxCredentials().itglueKey]
  private static let login = ["Authorization": DarkWebIDStage.authorization]

  private func sandbox(faults: String = "") throws -> Sandbox {
    var configuration = SandboxConfiguration()
    configuration.port = 0
    configuration.faults = try FaultSpec(faults).rules
    return try Sandbox(configuration)
  }

  @Test(
    "Brackets arrive raw and percent-encoded",
    arguments: ["page[size]=3&page[number]=2", "page%5Bsize%5D=3&page%5Bnumber%5D=2"])
  func brackets(query: String) async throws {
    try await sandbox().whileRunning { addresses in
      let client = RawHTTP(addresses.itgluePort)
      let reply = try await client.send("GET", "/organizations?\(query)", headers: Self.key)
      #expect(reply.status == 200)
      #expect(reply.isWhole)
      #expect(reply.headers["content-type"] == "application/vnd.api+json; charset=utf-8")
      let links = try JSON(reply.body)["links"]
      #expect(links?["next"]?.text?.hasPrefix("\(addresses.itglue)/organizations?") == true)
    }
  }

  @Test("Each service has its own origin; neither accepts what belongs to the other")
  func origins() async throws {
    try await sandbox().whileRunning { addresses in
      #expect(addresses.itgluePort != addresses.darkWebIDPort)
      let itglue = RawHTTP(addresses.itgluePort)
      #expect(try await itglue.send("GET", "/organizations", headers: Self.login).status == 403)
      let darkWebID = RawHTTP(addresses.darkWebIDPort)
      let reply = try await darkWebID.send("GET", "/services/reseller.json", headers: Self.key)
      #expect(reply.headers["content-type"]?.hasPrefix("text/html") == true)
    }
  }

  @Test("It listens on 127.0.0.1 and on no other address")
  func loopbackOnly() async throws {
    try await sandbox().whileRunning { addresses in
      for port in [addresses.itgluePort, addresses.darkWebIDPort] {
        let reply = try await RawHTTP(port).send("GET", "/")
        #expect(reply.status != nil)
        // All of 127/8 is this computer: a listener on every address would answer here.
        await #expect(throws: RawHTTP.Refused.self) {
          try await RawHTTP(port, host: "127.0.0.2").send("GET", "/")
        }
      }
    }
  }

  @Test("lost: the organization exists, and the client has seen nothing")
  func lost() async throws {
    try await sandbox(faults: "darkwebid:lost").whileRunning { addresses in
      let client = RawHTTP(addresses.darkWebIDPort)
      let body = DarkWebIDStage.body("New", ["new-sample.com"])
      let reply = try await client.send(
        "POST", "/services/v2/organization", headers: Self.login, body: body)
      #expect(reply.status == nil)
      let list = try await client.send("GET", "/services/organization.json", headers: Self.login)
      #expect(list.body.contains(#""title":"New""#))
      let again = try await client.send(
        "POST", "/services/v2/organization", headers: Self.login, body: body)
      #expect(again.status == 409)
    }
  }

  @Test("reset: no answer, and the next request is served", arguments: ["itglue", "darkwebid"])
  func reset(service: String) async throws {
    try await sandbox(faults: "\(service):reset").whileRunning { addresses in
      let isSource = service == "itglue"
      let client = RawHTTP(isSource ? addresses.itgluePort : addresses.darkWebIDPort)
      let path = isSource ? "/domains" : "/services/reseller.json"
      let headers = isSource ? Self.key : Self.login
      let cut = try await client.send("GET", path, headers: headers)
      #expect(cut.status == nil)
      let next = try await client.send("GET", path, headers: headers)
      #expect(next.status == 200)
    }
  }

  @Test("truncate: the body is shorter than announced")
  func truncate() async throws {
    try await sandbox(faults: "itglue:truncate").whileRunning { addresses in
      let client = RawHTTP(addresses.itgluePort)
      let cut = try await client.send("GET", "/organizations", headers: Self.key)
      #expect(cut.status == 200)
      #expect(!cut.isWhole)
      #expect(try await client.send("GET", "/organizations", headers: Self.key).isWhole)
    }
  }

  @Test("slow: the answer comes late")
  func slow() async throws {
    try await sandbox(faults: "itglue:slow=150").whileRunning { addresses in
      let start = ContinuousClock.now
      _ = try await RawHTTP(addresses.itgluePort).send("GET", "/domains", headers: Self.key)
      #expect(start.duration(to: .now) >= .milliseconds(150))
    }
  }

  @Test("A port that is taken is named, and the sandbox ends")
  func portTaken() async throws {
    try await sandbox().whileRunning { addresses in
      var configuration = SandboxConfiguration()
      configuration.port = addresses.itgluePort
      let second = try Sandbox(configuration)
      do {
        try await second.run { _ in }
        Issue.record("two sandboxes cannot have one port")
      } catch let error as SandboxError {
        #expect(error.description.contains("--port 0"))
      }
    }
  }

  @Test("The environment file appears whole, for its owner only, and can be sourced")
  func environmentFile() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent(UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let environment = SandboxEnvironment(
      SandboxAddresses(itgluePort: 1, darkWebIDPort: 2), SandboxCredentials())
    for _ in 1...2 { try EnvironmentFile(path: path).write(environment) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == environment.exports)
    #expect(
      environment.exports.contains("export GLUEPORT_SANDBOX_ITGLUE_URL='http://127.0.0.1:1'\n"))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }
}
