import FoundationEssentials
import Testing

@testable import HTTPTransport

@Suite("How long a service asks to be left alone")
struct RetryAfterTests {
  /// 2026-11-23 10:15:00 UTC, a Monday.
  private let now = Date(timeIntervalSince1970: 1_795_428_900)

  private func wait(_ header: String?) -> Duration? { RetryAfter.wait(header, now: now) }

  @Test(
    "Seconds are seconds",
    arguments: [("0", 0), ("7", 7), (" 120 ", 120), ("86400", 86_400), ("604800", 604_800)])
  func seconds(header: String, seconds: Int) {
    #expect(wait(header) == .seconds(seconds))
  }

  @Test(
    "A date is the time until then",
    arguments: [
      ("Mon, 23 Nov 2026 10:15:30 GMT", 30), ("Mon, 23 Nov 2026 11:15:00 GMT", 3600),
      ("Fri, 01 Jan 2027 00:00:00 GMT", 3_332_700),
    ])
  func date(header: String, seconds: Int) {
    #expect(wait(header) == .seconds(seconds))
  }

  @Test("A date within the second is not come to too early")
  func roundedUp() {
    let later = now.addingTimeInterval(0.25)
    #expect(RetryAfter.wait("Mon, 23 Nov 2026 10:15:30 GMT", now: later) == .seconds(30))
  }

  @Test("A date in the past is no wait")
  func past() {
    #expect(wait("Sun, 06 Nov 1994 08:49:37 GMT") == .zero)
    #expect(wait("Mon, 23 Nov 2026 10:15:00 GMT") == .zero)
  }

  @Test(
    "Nonsense is as if nothing was said",
    arguments: [
      nil, "", " ", "\r\n", "soon", "-1", "1.5", "99999999999999999999999", "12s",
      "2026-11-23T10:15:30Z", "Mon, 23 Nov 2026 10:15:30 CET", "Mon, 23 Foo 2026 10:15:30 GMT",
      "Mon, 23 Nov 2026 10:15 GMT", "Mon, 0 Nov 2026 10:15:30 GMT",
      "Mon, 99 Nov 2026 10:15:30 GMT", "Mon, 23 Nov 2026 24:15:30 GMT",
      "Mon, 23 Nov 2026 10:-5:30 GMT", "Mon, 23 Nov 2026 10:15:99 GMT",
      // Numbers that no calendar can reckon with: they must not end the program.
      "Mon, 23 Nov 9223372036854775807 10:15:30 GMT", "Mon, 23 Nov -5 10:15:30 GMT",
      "Mon, 23 Nov 2026 9223372036854775807:15:30 GMT",
    ] as [String?])
  func nonsense(header: String?) {
    #expect(wait(header) == nil)
  }
}
