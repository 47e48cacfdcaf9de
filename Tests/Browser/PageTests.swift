import Foundation
import Pipeline
import TestSupport
import Testing

@testable import Report

/// The page in a real browser. Where there is none the suite is skipped and says so; CI has one.
@Suite("The page in Chromium", .serialized, .enabled(if: Browser.isThere))
struct PageTests {
  private static let markup = "<img src=x onerror=alert(1)>"
  private let folder: TemporaryFolder
  private let file: URL

  init() throws {
    folder = try TemporaryFolder()
    file = try folder.write(
      try HTMLReport(Self.details(), made: "Made for a test.").text(), to: "r.html")
  }

  private static func details() -> RunDetails {
    var record = RunRecord(
      id: "run-1", pipeline: "/p/onboard.yaml", pipelineDigest: "", started: "", until: .load)
    record.state = .finished
    var summary = Summary(record: record, directory: "/runs/run-1")
    summary.plan = "sha256:0123456789abcdef"
    summary.statuses = [
      .imported: .init(organizations: 200, domains: 400),
      .unimported: .init(organizations: 3, domains: 4),
      .skipped: .init(organizations: 1, domains: 0), .pending: .init(organizations: 1, domains: 1),
    ]
    summary.total = .init(organizations: 205, domains: 405)
    summary.reasons = [
      .init(
        reason: .missingIndustry, status: .unimported, counts: .init(organizations: 2, domains: 2),
        examples: [markup, "\u{202E}noitazinagro"])
    ]
    summary.forecast = LicenceForecast(
      limit: 500, used: 90, reserve: 10, free: 400, wanted: 404, planned: 400, short: 4,
      steps: [.init(licences: 10, domains: 4, organizations: 3)])
    var organizations = (1...200).map { number in
      OrganizationDetails(
        id: "\(number)", name: "Client \(number)", outcome: .imported, action: .create,
        uuid: "u-\(number)", employeeCount: "1-10",
        industry: number.isMultiple(of: 2) ? "Legal" : "Retail",
        domains: [
          DomainDetails(name: "a\(number).com", outcome: .imported, isPlanned: true),
          DomainDetails(
            name: "b\(number).com", given: "B\(number).com", outcome: .imported, isPlanned: true),
        ])
    }
    organizations.append(
      OrganizationDetails(
        id: "901", name: markup, outcome: .unimported, reason: .missingIndustry, detail: markup,
        domains: [
          DomainDetails(
            name: markup, outcome: .unimported, reason: .missingIndustry, detail: markup)
        ]))
    organizations.append(
      OrganizationDetails(
        id: "902", name: "\u{202E}noitazinagro \u{1B}[31m", outcome: .unimported,
        reason: .missingIndustry))
    organizations.append(
      OrganizationDetails(
        id: "903", name: "Zebra", outcome: .unimported, action: .create, reason: .importError,
        domains: [
          DomainDetails(
            name: "zebra.com", outcome: .unimported, isPlanned: true, reason: .importError)
        ]))
    organizations.append(
      OrganizationDetails(id: "904", name: "Skipped", outcome: .skipped, reason: .notSelected))
    organizations.append(
      OrganizationDetails(
        id: "905", name: "Pending", outcome: .pending, action: .create,
        domains: [DomainDetails(name: "p.com", outcome: .pending, isPlanned: true)]))
    return RunDetails(summary: summary, organizations: organizations)
  }

  private func browse(
    width: Int = 1600, isDark: Bool = false,
    _ body: @Sendable (Browser) async throws -> Void
  ) async throws {
    try await Browser.with(width: width, isDark: isDark) { browser in
      try await browser.open(file)
      try await body(browser)
      let (console, requests) = try await browser.logs()
      #expect(console == [], "a message on the console")
      #expect(requests.filter { !$0.hasSuffix("/r.html") } == [])
      #expect(!requests.isEmpty)
    }
  }

  private func names(_ browser: Browser) async throws -> [String] {
    try await browser.run(
      "return [...document.querySelectorAll('#rows tbody .unfold')].map((one) => one.textContent)")
      as? [String] ?? []
  }

  private func count(_ browser: Browser) async throws -> String {
    try await browser.run("return document.getElementById('count').textContent") as? String ?? ""
  }

  private func choose(_ browser: Browser, _ list: String, _ value: String) async throws {
    try await browser.click("#\(list) option[value='\(value)']")
  }

