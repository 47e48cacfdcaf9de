import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@testable import Report

@Suite("The rows of the page")
struct HTMLDataTests {
  private static let texts = [
    "", "Acme", "</script><!--", "a<b<", "\"\\\u{8}\u{1F}\n\u{2028}", "müller.de", "🏥", "<",
  ]

  @Test("are what Codable makes of them, to the byte, however many there are")
  func plain() async throws {
    var random = SplitMix64(seed: 7)
    var details = try await DetailsTests.fixture().details()
    for _ in 1...3000 { details.organizations.append(Self.organization(&random)) }
    let page = try HTMLReport(details, made: "Made for a test.").text()
    let start = try #require(page.firstRange(of: "id=\"data\">"))
    let end = try #require(page[start.upperBound...].firstRange(of: "</script>"))
    // The page is given in pieces; these rows are many of them.
    #expect(page.utf8.count > 1 << 19)
    #expect(try page[start.upperBound..<end.lowerBound] == PlainHTMLData(details).text)
  }

  @Test("A page that is written as a file is the same")
  func file() async throws {
    let fixture = try DetailsTests.fixture()
    let report = HTMLReport(try await fixture.details(), made: "Made for a test.")
    let file = fixture.folder.url.appending(path: "page.html")
    try report.write(to: file)
    #expect(try String(decoding: FileBytes.read(file), as: UTF8.self) == report.text())
  }

  private static func organization(_ random: inout SplitMix64) -> OrganizationDetails {
    func text() -> String { texts[Int.random(in: texts.indices, using: &random)] }
    func some() -> String? { random.oneIn(2) ? text() : nil }
    func outcome() -> Outcome { Outcome.allCases.randomElement(using: &random) ?? .planned }
    func reason() -> Reason? {
      random.oneIn(2) ? Reason.allCases.randomElement(using: &random) : nil
    }
    var organization = OrganizationDetails(id: some(), name: text(), outcome: outcome())
    organization.action = random.oneIn(2) ? .adopt : nil
    organization.uuid = some()
    organization.employeeCount = some()
    organization.industry = some()
    organization.defaulted = random.oneIn(3) ? [text(), text()] : []
    organization.priority = random.oneIn(3) ? Int.random(in: -5...5, using: &random) : nil
    organization.row = random.oneIn(3) ? Int.random(in: 1...2_000_000, using: &random) : nil
    organization.reason = reason()
    organization.detail = text()
    organization.domains = (0..<Int.random(in: 0...3, using: &random)).map { _ in
      DomainDetails(
        name: text(), given: some(), outcome: outcome(), isPlanned: random.oneIn(2),
        reason: reason(), detail: text(), warning: reason(), exception: some(),
        claims: random.oneIn(4) ? [text()] : [], addedBy: some())
    }
    return organization
  }
}
