import Foundation
import Pipeline
import TestSupport
import Testing
import Transform
import Validate

@testable import Mapping

/// Spreadsheets as people and programs leave them, made by `scripts/make-corpus`, each with what is
/// expected of it in a file beside.
@Suite("The corpus of spreadsheets")
struct CorpusTests {
  private static let folder = Repository.url.appending(path: "Tests/Corpus/spreadsheets")

  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { !$0.hasSuffix(".expected") }.sorted()

  @Test("There are at least 40, and none has lost its expectation")
  func count() throws {
    #expect(Self.names.count >= 40)
    let all = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(
      Set(all.filter { $0.hasSuffix(".expected") }) == Set(Self.names.map { "\($0).expected" }))
  }

  @Test("Each is read, applied and judged as expected, cell by cell", arguments: names)
  func outcome(name: String) throws {
    let file = Self.folder.appending(path: "\(name).expected")
    let outcome = try Self.outcome(of: name)
    // To be looked at line by line before it is kept.
    if ProcessInfo.processInfo.environment["GLUEPORT_CORPUS_WRITE"] != nil {
      try Data(outcome.utf8).write(to: file)
    }
    #expect(try outcome == String(contentsOf: file, encoding: .utf8))
  }

  /// The clients that the sheets are about.
  private static let records = ExtractedRecords(
    organizations: [
      organization(1001, "Contoso Ltd."), organization(1002, "Fabrikam Inc"),
      organization(1003, "Müller Präzision GmbH"), organization(1004, "Summit Physiotherapy"),
      organization(1005, "Summit Physiotherapy"),
      organization(574_989_297_464_115_201, "Thistledown Media"),
      organization(1007, "Łódź Ceramika & Sons “The Kiln”"), organization(1008, "東京 Trading"),
    ],
    domains: [
      domain(1, "contoso.example", of: 1001), domain(2, "contoso.test", of: 1001),
      domain(3, "fabrikam.example", of: 1002), domain(4, "fabrikam.test", of: 1002),
      domain(5, "mueller.example", of: 1003), domain(6, "summit-a.example", of: 1004),
      domain(7, "summit-b.example", of: 1005), domain(8, "kiln.example", of: 1007),
      domain(9, "gmail.com", of: 1008),
    ])

  private static func organization(_ id: UInt64, _ name: String) -> OrganizationResource {
    OrganizationResource(id: .number(id), name: name, type: "Customer", status: "Active")
  }

  private static func domain(_ id: UInt64, _ name: String, of owner: UInt64) -> DomainResource {
    DomainResource(id: .number(id), name: name, organizationID: .number(owner))
  }

  /// What becomes of a sheet, in words: what it was taken for, each organization's values, each
  /// problem with its cell; or why it cannot be read.
  private static func outcome(of name: String) throws -> String {
    let pipelines = folder.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "pipelines")
    let mapping = PipelineFile.Mapping(
      spreadsheet: folder.appending(path: name),
      picklists: pipelines.appending(path: "picklists.yaml"),
      aliases: folder.appending(path: "none.yaml"))
    let shared = try SharedDomains(.init())
    do {
      let review = try MappingReview(
        mapping, selection: .init(), records: records, shared: shared)
      return
        ([review.reading] + (try applied(mapping, shared)) + review.entries.map { line($0, review) })
        .map { $0 + "\n" }.joined()
    } catch let failure as any Failure {
      let path = folder.path + "/"
      return "\(failure.kind): \(failure)\n".replacing(path, with: "")
    }
  }

  private static func applied(
    _ mapping: PipelineFile.Mapping, _ shared: SharedDomains
  ) throws -> [String] {
    var transformation = Transformation(
      selection: .init(),
      mapping: try SheetMapping(reading: mapping, isShared: shared.contains))
    for organization in records.organizations { transformation.meet(organization) }
    for domain in records.domains { transformation.meet(domain) }
    return records.organizations.enumerated().compactMap { place, organization in
      let made = transformation.candidate(
        for: organization, at: place, domains: records.domains(of: organization))
      guard let row = made.candidate.mappingRow else { return nil }
      let candidate = made.candidate
      let domains = candidate.domains.map {
        ($0.addedBy != nil ? "+" : $0.leftOutBy != nil ? "-" : "") + $0.name
      }
      return "\(candidate.id) \(made.outcome.rawValue) row \(row): "
        + "\(candidate.employeeCount ?? "-"), \(candidate.industry ?? "-"),"
        + " priority \(candidate.priority.map(String.init) ?? "-"),"
        + " \(candidate.selected ? "in" : "out"): \(domains.joined(separator: " "))"
    }
  }

  private static func line(_ entry: MappingReview.Entry, _ review: MappingReview) -> String {
    let text = entry.problem.text(sheet: review.sheet.name)
    let value = entry.value.replacing("\n", with: "⏎")
    return "\(entry.problem.severity) \(entry.place(in: review.sheet)) “\(value)” \(text)"
      + (entry.suggestion.map { " → \($0)" } ?? "")
  }
}
