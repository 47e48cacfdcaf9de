import HTTPTransport
import Pipeline
import TestSupport
import Testing

@testable import Doctor

@Suite("Doctor: Dark Web ID")
struct DarkWebIDCheckTests {
  private static let loginPage = HTTPResponse(
    status: 200, headers: ["content-type": "text/html"], body: Array("<title>Log in</title>".utf8))

  /// A fixture whose Dark Web ID gives `answer`.
  private func fixture(
    _ answer: HTTPResponse? = nil, destination: String = DoctorFixture.destination,
    environment: [String: String] = DoctorFixture.environment
  ) throws -> DoctorFixture {
    try DoctorFixture(rest: destination, environment: environment) { asked in
      asked.origin.contains("itglue") ? asked.usualAnswer : answer ?? asked.usualAnswer
    }
  }

  @Test("A login that is accepted is told, with the licences that are left")
  func accepted() async throws {
    let diagnosis = try await fixture().diagnose()
    #expect(diagnosis[.darkWebID, "login"]?.verdict == .pass)
    #expect(diagnosis[.darkWebID, "licences"]?.verdict == .pass)
    #expect(diagnosis[.darkWebID, "licences"]?.text == "25 of 40 used, 15 free")
  }

  @Test("A refused login names password, right and allow-list, and leaves the licences unknown")
  func refused() async throws {
    for answer in [Self.loginPage, .json("{}", status: 401), .json("{}", status: 403)] {
      let diagnosis = try await fixture(answer).diagnose()
      let login = try #require(diagnosis[.darkWebID, "login"])
      #expect(login.failure == .refused)
      for cause in ["password", "web services", "allowed IP addresses"] {
        #expect(login.remedy?.contains(cause) == true)
      }
      #expect(diagnosis[.darkWebID, "licences"]?.verdict == .fail)
      #expect(diagnosis[.darkWebID, "licences"]?.remedy == "mend the login first")
      #expect(diagnosis.exit == .refused)
    }
  }

  @Test("A service that fails is 69, and its remedy speaks of no run to resume")
  func unavailable() async throws {
    let login = try #require(
      try await fixture(HTTPResponse(status: 503)).diagnose()[.darkWebID, "login"])
    #expect(login.failure == .unavailable)
    #expect(login.remedy?.contains("resume") == false)
  }

  @Test("User and password that are not set are both told, and nobody is asked")
  func missing() async throws {
    let fixture = try fixture(environment: ["KEY": "ITG.the-key"])
    let login = try #require(try await fixture.diagnose()[.darkWebID, "login"])
    #expect(login.failure == .badInput)
    #expect(login.text.contains("DWID_USER") && login.text.contains("DWID_PASSWORD"))
    #expect(fixture.services.asked.allSatisfy { $0.origin.contains("itglue") })
  }

  @Test("A profile that cannot be read is told, and so is what depends on it")
  func brokenProfile() async throws {
    let destination =
      "destination: { darkwebid: { profile: none.yaml, user: '${DWID_USER}', "
      + "password: '${DWID_PASSWORD}' } }"
    let diagnosis = try await fixture(destination: destination).diagnose()
    #expect(diagnosis[.darkWebID, "profile"]?.failure == .badInput)
    #expect(diagnosis[.darkWebID, "login"]?.remedy == "mend the profile first")
    #expect(diagnosis[.darkWebID, "licences"]?.verdict == .fail)
  }

  @Test("A profile that nobody verified is warned of, unless the service is on this computer")
  func unverified() async throws {
    let real = try await fixture().diagnose()[.darkWebID, "profile"]
    #expect(real?.verdict == .warn)
    #expect(real?.remedy?.contains("--accept-unverified-profile") == true)
    let destination = DoctorFixture.destination + "\n    base_url: http://127.0.0.1:9"
    let sandbox = try await fixture(destination: destination).diagnose()
    #expect(sandbox[.darkWebID, "profile"]?.verdict == .pass)
  }

  @Test("Without a destination one line says so; where the limit comes from it, that is a fail")
  func noDestination() async throws {
    let needed = try await DoctorFixture().diagnose()
    #expect(needed[.darkWebID]?.failure == .badInput)
    let rest = "validate: { licence: { limit: 5 } }"
    let unused = try await DoctorFixture(rest: rest).diagnose()
    #expect(unused.checks.filter { $0.area == .darkWebID }.map(\.verdict) == [.pass])
    #expect(unused.checks.allSatisfy { $0.area != .ledger })
  }

  @Test("With a worksheet one line says that Dark Web ID is not used, and the ledger is looked at")
  func worksheet() async throws {
    let fixture = try DoctorFixture(
      rest: """
        validate: { licence: { limit: 5 } }
        destination: { worksheet: { account: Example MSP } }
        """)
    let diagnosis = try await fixture.diagnose()
    let checks = diagnosis.checks.filter { $0.area == .darkWebID }
    #expect(checks.map(\.verdict) == [.pass])
    #expect(checks.map(\.text) == ["not used: the destination is a worksheet"])
    #expect(diagnosis[.ledger]?.verdict == .pass)
    #expect(fixture.services.asked.allSatisfy { $0.origin.contains("itglue") })
  }

  @Test("Licences: none left is warned of, whatever takes the last one")
  func licences() {
    func check(
      limit: Int?, used: Int, _ change: (inout PipelineFile.Validation) -> Void = { _ in }
    ) -> CheckResult {
      var validation = PipelineFile.Validation()
      change(&validation)
      return LicenceCheck(
        licence: World.Licence(limit: limit, used: used), validation: validation
      ).result
    }
    #expect(check(limit: 40, used: 39).verdict == .pass)
    let full = check(limit: 40, used: 40)
    #expect(full.verdict == .warn)
    #expect(full.remedy == Reason.licenceLimit.remedy)
    #expect(check(limit: 40, used: 41).text.contains("0 free"))
    #expect(check(limit: 40, used: 35) { $0.licence.reserve = 5 }.verdict == .warn)
    #expect(check(limit: 40, used: 35) { $0.licence.reserve = 4 }.verdict == .pass)
    #expect(check(limit: 40, used: 0) { $0.licence.limit = .number(0) }.verdict == .warn)
    #expect(check(limit: nil, used: 7).verdict == .warn)
    #expect(check(limit: nil, used: 7) { $0.licence.limit = .number(8) }.verdict == .pass)
    #expect(check(limit: nil, used: 7) { $0.licence.limit = .number(7) }.verdict == .warn)
  }
}
