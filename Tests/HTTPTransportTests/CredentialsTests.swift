import Pipeline
import TestSupport
import Testing

@testable import HTTPTransport

@Suite("Credentials")
struct CredentialsTests {
  private static let login = "Basic bWlhQG1zcC5leGFtcGxlOnA6c3Mgd8O2cmQ="

  private func excerpt(
    of body: String, secrets: [String] = [ServiceFixture.key]
  ) throws -> String {
    let fixture = try ServiceFixture(credentials: secrets.map { ("x", Secret($0)) }) { _, _ in
      .json("{}")
    }
    return fixture.client.excerpt(of: .json(body))
  }

  @Test("They go with each request, to the one origin")
  func sent() async throws {
    let fixture = try ServiceFixture { _, number in .json("{}", status: number < 3 ? 503 : 200) }
    _ = try await fixture.client.read(ServiceFixture.read)
    #expect(fixture.exchange.arrivals.count == 3)
    for arrival in fixture.exchange.arrivals {
      #expect(arrival.headers.map(\.0) == ["x-api-key"])
      #expect(arrival.headers.first?.1.value == ServiceFixture.key)
      #expect(arrival.origin.text == "https://api.itglue.com")
    }
  }

  @Test("Nothing that prints a request, its headers or its URL prints them")
  func printed() async throws {
    let fixture = try ServiceFixture { _, _ in .json("{}") }
    _ = try await fixture.client.read(ServiceFixture.read)
    let arrival = try #require(fixture.exchange.arrivals.first)
    var dumped = ""
    dump(arrival, to: &dumped)
    dump(fixture.client, to: &dumped)
    dumped += "\(arrival)\(String(reflecting: arrival))\(fixture.client)"
    #expect(!dumped.contains(ServiceFixture.key))
    #expect(fixture.client.url(of: arrival.request) == ServiceFixture.url)
  }

  @Test("A service that echoes them does not get them into a message")
  func echoed() throws {
    #expect(try excerpt(of: "no such key: \(ServiceFixture.key)!") == "no such key: [secret]!")
    #expect(
      try excerpt(of: "\(ServiceFixture.key)\(ServiceFixture.key)") == "[secret][secret]")
    #expect(try excerpt(of: "you sent \(Self.login)", secrets: [Self.login]) == "you sent [secret]")
  }

  @Test("A login is a secret without the word Basic before it, too")
  func withoutScheme() throws {
    let token = Self.login.dropFirst("Basic ".count)
    #expect(try excerpt(of: "bad token \(token)", secrets: [Self.login]) == "bad token [secret]")
  }

  @Test("Where a long answer is cut, not even a part of them is left")
  func cut() throws {
    for length in 170...210 {
      let text = try excerpt(of: String(repeating: "-", count: length) + ServiceFixture.key)
      #expect(!text.contains("ITG."), "\(length): \(text)")
    }
  }

  @Test("A secret that is empty changes no message")
  func empty() throws {
    #expect(try excerpt(of: "as it is", secrets: [""]) == "as it is")
  }
}
