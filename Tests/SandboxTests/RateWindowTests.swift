import Testing

@testable import Sandbox

@Suite("The limit of requests")
struct RateWindowTests {
  @Test("The limit holds for any stretch of time, not for calendar ones")
  func sliding() {
    var window = RateWindow(limit: 2, length: .seconds(10))
    let admitted = [0, 9, 9, 10, 18, 19].map { window.admit(at: .seconds($0)) }
    #expect(admitted == [true, true, false, true, false, true])
  }

  @Test("Thousands of requests leave the limit as it is")
  func many() {
    var window = RateWindow(limit: 100, length: .seconds(1))
    let admitted = (0..<10_000).count { window.admit(at: .milliseconds($0)) }
    #expect(admitted == 1000)
  }
}
