import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@testable import Transform

@Suite("Picklists: what a cell means")
struct PicklistTests {
  @Test(
    "Employee Count is a range, an alias, or a number within a range",
    arguments: [
      ("1-10", "1-10"), ("11–25", "11-25"), (" 26 — 50 ", "26-50"), ("51 TO 100", "51-100"),
      ("251+", "251+"), ("1", "1-10"), ("10", "1-10"), ("11", "11-25"), ("17", "11-25"),
      ("250", "101-250"), ("251", "251+"), ("1,200", "251+"), ("12,345,678", "251+"),
      ("~50", "26-50"), ("~ 50", "26-50"), ("about 50 employees", "26-50"), ("ca. 50", "26-50"),
      ("1.200", "251+"), ("1 200", "251+"), ("1’200", "251+"), ("17.0", "11-25"),
      ("17 people", "11-25"),
      ("12-20", "11-25"), ("2 to 9", "1-10"), ("< 11", "1-10"), ("up to 10", "1-10"),
      ("300 or more", "251+"), ("more than 300", "251+"), ("300+", "251+"), ("~1,000+", "251+"),
      ("10-Jan", "1-10"), ("25-Nov", "11-25"), ("over 250", "251+"), ("007", "1-10"),
    ])
  func employeeCount(cell: String, value: String) throws {
    #expect(try Samples.picklists().employeeCount.resolve(cell) == .value(value))
  }

  @Test(
    "Anything else is no Employee Count",
    arguments: [
      "0", "-5", "17.5", "12,34", ",100", "1,", "1,2345", "1234,567", "many", "10-20",
      "100+", "250+", "~", "+", "١٧", "99999999999999999999", "1 7", "20-12", "under 50",
      "> 100", "> 9223372036854775807", "a-b", "1-", "-10", "approx", "people",
    ])
  func noEmployeeCount(cell: String) throws {
    let resolution = try Samples.picklists().employeeCount.resolve(cell)
    guard case .unknown = resolution else {
      Issue.record("\(cell) is \(resolution)")
      return
    }
  }

  @Test(
    "Industry is a value or an alias, whatever its case and white space",
    arguments: [
      ("Healthcare", "Healthcare"), ("HEALTH\u{A0}CARE", "Healthcare"), ("dental", "Healthcare"),
      (" law  firm ", "Legal"), ("Accounting", "Finance"), ("it", "Technology"),
      ("non–profit", "Nonprofit"), ("Real estate", "Real Estate"), ("other", "Other"),
    ])
  func industry(cell: String, value: String) throws {
    #expect(try Samples.picklists().industry.resolve(cell) == .value(value))
  }

  /// Source: the sectors of the North American Industry Classification System, census.gov/naics.
  @Test(
    "Each sector of NAICS has its industry, to the letter",
    arguments: [
      ("Agriculture, Forestry, Fishing and Hunting", "Agriculture"),
      ("Mining, Quarrying, and Oil and Gas Extraction", "Energy"), ("Utilities", "Energy"),
      ("Construction", "Construction"), ("Manufacturing", "Manufacturing"),
      ("Wholesale Trade", "Retail"), ("Retail Trade", "Retail"),
      ("Transportation and Warehousing", "Transportation"), ("Information", "Technology"),
      ("Finance and Insurance", "Finance"),
      ("Real Estate and Rental and Leasing", "Real Estate"),
      ("Professional, Scientific, and Technical Services", "Professional Services"),
      ("Management of Companies and Enterprises", "Professional Services"),
      (
        "Administrative and Support and Waste Management and Remediation Services",
        "Professional Services"
      ),
      ("Educational Services", "Education"), ("Health Care and Social Assistance", "Healthcare"),
      ("Arts, Entertainment, and Recreation", "Media"),
      ("Accommodation and Food Services", "Hospitality"),
      ("Other Services (except Public Administration)", "Other"),
      ("Public Administration", "Government"),
    ])
  func sector(name: String, value: String) throws {
    #expect(try Samples.picklists().industry.resolve(name) == .value(value))
  }

