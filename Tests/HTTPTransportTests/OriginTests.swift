import Pipeline
import Testing

@testable import HTTPTransport

@Suite("Where credentials may go")
struct OriginTests {
  @Test(
    "Scheme, host and port are kept, the scheme's own port and the last slash are not",
    arguments: [
      ("https://api.itglue.com", "https://api.itglue.com"),
      ("HTTPS://API.ITGlue.com/", "https://api.itglue.com"),
      ("https://api.itglue.com:443", "https://api.itglue.com"),
      ("https://api.itglue.com:8443", "https://api.itglue.com:8443"),
      ("http://127.0.0.1:8901", "http://127.0.0.1:8901"),
      ("http://localhost:80/", "http://localhost"),
      ("http://[::1]:9", "http://[::1]:9"),
    ])
  func accepted(text: String, origin: String) throws {
    #expect(try Origin(text).text == origin)
  }

  @Test("Plain HTTP is for this machine only, however the address pretends")
  func plainHTTP() {
    for text in [
      "http://api.itglue.com", "http://127.0.0.1.example.com", "http://localhost.example.com",
      "http://128.0.0.1", "http://127.0.0", "http://[::2]", "http://0.0.0.0",
    ] {
      #expect(throws: OriginError.plainHTTP(text)) { try Origin(text) }
    }
  }

  @Test("Anything behind the port, or a user before the host, is refused without being repeated")
  func notAnOrigin() {
    for text in [
      "https://user:hunter2@api.itglue.com", "https://api.itglue.com/v2", "https://a?key=hunter2",
      "https://a#hunter2", #"https://a\hunter2"#, "https://a hunter2",
    ] {
      let error = #expect(throws: OriginError.self) { try Origin(text) }
      #expect(error?.kind == .badInput)
      #expect(error?.message.contains("hunter2") == false)
    }
  }

  @Test(
    "What is no address is refused",
    arguments: [
      "", "api.itglue.com", "ftp://a", "https://", "https://a:0", "https://a:x", "https://:1",
    ])
  func notAURL(text: String) {
    #expect(throws: OriginError.notAURL(text)) { try Origin(text) }
  }
}
