import Pipeline
import Testing

@testable import Validate

@Suite("Domain licences")
struct LicenceTests {
  @Test(
    "Free is the limit without what is used and reserved, and never less than nothing",
    arguments: [
      (Int?.some(100), 88, 2, Int?.some(10)), (100, 120, 0, 0), (100, 99, Int.max, 0),
      (nil, 50, 5, nil), (0, Int.max, Int.max, 0),
    ])
  func ofAccount(limit: Int?, used: Int, reserve: Int, free: Int?) {
    var settings = PipelineFile.Validation.Licence()
    settings.reserve = reserve
    #expect(settings.free(in: World.Licence(limit: limit, used: used)) == free)
  }

  @Test(
    "A number is a limit of its own: the smaller one holds",
    arguments: [
      (Int?.some(200), 102, 10), (95, 102, 3), (3, 102, 0), (nil, 102, 10), (200, 80, 0),
    ])
  func ofNumber(limit: Int?, number: Int, free: Int) {
    var settings = PipelineFile.Validation.Licence()
    settings.limit = .number(number)
    settings.reserve = 2
    #expect(settings.free(in: World.Licence(limit: limit, used: 90)) == free)
  }

  @Test("In plan order each new domain takes one, until none is left")
  func inOrder() {
    let result = Planned(
      [
        .sample("1", ["a.com", "b.com"]), .sample("2", ["c.com", "d.com"]), .sample("3", ["e.com"]),
      ],
      in: .sample(limit: 13, used: 10))
    #expect(result.domains == ["1": ["a.com", "b.com"], "2": ["c.com"]])
    #expect(result.line(of: "2") == nil)
    #expect(result.line(of: "2", "d.com")?.reason == .licenceLimit)
    #expect(result.line(of: "2", "d.com")?.detail == "3 free, 0 left here")
    #expect(result.line(of: "3")?.reason == .licenceLimit)
  }

  @Test("Not in part: what does not fit takes none, and a smaller one behind it may fit")
  func notInPart() {
    let result = Planned(
      [
        .sample("1", ["a.com", "b.com"]), .sample("2", ["c.com", "d.com", "x_y.com"]),
        .sample("3", ["e.com"]),
      ], in: .sample(limit: 3)
    ) { $0.licence.partial = false }
    #expect(result.domains == ["1": ["a.com", "b.com"], "3": ["e.com"]])
    #expect(result.reasons(of: "2") == [.licenceLimit, .licenceLimit, .invalidDomain])
    #expect(result.line(of: "2", "c.com")?.detail == "3 free, 1 left here, 2 needed")
    #expect(
      result.line(of: "2")?.detail
        == "none of its 3 domains can be imported: 1 invalid_domain, 2 license_limit")
  }

  @Test("A name that is listed twice takes one licence")
  func listedTwice() {
    let result = Planned([.sample("1", ["a.com", "A.com", "b.com"])], in: .sample(limit: 2)) {
      $0.licence.partial = false
    }
    #expect(result.domains == ["1": ["a.com", "b.com"]])
    #expect(result.plan.map(\.licences) == [2])
    #expect(result.reasons(of: "1") == [.duplicateDomain])
  }

  @Test("A name that is refused is refused for one reason as often as it is listed")
  func refusedTwice() {
    let result = Planned([.sample("1", ["a.com", "a.com"])], in: .sample(limit: 0))
    #expect(result.unimported.map(\.reason) == [.licenceLimit, .licenceLimit, .licenceLimit])
  }

  @Test("A domain whose owner gets no licence for it goes to nobody else")
  func staysTheOwners() {
    let result = Planned(
      [.sample("1", ["a.com", "b.com"]), .sample("2", ["a.com"])], in: .sample(limit: 1)
    ) { $0.licence.partial = false }
    #expect(result.plan.isEmpty)
    #expect(result.line(of: "1", "a.com")?.reason == .licenceLimit)
    #expect(result.line(of: "2", "a.com")?.reason == .duplicateDomain)
  }

  @Test("The forecast tells what is short, and what each further block would bring")
  func forecast() {
    let batch: [Candidate] = [
      .sample("1", ["a.com", "b.com"]), .sample("2", ["c.com", "d.com", "e.com"]),
      .sample("3", ["f.com"]), .sample("4", ["gmail.com"], employees: nil),
    ]
    let result = Planned(batch, in: .sample(limit: 10, used: 8)) { $0.licence.block = 2 }
    #expect(
      result.forecast
        == LicenceForecast(
          limit: 10, used: 8, reserve: 0, free: 2, wanted: 6, planned: 2, short: 4,
          steps: [
            .init(licences: 2, domains: 2, organizations: 0),
            .init(licences: 4, domains: 4, organizations: 2),
          ]))
  }

  @Test("Where organizations are kept whole a block may bring nothing, and the last brings all")
  func forecastOfWholeOnes() {
    let result = Planned(
      [.sample("1", ["a.com", "b.com", "c.com"]), .sample("2", ["d.com"])],
      in: .sample(limit: 1, used: 0)
    ) {
      $0.licence.partial = false
      $0.licence.block = 1
    }
    #expect(result.domains == ["2": ["d.com"]])
    #expect(result.forecast.short == 3)
    #expect(result.forecast.steps.map(\.domains) == [0, 2, 3])
    #expect(result.forecast.steps.map(\.organizations) == [0, 0, 1])
  }

  @Test("However many are short, ten steps tell it")
  func fewSteps() {
    let many = (0..<500).map { Candidate.sample("\($0)", ["d\($0).com"]) }
    let steps = Planned(many, in: .sample(limit: 0)).forecast.steps
    #expect(steps.count == 10)
    #expect(steps.map(\.licences) == (1...10).map { $0 * 50 })
    #expect(steps.last?.domains == 500)
  }

  @Test("Without a limit nothing is short")
  func noLimit() {
    let forecast = Planned([.sample("1", ["a.com"])], in: .sample(limit: nil, used: 3)).forecast
    #expect(forecast.free == nil)
    #expect(forecast.short == 0)
    #expect(forecast.steps.isEmpty)
  }
}