  @Test(
    "A slip of the pen is answered with the nearest value and never applied",
    arguments: [
      ("Helthcare", "Healthcare"), ("Manufactoring", "Manufacturing"), ("Dentel", "Healthcare"),
      ("Lagal", "Legal"), ("Reel Estate", "Real Estate"), ("Astrology", nil), ("I", nil),
      ("x", nil),
    ])
  func nearest(cell: String, value: String?) throws {
    #expect(try Samples.picklists().industry.resolve(cell) == .unknown(nearest: value))
  }

  @Test("An empty cell is empty in both lists", arguments: ["", "  ", "\u{A0}"])
  func empty(cell: String) throws {
    let picklists = try Samples.picklists()
    #expect(picklists.employeeCount.resolve(cell) == .empty)
    #expect(picklists.industry.resolve(cell) == .empty)
  }

  @Test("The shipped lists hold the values that are agreed on")
  func shipped() throws {
    let picklists = try Samples.picklists()
    #expect(
      picklists.employeeCount.list.values
        == ["1-10", "11-25", "26-50", "51-100", "101-250", "251+"])
    #expect(picklists.industry.values.count == 19)
    #expect(picklists.industry.values.last == "Other")
  }
}

@Suite("Picklists: a file that cannot be used is an error with its line")
struct PicklistFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private static let counts = """
    employee_count:
      - { value: 1-10, from: 1, to: 10 }
      - { value: 11+, from: 11 }
    """
  private static let industries = """
    industry:
      - { value: Legal }
    """

  @Test(
    "The line and what is wrong there are named",
    arguments: [
      (
        counts + "\nindustry:\n  - value: Legal\n    aliases: [Law]\n  - value: Other\n"
          + "    aliases: [LAW]\n", 8, "industry.aliases has “LAW”, which means “Legal” already"
      ),
      (
        counts + "\nindustry:\n  - { value: Legal }\n  - { value: legal }\n", 6,
        "industry.value has “legal”, which means “Legal” already"
      ),
      (
        counts + "\nindustry:\n  - { value: Legal, alias: [Law] }\n", 5,
        "unknown key “industry.alias”"
      ),
      (counts + "\nindustry:\n  - { value: Legal, aliases: [\"\"] }\n", 5, "an empty word"),
      (counts + "\nindustry: []\n", 4, "industry has no entry"),
      (counts + "\n", 2, "industry is missing"),
      (counts + "\n\(industries)\ncolour: red\n", 6, "unknown key “colour”"),
      (
        "employee_count:\n  - { value: a, from: 1, to: 10 }\n"
          + "  - { value: b, from: 10 }\n\(industries)\n", 3,
        "employee_count.from is 10, but the range before it ends at 10"
      ),
      (
        "employee_count:\n  - { value: a, from: 11, to: 20 }\n"
          + "  - { value: b, from: 1, to: 10 }\n\(industries)\n", 3, "ends at 20"
      ),
      (
        "employee_count:\n  - { value: a, from: 1 }\n"
          + "  - { value: b, from: 10 }\n\(industries)\n", 3, "has no end"
      ),
      (
        "employee_count:\n  - { value: a, from: 9, to: 8 }\n\(industries)\n", 2,
        "employee_count.to is 8, which is below from"
      ),
      ("employee_count:\n  - { value: a }\n\(industries)\n", 2, "employee_count.from is missing"),
      ("employee_count:\n  - { from: 1 }\n\(industries)\n", 2, "employee_count.value is missing"),
      ("employee_count:\n  - { value: a, from: few }\n\(industries)\n", 2, "whole number"),
      ("employee_count: [1-10]\n\(industries)\n", 1, "each entry has keys and values"),
    ])
  func errors(sample: (text: String, line: Int, problem: String)) throws {
    let file = try folder.write(sample.text, to: "picklists.yaml")
    let error = #expect(throws: YAMLError.self) { try Picklists(file: file) }
    #expect(error?.line == sample.line)
    #expect(error?.problem.contains(sample.problem) == true, "\(error?.problem ?? "no error")")
    #expect(error?.file == file.path)
  }
}