  @Test("A search, a status and a reason narrow the table; Clear brings all back")
  func filters() async throws {
    try await browse { browser in
      #expect(try await count(browser) == "205 organizations, the first 100 shown")
      try await browser.click("#query")
      try await browser.type("b17.com")
      #expect(try await names(browser) == ["Client 17"])
      #expect(try await count(browser) == "1 of 205 organizations")
      try await browser.click("#filters button[type=reset]")
      try await browser.run("return new Promise((done) => setTimeout(done))")
      #expect(try await count(browser).hasPrefix("205 organizations"))
      try await choose(browser, "status", "unimported")
      #expect(try await names(browser).count == 3)
      try await choose(browser, "reason", "missing_industry")
      #expect(try await names(browser).count == 2)
      try await choose(browser, "reason", "")
      try await choose(browser, "status", "differs")
      #expect(try await names(browser) == ["Zebra"])
    }
  }

  @Test("A reason of the list to fix shows those whom it holds back")
  func reasonButton() async throws {
    try await browse { browser in
      try await browser.click("[data-reason=missing_industry]")
      try await browser.run("return new Promise((done) => setTimeout(done))")
      #expect(try await names(browser).count == 2)
      let focused = try await browser.run("return document.activeElement.id") as? String
      #expect(focused == "organizations")
    }
  }

  @Test("A header sorts, numbers as numbers, and turns around the second time")
  func sorts() async throws {
    try await browse { browser in
      try await browser.click("[data-sort=name]")
      let ascending = try await names(browser).filter { $0.hasPrefix("Client") }
      #expect(ascending.prefix(3) == ["Client 1", "Client 2", "Client 3"])
      try await browser.click("[data-sort=name]")
      #expect(try await names(browser).first == "Zebra")
      let sorted = try await browser.run(
        "return document.querySelector('[data-sort=name]').parentElement.getAttribute('aria-sort')")
      #expect(sorted as? String == "descending")
    }
  }

  @Test("A row unfolds to its domains by mouse and by keyboard, and folds again")
  func unfolds() async throws {
    try await browse { browser in
      try await browser.click("#rows tbody tr:first-child .unfold")
      let domains =
        "return [...document.querySelectorAll('.fold .domain')].map((one) => one.textContent)"
      #expect(try await browser.run(domains) as? [String] == ["a1.com", "b1.com"])
      let remark =
        try await browser.run("return document.querySelector('.fold').innerText") as? String
      #expect(remark?.contains("IT Glue has “B1.com”") == true)
      try await browser.type("\u{E007}")
      #expect(try await browser.run(domains) as? [String] == [])
      try await browser.type(" ")
      #expect(try await browser.run(domains) as? [String] == ["a1.com", "b1.com"])
      let state = "return document.querySelector('.unfold').getAttribute('aria-expanded')"
      #expect(try await browser.run(state) as? String == "true")
    }
  }

  @Test("More rows come when they are asked for, and all of them for the printer")
  func more() async throws {
    try await browse { browser in
      #expect(try await names(browser).count == 100)
      try await browser.click("#more")
      #expect(try await names(browser).count == 200)
      try await browser.run("window.dispatchEvent(new Event('beforeprint')); return true")
      #expect(try await names(browser).count == 205)
    }
  }

  @Test("Markup, marks of direction and terminal escapes in names stay text")
  func stayText() async throws {
    try await browse { browser in
      try await choose(browser, "reason", "missing_industry")
      #expect(try await names(browser) == [Self.markup, "\u{202E}noitazinagro \u{1B}[31m"])
      try await browser.click("#rows tbody tr:first-child .unfold")
      #expect(try await browser.run("return document.images.length") as? Int == 0)
      let isolated = try await browser.run(
        "return [...document.querySelectorAll('.unfold > *')].every((one) => one.tagName === 'BDI')"
      )
      #expect(isolated as? Bool == true)
    }
  }

  @Test(
    "It can be read and used by everybody: names, order, contrast, no sideways scrolling",
    arguments: [(1600, false), (1600, true), (400, false), (400, true)])
  func accessible(width: Int, isDark: Bool) async throws {
    try await browse(width: width, isDark: isDark) { browser in
      try await choose(browser, "status", "unimported")
      try await browser.click("#rows tbody tr:first-child .unfold")
      let problems = try await browser.run(AccessibilityCheck.script) as? [String]
      #expect(problems == [])
    }
  }

  @Test("The check for accessibility finds what is wrong")
  func checkFinds() async throws {
    let page = try folder.write(
      """
      <!DOCTYPE html><title></title><h1>One</h1><h3 id=a>Three</h3><p id=a style="color:#aaa">Pale</p>
      <button></button><table><tr><th>Head</th></tr></table><div style="width:3000px">wide</div>
      """, to: "bad.html")
    try await Browser.with { browser in
      try await browser.open(page)
      let problems = try await browser.run(AccessibilityCheck.script) as? [String] ?? []
      for part in [
        "no language", "no title", "not one main", "an id stands twice", "skips a level",
        "has no name", "has no scope", "has a contrast of 2", "wide",
      ] {
        #expect(problems.contains { $0.contains(part) }, "\(part): \(problems)")
      }
    }
  }
}
