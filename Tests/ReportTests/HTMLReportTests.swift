import Foundation
import Pipeline
import TestSupport
import Testing

@testable import Report

@Suite("The page")
struct HTMLReportTests {
  private func page(_ fixture: ReportFixture) async throws -> String {
    try await HTMLReport(fixture.details(), made: "Made for a test.").text()
  }

  private func part(_ page: String, _ start: String, _ end: String) throws -> String {
    let begin = try #require(page.range(of: start))
    let finish = try #require(page.range(of: end, range: begin.upperBound..<page.endIndex))
    return String(page[begin.upperBound..<finish.lowerBound])
  }

  @Test("It may run its own script and style, and nothing else")
  func policy() async throws {
    let page = try await page(DetailsTests.fixture())
    let policy = try part(page, "Content-Security-Policy\" content=\"", "\"")
    #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-"))
    for (name, start, end) in [
      ("style-src", "<style>", "</style>"), ("script-src", "</script>\n<script>", "</script>"),
    ] {
      let text = try part(page, start, end)
      let digest = Data(Digest.of(text).bytes).base64EncodedString()
      #expect(policy.contains("\(name) 'sha256-\(digest)'"))
    }
    for address in ["http://", "https://", "src=\"", "href=\"h", "@import", "url("] {
      let own = page.replacing("http://x", with: "")
      #expect(!own.contains(address), "\(address)")
    }
  }

  @Test("Whatever a name has in it stays text")
  func escapes() async throws {
    let page = try await page(DetailsTests.fixture())
    #expect(!page.contains("<img"))
    let json = try part(page, "id=\"data\">", "</script>")
    #expect(!json.contains("<"))
    let data = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let rows = try #require(data?["organizations"] as? [[String: Any]])
    #expect(
      rows.map { $0["name"] as? String } == [
        "Acme", "<img src=x onerror=alert(1)>", "=HYPERLINK(\"http://x\")",
        "\u{202E}txet \u{1B}[31m",
        "no organization",
      ])
  }

  @Test("The numbers stand there without a script: outcomes, licences, what to fix first")
  func numbers() async throws {
    let fixture = try DetailsTests.fixture()
    let page = try await page(fixture)
    #expect(page.contains("<h1>2 organizations would be imported</h1>"))
    #expect(page.contains("Dry run: nothing was sent"))
    #expect(page.contains(Reason.freeMail.remedy.dropFirst().replacing("'", with: "&#39;")))
    #expect(page.contains("data-reason=\"unknown_employee_count\""))
  }

  @Test("Licences: what is used, needed and short, and what each further block would bring")
  func licences() async throws {
    let fixture = try ReportFixture(.planned)
    try fixture.extracted(organizations: 1, domains: 1)
    try fixture.validated(
      [.sample("1", "a.com")], [],
      licences: LicenceForecast(
        limit: 10, used: 8, reserve: 1, free: 1, wanted: 13, planned: 1, short: 12,
        steps: [.init(licences: 10, domains: 10, organizations: 4)]))
    let page = try await page(fixture)
    #expect(page.contains("The plan takes 1 of 1 free licence. 12 licences short."))
    #expect(page.contains("<th scope=\"row\">+10</th><td>+10</td><td>+4</td>"))
    let text = try await fixture.text()
    #expect(text.contains("It takes 1 of 1 free domain licences (8 of 10 used, 1 in reserve)."))
    #expect(text.contains("12 licences are short."))
    #expect(text.contains("+10  10 domains, 4 organizations whole"))
  }

  @Test("A run that ended before its end tells why, and what to do")
  func failure() async throws {
    var fixture = try ReportFixture(.unfinished)
    fixture.record.failure = .init(message: "IT Glue <did not> answer", remedy: "try again")
    let page = try await page(fixture)
    #expect(page.contains("IT Glue &lt;did not&gt; answer"))
    #expect(page.contains("try again"))
    #expect(page.contains("No plan was made"))
  }
}
