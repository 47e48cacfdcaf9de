import FoundationEssentials
import HTTPTransport
import Pipeline
import Synchronization
import TestSupport

@testable import DarkWebID

/// A client of a service that answers as a test says.
struct ClientFixture {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

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
  static func shipped() throws -> Profile {
    try Profile(
      file: ClientFixture.root.appending(path: "pipelines/darkwebid.yaml"), environment: [:])
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
