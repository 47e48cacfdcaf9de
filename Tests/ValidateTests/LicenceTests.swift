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
    var validation = PipelineFile.Validation()
    validation.reserve = reserve
    #expect(Licences(validation, World.Licence(limit: limit, used: used)).free == free)
  }

  @Test(
    "A number lowers what the account has free, and never raises it",
    arguments: [
      (Int?.some(200), 12, 10), (95, 12, 3), (3, 12, 0), (nil, 12, 10), (100, 0, 0),
    ])
  func ofNumber(limit: Int?, number: Int, free: Int) {
    var validation = PipelineFile.Validation()
    validation.licenceLimit = .number(number)
    validation.reserve = 2
    #expect(Licences(validation, World.Licence(limit: limit, used: 90)).free == free)
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
    ) { $0.partial = false }
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
      $0.partial = false
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

  @Test("A domain that got no licence is not taken from a later organization")
  func refusedIsNotSeen() {
    let result = Planned(
      [.sample("1", ["a.com", "b.com"]), .sample("2", ["a.com"])], in: .sample(limit: 1)
    ) { $0.partial = false }
    #expect(result.domains == ["2": ["a.com"]])
  }
}
