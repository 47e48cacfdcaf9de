import Pipeline
import Testing

@testable import Report

@Suite("Progress in words")
struct ProgressMeterTests {
  private func line(
    _ meter: inout ProgressMeter, _ done: Int, of total: Int? = 100_000, page: Int? = nil,
    pages: Int? = nil, at seconds: Double, hasBar: Bool = false
  ) -> String {
    meter.line(
      .extract, unit: "organizations", done: done, total: total,
      pages: page.map { .init(done: $0, total: pages) }, at: .seconds(seconds), hasBar: hasBar)
  }

  @Test("Rows, pages, rate and the time that is left")
  func whole() {
    var meter = ProgressMeter()
    #expect(
      line(&meter, 1000, page: 1, pages: 100, at: 10)
        == "extract  1000 of 100000 organizations · page 1 of 100")
    #expect(
      line(&meter, 21000, page: 21, pages: 100, at: 12)
        == "extract  21000 of 100000 organizations · 10000/s · 8 s left · page 21 of 100")
    #expect(
      line(&meter, 100_000, page: 100, pages: 100, at: 19.9)
        == "extract  100000 of 100000 organizations · 10000/s · page 100 of 100")
  }

  @Test("A bar is as long as the share that is done")
  func bar() {
    var meter = ProgressMeter()
    #expect(line(&meter, 0, at: 0, hasBar: true).contains("░░░░░░░░░░ 0 %"))
    #expect(line(&meter, 50000, at: 0, hasBar: true).contains("█████░░░░░ 50 %"))
    #expect(line(&meter, 99999, at: 0, hasBar: true).contains("█████████░ 99 %"))
    #expect(line(&meter, 100_000, at: 0, hasBar: true).contains("██████████ 100 %"))
    // It fits into a terminal of 80 columns, but for the pages.
    _ = line(&meter, 10_000, page: 1, pages: 100, at: 10, hasBar: true)
    let long = line(&meter, 90_000, page: 90, pages: 100, at: 11, hasBar: true)
    #expect("  \(long)".prefix(79).contains("8182/s · 2 s left"))
    // More rows than were told, and none at all.
    #expect(line(&meter, 7, of: 5, at: 0, hasBar: true).contains("100 %"))
    #expect(!line(&meter, 0, of: 0, at: 0, hasBar: true).contains("%"))
    #expect(line(&meter, 7, of: nil, at: 0, hasBar: true) == "extract  7 organizations")
  }

  @Test("Another index, or the same one from its first page, begins a rate of its own")
  func begun() {
    var meter = ProgressMeter()
    _ = line(&meter, 90000, at: 0)
    #expect(!line(&meter, 10, at: 60).contains("/s"))
    #expect(line(&meter, 110, at: 61).contains(" 100/s"))
  }

  @Test("A resumed walk is not credited with the rows that it found")
  func resumed() {
    var meter = ProgressMeter()
    _ = line(&meter, 50000, at: 5)
    #expect(line(&meter, 50100, at: 6).contains("100/s · 9 min left"))
  }

  @Test("Why it waits, and how long")
  func waits() {
    #expect(
      ProgressMeter.line(.asked(by: "IT Glue"), .seconds(42)) == "IT Glue asks us to wait 42 s")
    #expect(
      ProgressMeter.line(.trouble("IT Glue: HTTP 503"), .milliseconds(500))
        == "IT Glue: HTTP 503, trying again in 500 ms")
    #expect(
      ProgressMeter.line(.busy("3 imports are pending"), .seconds(300))
        == "3 imports are pending: waiting 5 min")
  }
}
