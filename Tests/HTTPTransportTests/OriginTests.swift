import Pipeline
import Testing

@testable import HTTPTransport

@Suite("Where a service is")
struct OriginTests {
  @Test(
    "An origin is written one way, however it was given",
    arguments: [
      ("https://api.itglue.com", "https://api.itglue.com"),
      ("https://api.itglue.com/", "https://api.itglue.com"),
      ("HTTPS://API.ITGlue.com", "https://api.itglue.com"),
      ("https://api.itglue.com:443", "https://api.itglue.com"),
      ("https://api.itglue.com:8443", "https://api.itglue.com:8443"),
      ("https://api.itglue.com:80", "https://api.itglue.com:80"),
      ("https://10.0.0.7:1", "https://10.0.0.7:1"),
      ("https://a-b.example:65535/", "https://a-b.example:65535"),
      ("https://[2001:db8::1]", "https://[2001:db8::1]"),
      ("http://localhost:80", "http://localhost"),
      ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
      ("http://[::1]:8080", "http://[::1]:8080"),
    ])
  func canonical(given: String, text: String) throws {
    let origin = try Origin(given)
    #expect(origin.text == text)
    #expect("\(origin)" == text)
    #expect(try Origin(text) == origin)
  }

  @Test(
    "Plain http is for this machine only",
    arguments: [
      "http://localhost", "http://localhost:1", "http://127.0.0.1", "http://127.255.0.9:80",
      "http://[::1]",
    ])
  func loopback(text: String) throws {
    #expect(try Origin(text).isLoopback)
  }

  @Test(
    "Plain http to another machine is refused, with what it would show",
    arguments: [
      "http://api.itglue.com", "http://10.0.0.1", "http://localhost.example.com",
      "http://127.0.0.1.example.com", "http://127.0.0.256", "http://127.0.0", "http://127.1",
      "http://1.127.0.0", "http://[::2]", "http://0.0.0.0",
      // Octal to a resolver: 87.0.0.1.
      "http://0127.0.0.1", "http://+127.0.0.1",
    ])
  func plain(text: String) {
    let error = #expect(throws: OriginError.self) { try Origin(text) }
    #expect(error == .plainHTTP(text) || error == .notAURL(text))
    #expect(error?.kind == .badInput)
    #expect(error?.remedy?.isEmpty == false)
  }

  @Test("https to another machine is not loopback")
  func notLoopback() throws {
    #expect(try !Origin("https://api.itglue.com").isLoopback)
    #expect(try Origin("https://127.0.0.1").isLoopback)
  }

  @Test(
    "What stands behind the port is refused: credentials go to an origin, not to a page",
    arguments: [
      "https://api.itglue.com/v1", "https://api.itglue.com//", "https://api.itglue.com?a=b",
      "https://api.itglue.com#x", #"https://api.itglue.com\@evil.example"#,
      "https://api.itglue.com /", "https://api.itglue.com\n", "https://api.itglue.com:443/x",
    ])
  func more(text: String) {
    #expect(throws: OriginError.notAnOrigin(text)) { try Origin(text) }
  }

  @Test(
    "A login in an address is refused and not repeated",
    arguments: [
      "https://mia:pa55@api.itglue.com", "mia:pa55@api.itglue.com", "ftp://mia:pa55@itglue.com",
      "http://mia:pa55@localhost", "https://mia:pa55@", "mia:pa55@host://x",
    ])
  func login(text: String) throws {
    let error = try #require(#expect(throws: OriginError.self) { try Origin(text) })
    #expect(!error.description.contains("pa55"), "\(error.description)")
    #expect(error.kind == .badInput)
  }

  @Test(
    "What is no address is refused",
    arguments: [
      "", "api.itglue.com", "https:/api.itglue.com", "https://", "https:///", "https://:443",
      "https://host:", "https://host:0", "https://host:65536", "https://host:-1",
      "https://host:port", "ftp://host", "file://host", "https://a:b:443", "https://::1",
      "https://ho\0st", "https://ho%73t", "https://<host>", "https://[::1", "https://[host]",
      "https://[]", "https://müller.de", "://host",
    ])
  func garbage(text: String) {
    #expect(throws: OriginError.notAURL(text)) { try Origin(text) }
  }
}
