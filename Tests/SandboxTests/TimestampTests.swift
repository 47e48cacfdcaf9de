import Testing

@testable import Sandbox

@Suite("Times as IT Glue writes them")
struct TimestampTests {
  @Test(
    "What is written can be read",
    arguments: ["1970-01-01T00:00:00Z", "2000-02-29T23:59:59Z", "2024-12-31T12:00:01Z"])
  func roundTrip(text: String) {
    #expect(Timestamp(text)?.text() == text)
  }

  @Test("A date alone is its midnight; milliseconds may stand or not")
  func forms() {
    #expect(Timestamp("2025-03-01")?.seconds == 1_740_787_200)
    #expect(Timestamp("2025-03-01T00:00:00.000Z") == Timestamp("2025-03-01"))
    #expect(Timestamp(seconds: 0).text(milliseconds: true) == "1970-01-01T00:00:00.000Z")
  }

  @Test("What is no time is nil", arguments: ["", "*", "yesterday", "2025-13-01"])
  func noTime(text: String) {
    #expect(Timestamp(text) == nil)
  }
}
