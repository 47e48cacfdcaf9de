import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@testable import Doctor

extension Tenant {
  /// What the check finds with a tenant, and what Dark Web ID was asked.
  ///
  /// - Parameter edit: A piece of the shipped profile, and what stands there instead.
  static func check(
    _ edit: (String, String)? = nil, _ change: (inout Tenant) -> Void = { _ in }
  ) async throws -> (CheckResult, asked: [String]) {
    var tenant = Tenant()
    change(&tenant)
    let folder = try TemporaryFolder()
    let shipped = Repository.url.appending(path: "pipelines/darkwebid.yaml")
    var text = String(decoding: try FileBytes.read(shipped), as: UTF8.self)
    if let (piece, replacement) = edit {
      try #require(text.contains(piece))
      text.replace(piece, with: replacement)
    }
    try folder.write(text, to: "pipelines/profile.yaml")
    let destination =
      "destination: { darkwebid: { profile: profile.yaml, user: '${DWID_USER}', "
      + "password: '${DWID_PASSWORD}' } }"
    let answers = tenant
    let fixture = try DoctorFixture(rest: destination, in: folder) { asked in
      asked.origin.contains("itglue") ? asked.usualAnswer : answers.answer(to: asked)
    }
    let result = try #require(try await fixture.darkWebID()[.darkWebID, "reading"])
    let asked = fixture.services.asked.filter { !$0.origin.contains("itglue") }.map(\.target)
    #expect(result.text.hasSuffix("the writes are not tried: nothing is created to find out"))
    // What the tenant's organizations are called is nobody's business.
    for value in ["Client", "client1", "u-1", "r-1"] {
      #expect(!"\(result.text) \(result.remedy ?? "")".contains(value))
    }
    #expect(asked.count <= 6)
    return (result, asked)
  }
}

extension DoctorFixture {
  /// The checks of Dark Web ID alone.
  func darkWebID() async throws -> Diagnosis {
    let settings = try #require(pipeline.darkWebID)
    let services = ServiceMaker(exchange: services, time: time, progress: { _ in })
    return Diagnosis(
      try await DarkWebIDCheck(
        settings: settings, validation: pipeline.validation, environment: environment,
        services: services
      ).results())
  }
}
