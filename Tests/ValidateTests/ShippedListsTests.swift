import FoundationEssentials
import Pipeline
import TestSupport
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
    let folder = Repository.url.appending(path: "pipelines/lists")
    var named = PipelineFile.Validation()
    for kind in PipelineFile.Validation.ListKind.allCases {
      let name = kind.rawValue.replacing("_", with: "-")
      named.lists[kind] = [.file(folder.appending(path: "\(name).txt"))]
    }
    let files = try DomainLists(named)
    for kind in PipelineFile.Validation.ListKind.allCases {
      #expect(lists[kind].count == files[kind].count, "\(kind)")
    }
    #expect(
      lists[.freeMail].match(try DomainName("gmail.com"))
        == .init(text: "gmail.com", file: "free_mail (shipped)"))

    named.lists[.freeMail] = []
    #expect(try DomainLists(named)[.freeMail].count == 0)
  }

  @Test(
    "Each tells its source, its licence and its date",
    arguments: PipelineFile.Validation.ListKind.allCases)
  func origin(kind: PipelineFile.Validation.ListKind) throws {
    let head = String(decoding: kind.shipped, as: UTF8.self).split(separator: "\n\n").first ?? ""
    for word in ["# Source: ", "Licence: ", "Date: "] {
      #expect(head.contains(word), "\(kind.rawValue): \(word)")
    }
    #expect(try DomainListSource(.shipped, of: kind).version().date != nil)
  }

  @Test("Each is read; what is sensitive only the user knows")
  func areRead() {
    #expect(lists[.sensitive].count == 0)
    #expect(lists[.own].count == 0)
    #expect(lists[.freeMail].count >= 300)
    #expect(lists[.disposable].count >= 5000)
    #expect(lists[.sharedHosts].count >= 150)
    #expect(lists[.government].count >= 200)
    #expect(lists[.reserved].count >= 15)
    #expect(lists[.vendors].count >= 100)
  }

  @Test("Free mail", arguments: ["gmail.com", "outlook.com", "qq.com"])
  func freeMail(name: String) throws {
    #expect(lists[.freeMail].match(try DomainName(name)) != nil)
  }

  @Test(
    "Shared hosts", arguments: ["acme.onmicrosoft.com", "acme.myshopify.com", "acme.wixsite.com"])
  func sharedHosts(name: String) throws {
    #expect(lists[.sharedHosts].match(try DomainName(name)) != nil)
  }

  @Test(
    "Governments", arguments: ["x.gov.uk", "met.police.uk", "x.mil", "school.k12.ca.us", "x.gc.ca"])
  func governments(name: String) throws {
    #expect(lists[.government].match(try DomainName(name)) != nil)
  }

  @Test(
    "What only looks like a government's is a client's",
    arguments: [
      "acme.go.it", "gov.com", "mil.com", "mygov.uk", "police.co.uk", "acme.us", "go.com",
    ])
  func othersAreFree(name: String) throws {
    var validation = PipelineFile.Validation()
    validation.government.other = .block
    let rules = DomainRules(validation, lists: lists, suffixes: .sample)
    #expect(rules.verdict(on: name, of: "1").findings.isEmpty)
  }
}
