import FoundationEssentials
import Pipeline
import Testing

@testable import Validate

@Suite("What one domain is judged by")
struct DomainRulesTests {
  private let lists: DomainLists

  init() throws {
    let run = try TestRun([])
    var validation = PipelineFile.Validation()
    validation.sensitive = [try run.add("sensitive.txt", ".secret.example\nboth.com\n")]
    validation.freeMail = [try run.add("free.txt", "gmail.com\nboth.com\n")]
    validation.sharedHosts = [try run.add("shared.txt", ".onmicrosoft.com\n")]
    validation.governmentLists = [try run.add("gov.txt", ".gov.uk\n.state.gov\n")]
    lists = try DomainLists(validation)
  }

  private func verdict(
    _ name: String, gov: PipelineFile.Validation.Policy = .block,
    other: PipelineFile.Validation.Policy = .warn
  ) -> DomainRules.Verdict {
    DomainRules(lists: lists, gov: gov, otherGovernment: other).verdict(on: name)
  }

  @Test(
    "Each rule has its reason",
    arguments: [
      ("acme_1.com", Reason.invalidDomain), ("x.secret.example", .sensitiveDomain),
      ("gmail.com", .freeMail), ("acme.onmicrosoft.com", .sharedHost), ("cityofx.gov", .govDomain),
    ])
  func reasons(name: String, reason: Reason) {
    #expect(verdict(name).findings.map(\.reason) == [reason])
  }

  @Test("A listed domain names the entry and the list")
  func evidence() {
    #expect(
      verdict("acme.onmicrosoft.com").findings.first?.detail
        == "listed as .onmicrosoft.com in shared.txt")
  }

  @Test("All that holds is said")
  func several() {
    #expect(verdict("both.com").findings.map(\.reason) == [.sensitiveDomain, .freeMail])
  }

  @Test(
    "The policy for .gov blocks, warns or lets through",
    arguments: [
      (PipelineFile.Validation.Policy.block, [Reason.govDomain], Reason?.none),
      (.warn, [], .govDomain), (.allow, [], nil),
    ])
  func gov(policy: PipelineFile.Validation.Policy, reasons: [Reason], warning: Reason?) {
    let verdict = verdict("dept.state.gov", gov: policy, other: .block)
    #expect(verdict.findings.map(\.reason) == reasons)
    #expect(verdict.warning == warning)
  }

  @Test(
    "The policy for other governments blocks, warns or lets through",
    arguments: [
      (PipelineFile.Validation.Policy.block, [Reason.governmentPolicy], Reason?.none),
      (.warn, [], .governmentPolicy), (.allow, [], nil),
    ])
  func other(policy: PipelineFile.Validation.Policy, reasons: [Reason], warning: Reason?) {
    let verdict = verdict("x.gov.uk", gov: .block, other: policy)
    #expect(verdict.findings.map(\.reason) == reasons)
    #expect(verdict.warning == warning)
  }

  @Test("Only the last label is .gov", arguments: ["gov.com", "acme-gov.com", "gov.uk.com"])
  func notGov(name: String) {
    #expect(verdict(name).findings.isEmpty)
    #expect(verdict(name).warning == nil)
  }
}
