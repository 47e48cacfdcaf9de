import FoundationEssentials
import Pipeline
import Testing

@testable import Validate

@Suite("The public suffix list")
struct PublicSuffixListTests {
  private let run: TestRun

  init() throws { run = try TestRun([]) }

  private func list(_ text: String) throws -> PublicSuffixList {
    try PublicSuffixList(file: run.add("list.dat", text))
  }

  @Test("A newer list can be given; it is dated by its own words")
  func newer() throws {
    let text = "// VERSION: 2026-11-20_09-15-02_UTC\n// ===BEGIN ICANN DOMAINS===\ncom\nnotatld\n"
    let list = try list(text)
    #expect(
      try list.standing(of: DomainName("mail.acme.notatld"))
        == .below(registrable: "acme.notatld", isPrivate: false))
    #expect(try list.standing(of: DomainName("acme.de")) == .unlisted)
    #expect(try list.version.date?.formatted(.iso8601.year().month().day()) == "2026-11-20")
    var validation = PipelineFile.Validation()
    validation.domains.publicSuffixList = list.file
    #expect(try PublicSuffixList.digest(validation) == Digest.of(text).text)
    #expect(try PublicSuffixList(validation).file == list.file)
  }

  @Test("A suffix of a company is private, one of a registry is not")
  func isPrivate() throws {
    let list = PublicSuffixList.sample
    #expect(
      try list.standing(of: DomainName("www.acme.github.io"))
        == .below(registrable: "acme.github.io", isPrivate: true))
    #expect(
      try list.standing(of: DomainName("mail.acme.co.uk"))
        == .below(registrable: "acme.co.uk", isPrivate: false))
    #expect(try list.standing(of: DomainName("co.uk")) == .suffix)
  }

  @Test("A file that is no such list is bad input, and so is one that is missing")
  func broken() throws {
    for text in ["", "name,industry\nAcme,Legal\n"] {
      let error = try #require(throws: PublicSuffixListError.self) { try list(text) }
      #expect(error.kind == .badInput)
      #expect(error.message.contains("list.dat"))
    }
    let missing = try run.add("x.dat", "").deletingLastPathComponent().appending(path: "no.dat")
    #expect(throws: FileError.self) { try PublicSuffixList(file: missing) }
  }
}
