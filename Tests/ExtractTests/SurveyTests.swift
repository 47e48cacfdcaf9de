import FoundationEssentials
import HTTPTransport
import Pipeline
import TestSupport
import Testing

@testable import Extract

@Suite("What is found out before a walk")
struct SurveyTests {
  private static let types =
    #"[{"id":"11","attributes":{"name":"Customer"}},"#
    + #"{"id":"12","attributes":{"name":"Vendor"}},{"id":"13","attributes":{"name":"customer"}}]"#

  /// An account of 100 organizations; `counts` says how many a query's last filter lets through.
  private func survey(
    _ selection: PipelineFile.Selection, counts: [String: Int] = [:], typesTotal: Int = 3,
    newest: String = "2026-11-20T08:00:00.123Z", showsNewest: Bool = true
  ) async throws -> (Survey, [String]) {
    let exchange = ScriptedExchange { request, _ in
      let names = request.query.map(\.name)
      func page(_ total: Int, updated: String? = nil) -> HTTPResponse {
        let row = updated.map { #"{"id":"5","attributes":{"updated-at":"\#($0)"}}"# } ?? ""
        return .json(#"{"data":[\#(row)],"meta":{"total-count":\#(total),"next-page":null}}"#)
      }
      switch request.path {
      case "/domains": return page(250)
      case "/organization_types":
        return .json(#"{"data":\#(Self.types),"meta":{"total-count":\#(typesTotal)}}"#)
      case "/organization_statuses": return .json(#"{"data":[],"meta":{"total-count":0}}"#)
      default:
        guard names.contains(where: { $0.hasPrefix("filter") }) else {
          return page(100, updated: newest)
        }
        if request.query.contains(.init("sort", "-updated_at")) {
          return page(1, updated: showsNewest ? newest : nil)
        }
        return page(counts[names.last ?? ""] ?? 100)
      }
    }
    let time = ManualTime()
    let client = ITGlueClient(
      service: ServiceClient(
        service: "IT Glue", origin: try Origin("https://api.itglue.com"), credentials: [],
        exchange: exchange, pacer: .within5Minutes(2400, time: time), time: time,
        progress: { _ in }),
      settings: PipelineFile.ITGlue(
        baseURL: "https://api.itglue.com", apiKey: .environment("KEY"),
        organizations: selection))
    let survey = try #require(try await client.survey())
    let filters = exchange.arrivals.flatMap { arrival in
      arrival.request.query.filter { $0.name.hasPrefix("filter") }.map { "\($0.name)=\($0.value)" }
    }
    return (survey, filters)
  }

  @Test("Without a selection there is no filter, and the totals are the index's own")
  func plain() async throws {
    let (survey, filters) = try await survey(.init(excludeNames: ["Acme"], limit: 3))
    #expect(survey.organizations == 100 && survey.wanted == 100 && survey.domains == 250)
    #expect(survey.filters.isEmpty && filters.isEmpty)
    #expect(survey.newest?.id == .number(5))
    #expect(survey.counts["organizations.filtered"] == 0)
  }

  @Test("What the API can filter is sent, and what each rule leaves out is counted once")
  func filters() async throws {
    let (survey, _) = try await survey(
      .init(include: ["3", "1"], exclude: ["7"], types: ["CUSTOMER"], updatedSince: "2026-01-31"),
      counts: [
        "filter[id]": 90, "filter[exclude][id]": 89, "filter[organization_type_id]": 60,
        "filter[updated_at]": 20,
      ])
    #expect(
      survey.filters == [
        .init("filter[id]", ["1", "3"]), .init("filter[exclude][id]", ["7"]),
        .init("filter[organization_type_id]", ["11", "13"]),
        .init("filter[updated_at]", ["2026-01-31T00:00:00Z", "*"]),
      ])
    #expect(survey.leftOut == ["include": 10, "exclude": 1, "types": 29, "updated_since": 40])
    #expect(survey.wanted == 20)
    #expect(survey.counts["organizations.left_out.types"] == 29)
    #expect(survey.counts["organizations.filtered"] == 1)
  }

  @Test(
    "What could hide an organization that is wanted is not sent",
    arguments: [
      PipelineFile.Selection(include: ["1"], includeNames: ["Acme"]), .init(include: ["a,b"]),
      .init(include: (1...101).map(String.init)), .init(excludeNames: ["Acme"]),
      .init(types: []), .init(statuses: ["Active"]),
    ])
  func notSent(selection: PipelineFile.Selection) async throws {
    #expect(try await survey(selection).0.filters.isEmpty)
  }

  @Test("A type that IT Glue does not have is told; with none of them nothing is filtered")
  func unknownType() async throws {
    let (survey, filters) = try await survey(.init(types: ["Custommer"]))
    #expect(
      survey.remarks == [
        "organizations.types: IT Glue has no “custommer”; it has Customer, Vendor, customer"
      ])
    #expect(filters.isEmpty)
  }

  @Test("Where not all types are told, nothing is filtered by them")
  func someTypes() async throws {
    #expect(try await survey(.init(types: ["Customer"]), typesTotal: 4).0.filters.isEmpty)
  }

  @Test("A filter by time that hides what was changed last is not trusted")
  func brokenTimeFilter() async throws {
    let selection = PipelineFile.Selection(updatedSince: "2026-01-31")
    let (survey, _) = try await survey(selection, showsNewest: false)
    #expect(survey.filters.isEmpty)
    #expect(survey.remarks.count == 1)
    let (old, _) = try await self.survey(
      selection, newest: "2025-01-01T00:00:00Z", showsNewest: false)
    #expect(old.filters.count == 1)
  }

  @Test("The same rules are the same input of the stage; other ones are another")
  func inputs() throws {
    func text(_ selection: PipelineFile.Selection) throws -> String {
      try SelectionFilters(selection).canonicalText
    }
    #expect(
      try text(.init(include: ["2", "1"], types: ["b", "A"]))
        == text(.init(include: ["1", "2"], types: ["a", "B", "b"])))
    #expect(try text(.init(types: ["a"])) != text(.init(types: ["b"])))
    #expect(try text(.init(limit: 4)) == text(.init()))
  }

  @Test("The forecast counts requests, and the time that the limit alone asks for")
  func forecast() {
    func text(_ pages: Int) -> String {
      Forecast(pages: pages, requestsPer5Minutes: 2400, pageSize: 1000).text
    }
    #expect(
      text(100) == "100 requests for pages of 1000: well within the limit of 2400 in 5 minutes")
    #expect(text(350) == "350 requests for pages of 1000: at least 31 s at 2400 in 5 minutes")
    #expect(text(2520) == "2520 requests for pages of 1000: at least 6 min at 2400 in 5 minutes")
  }
}
