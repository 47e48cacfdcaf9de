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
    let texts: [PipelineFile.Validation.ListKind: String] = [
      .sensitive: ".secret.net\nboth.com\n", .freeMail: "gmail.com\nboth.com\n",
      .sharedHosts: ".onmicrosoft.com\n", .government: ".gov.uk\n.state.gov\n",
      .disposable: "mailinator.com\n", .reserved: ".local\n", .own: ".msp.com\n",
      .vendors: "vendor.com\n",
    ]
    for (kind, text) in texts {
      validation.lists[kind] = [.file(try run.add("\(kind.rawValue).txt", text))]
    }
    lists = try DomainLists(validation)
  }

  private func verdict(
    _ name: String, gov: PipelineFile.Validation.Policy = .block,
    other: PipelineFile.Validation.Policy = .warn
  ) -> DomainRules.Verdict {
    var validation = PipelineFile.Validation()
    validation.government.gov = gov
    validation.government.other = other
    return verdict(name, validation)
  }

  private func verdict(
    _ name: String, _ validation: PipelineFile.Validation, of organization: String = "1"
  ) -> DomainRules.Verdict {
    DomainRules(validation, lists: lists, suffixes: .sample).verdict(on: name, of: organization)
  }

  @Test(
    "Each rule has its reason",
    arguments: [
      ("acme_1.com", Reason.invalidDomain), ("x.secret.net", .sensitiveDomain),
      ("mailinator.com", .disposable), ("corp.local", .reservedName), ("www.msp.com", .ownDomain),
      ("vendor.com", .vendorDomain), ("co.uk", .publicSuffix), ("x.notatld", .invalidDomain),
      ("gmail.com", .freeMail), ("acme.onmicrosoft.com", .sharedHost), ("cityofx.gov", .govDomain),
    ])
  func reasons(name: String, reason: Reason) {
    #expect(verdict(name).findings.map(\.reason) == [reason])
  }

  @Test("A listed domain names the entry and the list")
  func evidence() {
    #expect(
      verdict("acme.onmicrosoft.com").findings.first?.detail
        == "listed as .onmicrosoft.com in shared_hosts.txt")
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

  @Test("A policy of one organization's own holds for that one, and its reason is told")
  func exceptions() {
    var validation = PipelineFile.Validation()
    validation.government.exceptions = [
      .init(organization: "7", gov: .allow, reason: "order of 2 May"),
      .init(organization: "8", other: .block, reason: "asked not to"),
    ]
    let allowed = verdict("cityofx.gov", validation, of: "7")
    #expect(allowed.findings.isEmpty)
    #expect(allowed.exception == "order of 2 May")
    #expect(verdict("cityofx.gov", validation, of: "1").findings.map(\.reason) == [.govDomain])
    #expect(verdict("cityofx.gov", validation, of: "8").findings.map(\.reason) == [.govDomain])
    let blocked = verdict("x.gov.uk", validation, of: "8")
    #expect(blocked.exception == nil)
    #expect(
      blocked.findings == [
        Finding(
          .governmentPolicy,
          "listed as .gov.uk in government.txt, the policy for governments is block"
            + " for this organization: asked not to")
      ])
    #expect(verdict("acme.com", validation, of: "7").exception == nil)
  }

  @Test(
    "Shared hosts and look-alikes are refused, let in with a warning, or let in, by policy",
    arguments: [
      (PipelineFile.Validation.Policy.block, 1, false), (.warn, 0, true), (.allow, 0, false),
    ])
  func policies(policy: PipelineFile.Validation.Policy, findings: Int, warns: Bool) {
    var validation = PipelineFile.Validation()
    validation.domains.sharedHosts = policy
    validation.domains.lookAlikes = policy
    for (name, reason) in [("acme.onmicrosoft.com", Reason.sharedHost), ("аcme.com", .lookAlike)] {
      let verdict = verdict(name, validation)
      #expect(verdict.findings.map(\.reason) == Array(repeating: reason, count: findings))
      #expect(verdict.warning == (warns ? reason : nil))
    }
  }

  @Test(
    "Rolled up, on request only, to what was registered; never for governments, shared or private",
    arguments: [
      ("mail.acme.co.uk", "acme.co.uk"), ("a.b.acme.com", "acme.com"), ("acme.com", "acme.com"),
      ("dept.state.gov", "dept.state.gov"), ("x.y.gov.uk", "x.y.gov.uk"),
      ("mail.acme.onmicrosoft.com", "mail.acme.onmicrosoft.com"),
      ("www.acme.github.io", "www.acme.github.io"), ("mail.müller.de", "xn--mller-kva.de"),
    ])
  func rollsUp(given: String, name: String) throws {
    var validation = PipelineFile.Validation()
    validation.domains.sharedHosts = .allow
    #expect(try verdict(given, validation).name == DomainName(given))
    validation.domains.rollUp = true
    #expect(verdict(given, validation).name?.text == name)
  }

  @Test("What a name is rolled up to is judged as well")
  func rolledUpIsJudged() {
    var validation = PipelineFile.Validation()
    #expect(verdict("eu.gmail.com", validation).findings.isEmpty)
    validation.domains.rollUp = true
    #expect(verdict("eu.gmail.com", validation).findings.map(\.reason) == [.freeMail])
    #expect(verdict("x.secret.net", validation).findings.map(\.reason) == [.sensitiveDomain])
  }

  @Test(
    "Look-alikes: scripts mixed within a label, and labels that only look Latin",
    arguments: [
      ("аcme.com", "mixes Cyrillic and Latin"), ("xn--cme-5cd.com", "mixes Cyrillic and Latin"),
      ("асе.com", "are Cyrillic and look Latin"), ("ασμε.αcme.com", "mixes Greek and Latin"),
    ])
  func lookAlikes(name: String, why: String) throws {
    let finding = LookAlike.finding(in: try DomainName(name))
    #expect(finding?.contains(why) == true, "\(finding ?? "nothing")")
  }

  @Test(
    "Names that are plainly of one script are none",
    arguments: [
      "acme.com", "müller.de", "яндекс.рф", "почта.com", "日本語テスト.jp", "abcテスト.jp", "한국abc.kr",
      "ελλάδα.gr", "3m-5.com",
    ])
  func notLookAlikes(name: String) throws {
    #expect(LookAlike.finding(in: try DomainName(name)) == nil)
  }
}
