import Pipeline
import Testing

@testable import Report

@Suite("Two runs compared")
struct ComparisonTests {
  private func details(_ run: String, _ organizations: [OrganizationDetails]) -> RunDetails {
    var summary = Summary(
      record: RunRecord(
        id: run, pipeline: "/p.yaml", pipelineDigest: "", started: "", until: .load),
      directory: "/runs/\(run)")
    summary.licences = organizations.count
    return RunDetails(summary: summary, organizations: organizations)
  }

  private func organization(
    _ id: String, _ outcome: Report.Outcome, _ reason: Reason? = nil, industry: String = "Legal",
    domains: [DomainDetails] = []
  ) -> OrganizationDetails {
    OrganizationDetails(
      id: id, name: "Client \(id)", outcome: outcome, industry: industry, reason: reason,
      domains: domains)
  }

  @Test("What came, went and changed is told, and the rest is counted")
  func changes() {
    let comparison = RunComparison(
      details(
        "one",
        [
          organization("1", .unimported, .missingIndustry), organization("2", .planned),
          organization("3", .planned, domains: [.init(name: "a.com", outcome: .planned)]),
          organization("4", .skipped, .notSelected),
        ]),
      details(
        "two",
        [
          organization("1", .planned), organization("2", .planned, industry: "Retail"),
          organization("3", .planned, domains: [.init(name: "b.com", outcome: .planned)]),
          organization("4", .skipped, .notSelected), organization("5", .planned),
        ]))
    #expect(comparison.same == 1)
    #expect(comparison.added.map(\.id) == ["5"])
    #expect(comparison.gone.isEmpty)
    #expect(comparison.changed.map(\.id) == ["1", "2", "3"])
    #expect(comparison.changed[0].before == "Unimported (missing_industry)")
    #expect(comparison.changed[1].details == ["Industry: Legal → Retail"])
    #expect(
      comparison.changed[2].details
        == ["b.com: not there → Would be imported", "a.com: Would be imported → gone"])
    let text = ComparisonText(comparison, style: TextStyle(coloured: false)).text
    #expect(text.hasPrefix("one → two\n  1 new, 0 gone, 3 changed, 1 the same\n"))
    #expect(text.contains("Licences of the plan: 4 → 5"))
    #expect(text.contains("Client 1 (1)  Unimported (missing_industry) → Would be imported"))
  }

  @Test("A run and itself are the same")
  func same() {
    let one = details("one", [organization("1", .planned)])
    let comparison = RunComparison(one, one)
    #expect(comparison.changed.isEmpty && comparison.added.isEmpty && comparison.gone.isEmpty)
    #expect(comparison.same == 1)
  }
}
