import FoundationEssentials
import Pipeline
import Testing

@Suite("Times as text")
struct TimestampTests {
  @Test(
    "Times with and without milliseconds are read, and a date means its beginning",
    arguments: [
      ("2026-11-23T10:15:00Z", 1_795_428_900.0), ("2026-11-23T10:15:00.250Z", 1_795_428_900.25),
      ("2026-11-23", 1_795_392_000.0), ("2026-11-23T11:15:00+01:00", 1_795_428_900.0),
    ])
  func read(text: String, seconds: Double) throws {
    let date = try #require(Timestamp.date(text))
    #expect(abs(date.timeIntervalSince1970 - seconds) < 0.002)
  }

  @Test("What is no time is none", arguments: ["", "soon", "23.11.2026", "2026-13-01", "2026-11"])
  func none(text: String) {
    #expect(Timestamp.date(text) == nil)
  }

  @Test("What is written is read back, to the second")
  func back() {
    let date = Date(timeIntervalSince1970: 1_795_428_900)
    #expect(Timestamp.text(date) == "2026-11-23T10:15:00Z")
    #expect(Timestamp.date(Timestamp.text(date)) == date)
  }
}
