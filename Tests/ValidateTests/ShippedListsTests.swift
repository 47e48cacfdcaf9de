import FoundationEssentials
import Pipeline
import Testing

@testable import Validate

@Suite("The lists that are shipped")
struct ShippedListsTests {
  private let lists: DomainLists

  init() throws {
    lists = try DomainLists(PipelineFile.Validation())
  }

  @Test("A pipeline file that names no lists gets those of pipelines/lists; an empty one gets none")
  func defaults() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "pipelines/lists")
    var named = PipelineFile.Validation()
    named.sensitive = [folder.appending(path: "sensitive.txt")]
    named.freeMail = [folder.appending(path: "free-mail.txt")]
    named.sharedHosts = [folder.appending(path: "shared-hosts.txt")]
    named.governmentLists = [folder.appending(path: "government.txt")]
    let files = try DomainLists(named)
    #expect(lists.freeMail.count == files.freeMail.count)
    #expect(lists.sharedHosts.count == files.sharedHosts.count)
    #expect(lists.government.count == files.government.count)
    #expect(
      lists.freeMail.match(try DomainName("gmail.com"))
        == .init(text: "gmail.com", file: "free_mail (shipped)"))

    named.freeMail = []
    #expect(try DomainLists(named).freeMail.count == 0)
  }

  @Test("Each is read; what is sensitive only the user knows")
  func areRead() {
    #expect(lists.sensitive.count == 0)
    #expect(lists.freeMail.count >= 60)
    #expect(lists.sharedHosts.count >= 30)
    #expect(lists.government.count >= 30)
  }

  @Test("Free mail", arguments: ["gmail.com", "outlook.com", "qq.com"])
  func freeMail(name: String) throws {
    #expect(lists.freeMail.match(try DomainName(name)) != nil)
  }

  @Test(
    "Shared hosts", arguments: ["acme.onmicrosoft.com", "acme.myshopify.com", "acme.wixsite.com"])
  func sharedHosts(name: String) throws {
    #expect(lists.sharedHosts.match(try DomainName(name)) != nil)
  }

  @Test(
    "Governments", arguments: ["x.gov.uk", "met.police.uk", "x.mil", "school.k12.ca.us", "x.gc.ca"])
  func governments(name: String) throws {
    #expect(lists.government.match(try DomainName(name)) != nil)
  }

  @Test(
    "What only looks like a government's is a client's",
    arguments: ["go.it", "gov.com", "mil.com", "mygov.uk", "police.co.uk", "acme.us", "go.com"])
  func othersAreFree(name: String) throws {
    let rules = DomainRules(lists: lists, gov: .block, otherGovernment: .block)
    #expect(rules.verdict(on: name).findings.isEmpty)
  }
}
