import FoundationEssentials
import HTTPTransport
import Pipeline
import Synchronization
import TestSupport
import Testing

@testable import DarkWebID

/// A client of a service that answers as a test says.
struct ClientFixture {
  let exchange: ScriptedExchange
  let time = ManualTime()
  let client: DarkWebIDClient

  /// - Parameter change: Changes the profile that is shipped.
  init(
    _ change: (inout Profile) -> Void = { _ in },
    answer: @escaping @Sendable (HTTPRequest, Int) async throws -> HTTPResponse
  ) throws {
    exchange = ScriptedExchange(answer)
    var profile = try Profile.shipped()
    change(&profile)
    let service = ServiceClient(
      service: DarkWebIDClient.serviceName, origin: try Origin("https://secure.darkwebid.com"),
      credentials: [
        DarkWebIDClient.credentials(user: Secret("mia@msp.example"), password: Secret("p:ss wörd"))
      ], exchange: exchange, pacer: Pacer(perSecond: 1000, time: time), time: time,
      jitter: { 0.5 }, progress: { _ in })
    client = DarkWebIDClient(service: service, profile: profile)
  }

  /// A client that gets the same answer to everything.
  init(always response: HTTPResponse) throws {
    try self.init { _, _ in response }
  }

  /// What was asked for, method and target.
  var asked: [String] {
    exchange.arrivals.map { "\($0.request.method.rawValue) \($0.request.target)" }
  }
}

extension Profile {
  /// The profile that is shipped.
  static func shipped() throws -> Profile {
    try Profile(file: shippedFile, environment: [:])
  }

  /// The shipped profile with one piece of its text replaced.
  static func shipped(_ piece: String, _ replacement: String) throws -> Profile {
    let text = String(decoding: try FileBytes.read(shippedFile), as: UTF8.self)
    try #require(text.contains(piece))
    return try read(
      text.split(separator: piece, omittingEmptySubsequences: false)
        .joined(separator: replacement))
  }

  /// The shortest profile that there is, and what a test adds from line 12 on.
  static func short(_ more: String = "") throws -> Profile {
    try read(
      """
      paths:
        organizations: /services/organization.json
        organization: /services/organization/{uuid}.json
        reseller: /services/reseller.json
        create: /services/v2/organization
        update: /services/v2/organization/{uuid}
      paging: {}
      pace: {}

      pending: {}

      \(more)
      """)
  }

  private static let shippedFile = Repository.url.appending(path: "pipelines/darkwebid.yaml")

  private static func read(_ text: String) throws -> Profile {
    let folder = try TemporaryFolder()
    return try Profile(file: try folder.write(text, to: "profile.yaml"), environment: [:])
  }
}

extension HTTPResponse {
  /// The login page that the service shows where it lets nobody in.
  static func loginPage(status: Int = 200) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: ["content-type": "text/html; charset=utf-8"],
      body: Array("<!DOCTYPE html><title>Log in</title>".utf8))
  }
}

extension PlanLine {
  static let acme = PlanLine(
    action: .create, id: "7", name: "Acme “& Söhne” / AG", employeeCount: "11-50",
    industry: "Legal", domains: [.init(name: "acme.com"), .init(name: "xn--mller-kva.de")],
    licences: 2)
}

extension DarkWebIDClient {
  /// Creates an organization, where the intent is not the subject.
  func create(_ line: PlanLine) async throws -> WriteAnswer { try await create(line) {} }

  /// Adds domains, where the intent is not the subject.
  func add(_ domains: [String], to uuid: String) async throws -> WriteAnswer {
    try await add(domains, to: uuid, of: "7") {}
  }
}
