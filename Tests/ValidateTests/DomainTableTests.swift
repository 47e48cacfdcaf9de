import FoundationEssentials
import Pipeline
import Testing

@testable import Validate

/// Traps that were tried with the libraries, each with what is wanted: with the lists and policies
/// that are shipped.
@Suite("Domain names that a library alone would get wrong")
struct DomainTableTests {
  private static let lists = try? DomainLists(PipelineFile.Validation())

  private func verdict(
    _ given: String, _ change: (inout PipelineFile.Validation) -> Void = { _ in }
  ) throws -> DomainRules.Verdict {
    var validation = PipelineFile.Validation()
    change(&validation)
    return DomainRules(validation, lists: try #require(Self.lists), suffixes: .sample)
      .verdict(on: given, of: "1")
  }

  @Test(
    "What is no name is refused, and never made one",
    arguments: ["acme_1.com", "bad domain.com", "a..b.com", "1.2.3.4", "[::1]", "localhost"])
  func noNames(given: String) throws {
    #expect(try verdict(given).findings.map(\.reason) == [.invalidDomain])
    #expect(try verdict(given).name == nil)
  }

  @Test(
    "What people write around a name is taken off, and other scripts get their ASCII form",
    arguments: [
      ("acme.com.", "acme.com"), ("https://Acme.com/x?y", "acme.com"),
      ("user@acme.com", "acme.com"),
      ("acme.com:443", "acme.com"), ("acme。com", "acme.com"), ("müller.de", "xn--mller-kva.de"),
      ("faß.de", "xn--fa-hia.de"),
    ])
  func normalized(given: String, name: String) throws {
    let verdict = try verdict(given)
    #expect(verdict.findings.isEmpty)
    #expect(verdict.warning == nil)
    #expect(verdict.name?.text == name)
  }

  @Test("A Cyrillic а among Latin letters is flagged")
  func mixedScripts() throws {
    let verdict = try verdict("аcme.com")
    #expect(verdict.name?.text == "xn--cme-5cd.com")
    #expect(verdict.findings.isEmpty)
    #expect(verdict.warning == .lookAlike)
  }

  @Test(
    "A listed suffix is required",
    arguments: [
      ("corp.local", Reason.reservedName), ("acme.internal", .reservedName),
      ("x.notatld", .invalidDomain),
    ])
  func unlisted(given: String, reason: Reason) throws {
    #expect(try verdict(given).findings.map(\.reason) == [reason])
  }

  @Test("Public suffixes would monitor everybody", arguments: ["github.io", "co.uk", "gov.uk"])
  func suffixes(given: String) throws {
    #expect(try verdict(given).findings.map(\.reason).contains(.publicSuffix))
  }

  @Test(
    "Shared hosts, free mail and disposable mail are refused",
    arguments: [
      ("acme.onmicrosoft.com", Reason.sharedHost), ("acme.myshopify.com", .sharedHost),
      ("gmail.com", .freeMail), ("outlook.com", .freeMail), ("qq.com", .freeMail),
      ("mailinator.com", .disposable),
    ])
  func listed(given: String, reason: Reason) throws {
    #expect(try verdict(given).findings.map(\.reason) == [reason])
  }

  @Test("A name below the registered one stays as it is, unless rolling up is asked for")
  func rollUp() throws {
    #expect(try verdict("mail.acme.co.uk").name?.text == "mail.acme.co.uk")
    #expect(try verdict("mail.acme.co.uk") { $0.domains.rollUp = true }.name?.text == "acme.co.uk")
  }

  @Test("A .gov is blocked")
  func gov() throws {
    #expect(try verdict("dept.state.gov").findings.map(\.reason) == [.govDomain])
  }

  @Test(
    "Other governments are what the policy says",
    arguments: ["x.gov.uk", "police.uk", "x.mil", "k12.ca.us", "school.k12.ny.us"])
  func governments(given: String) throws {
    #expect(try verdict(given).warning == .governmentPolicy)
    let blocked = try verdict(given) { $0.government.other = .block }
    #expect(blocked.findings.map(\.reason).contains(.governmentPolicy))
    #expect(try verdict(given) { $0.government.other = .allow }.warning == nil)
  }

  @Test("What only looks like a government's is none")
  func lookalike() throws {
    let verdict = try verdict("go.it") { $0.government.other = .block }
    #expect(!verdict.findings.map(\.reason).contains(.governmentPolicy))
    #expect(try self.verdict("acme.go.it") { $0.government.other = .block }.findings.isEmpty)
  }
}
