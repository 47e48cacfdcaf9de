import HTTPTransport
import Pipeline
import TestSupport
import Testing

@testable import Doctor

@Suite("Doctor: the clock")
struct ClockCheckTests {
  /// The test's clock says 2026-11-23 10:15:00; the services say this.
  private func clock(_ dates: String?...) async throws -> CheckResult {
    let fixture = try DoctorFixture { asked in
      let date = dates[asked.target.hasPrefix("/domains") ? dates.count - 1 : 0]
      var answer = asked.usualAnswer
      answer.headers["date"] = date
      return answer
    }
    return try #require(try await fixture.diagnose()[.clock])
  }

  @Test("A clock that is a minute off at most is right")
  func right() async throws {
    for date in ["Mon, 23 Nov 2026 10:14:00 GMT", "Mon, 23 Nov 2026 10:16:00 GMT"] {
      #expect(try await clock(date).verdict == .pass)
    }
  }

  @Test("A clock that is further off is warned of, with how far and which way")
  func wrong() async throws {
    let ahead = try await clock("Mon, 23 Nov 2026 10:13:59 GMT")
    #expect(ahead.verdict == .warn)
    #expect(ahead.text.hasPrefix("61 seconds ahead"))
    let behind = try await clock("Mon, 23 Nov 2026 11:15:00 GMT")
    #expect(behind.text.hasPrefix("3600 seconds behind"))
    #expect(behind.remedy?.contains("set this computer's clock") == true)
  }

  @Test("One service with a wrong clock is no reason to warn")
  func oneOfTwo() async throws {
    let check = try await clock(
      "Mon, 23 Nov 2026 09:00:00 GMT", "Mon, 23 Nov 2026 10:15:00 GMT")
    #expect(check.verdict == .pass)
  }

  @Test("A service that does not tell the time, or tells nonsense, is no reason to warn")
  func untold() async throws {
    for date in [nil, "", "10:15", "yesterday"] {
      let check = try await clock(date)
      #expect(check.verdict == .pass)
      #expect(check.text.hasPrefix("not compared"))
    }
  }

  @Test("The time that an answer takes is not held against the clock")
  func slowAnswer() async throws {
    let time = ManualTime()
    let slow = ScriptedExchange { _, _ in
      // Told at once, and the body takes its time.
      time.move(by: .seconds(80))
      return .json("{}", headers: ["date": "Mon, 23 Nov 2026 10:15:00 GMT"])
    }
    let witness = ClockWitness(slow, time: time)
    _ = try await witness.send(
      HTTPRequest(.get, "/"), to: try Origin("https://a.example"), headers: [])
    #expect(witness.offsets == [0])
  }
}
