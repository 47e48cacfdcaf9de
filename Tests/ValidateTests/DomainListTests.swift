import FoundationEssentials
import Pipeline
import Testing

@testable import Validate

@Suite("Domain lists")
struct DomainListTests {
  private let run: TestRun

  init() throws { run = try TestRun([]) }

  private func list(_ content: String) throws -> DomainList {
    try DomainList([source(run.add("list.txt", content))])
  }

  private func source(_ file: URL) -> DomainListSource {
    DomainListSource(.file(file), of: .freeMail)
  }

  private func entry(_ list: DomainList, _ name: String) throws -> String? {
    try list.match(DomainName(name))?.text
  }

  @Test("An entry is that name alone, with a dot before it also everything below")
  func entries() throws {
    let list = try list("gmail.com\n.onmicrosoft.com\n.mil\n")
    #expect(try entry(list, "gmail.com") == "gmail.com")
    #expect(try entry(list, "mail.gmail.com") == nil)
    #expect(try entry(list, "onmicrosoft.com") == ".onmicrosoft.com")
    #expect(try entry(list, "a.b.onmicrosoft.com") == ".onmicrosoft.com")
    #expect(try entry(list, "notonmicrosoft.com") == nil)
    #expect(try entry(list, "navy.mil") == ".mil")
    #expect(try entry(list, "mil.com") == nil)
  }

  @Test("The nearest suffix is named, and the file that it stands in")
  func nearest() throws {
    let list = try DomainList([
      source(run.add("a.txt", ".uk\n")), source(run.add("b.txt", ".gov.uk\n.uk\n")),
    ])
    #expect(
      list.match(try DomainName("x.gov.uk")) == DomainList.Entry(text: ".gov.uk", file: "b.txt"))
    #expect(list.match(try DomainName("x.co.uk"))?.file == "a.txt")
    #expect(list.count == 2)
  }

  @Test("Comments, empty lines, white space, CR LF, capitals and a byte order mark are borne")
  func lenience() throws {
    let list = try list("\u{FEFF}Gmail.com\r\n\r\n# café\r\n\t.Mil # all of it\r\nqq.com")
    #expect(list.count == 3)
    #expect(try entry(list, "gmail.com") == "gmail.com")
    #expect(try entry(list, "qq.com") == "qq.com")
  }

  @Test(
    "An entry that is no name is an error that names file and line",
    arguments: [
      "com", ".", "..com", "https://gmail.com", "user@gmail.com", "gm*il.com", "gmail.com.",
      "gmail.com outlook.com", "!", "*.", "!!a.com", "*", "1.2.3.4",
    ])
  func errors(entry: String) throws {
    let error = try #require(throws: DomainListError.self) {
      try list("gmail.com\n\n\(entry) # comment\n")
    }
    #expect(error.line == 3)
    #expect(error.entry == entry)
    #expect(error.message.contains("list.txt:3: “\(entry)”"))
    #expect(error.kind == .badInput)
  }

  @Test("A list that is missing is bad input")
  func missing() throws {
    let file = try run.add("list.txt", "").deletingLastPathComponent().appending(path: "no.txt")
    let error = try #require(throws: FileError.self) { try DomainList([source(file)]) }
    #expect(error.kind == .badInput)
  }

  @Test("A star before a dot is everything below, elsewhere any one label")
  func wildcards() throws {
    let list = try list("*.acme.com\n.k12.*.us\nmail.*.net\n*.a.*.org\n")
    #expect(try entry(list, "x.y.acme.com") == "*.acme.com")
    #expect(try entry(list, "acme.com") == nil)
    #expect(try entry(list, "school.k12.ca.us") == ".k12.*.us")
    #expect(try entry(list, "k12.ca.us") == ".k12.*.us")
    #expect(try entry(list, "k12.a.ca.us") == nil)
    #expect(try entry(list, "mail.acme.net") == "mail.*.net")
    #expect(try entry(list, "x.mail.acme.net") == nil)
    #expect(try entry(list, "x.a.b.org") == "*.a.*.org")
    #expect(try entry(list, "a.b.org") == nil)
  }

  @Test("An entry with ! takes out, whichever file it stands in")
  func takesOut() throws {
    let list = try DomainList([
      source(run.add("mine.txt", "!client.wordpress.com\n!*.dell.com\n!.x.k12.*.us\n")),
      source(run.add("theirs.txt", ".wordpress.com\n.dell.com\n.k12.*.us\n")),
    ])
    #expect(try entry(list, "client.wordpress.com") == nil)
    #expect(try entry(list, "www.client.wordpress.com") == ".wordpress.com")
    #expect(try entry(list, "www.dell.com") == nil)
    #expect(try entry(list, "dell.com") == ".dell.com")
    #expect(try entry(list, "x.k12.ca.us") == nil)
    #expect(try entry(list, "y.k12.ca.us") == ".k12.*.us")
  }

  @Test("Names in other scripts match in either form")
  func international() throws {
    let list = try list("müller.de\n.xn--fa-hia.de\n")
    #expect(try entry(list, "xn--mller-kva.de") == "xn--mller-kva.de")
    #expect(try entry(list, "www.faß.de") == ".xn--fa-hia.de")
  }

  @Test("A user's own list adds to the shipped one and takes from it")
  func ownAndShipped() throws {
    var validation = PipelineFile.Validation()
    validation.lists[.freeMail] = [
      .shipped, .file(try run.add("mine.txt", "mail.acme-isp.net\n!fastmail.com\n")),
    ]
    let list = try DomainLists(validation)[.freeMail]
    #expect(try entry(list, "gmail.com") == "gmail.com")
    #expect(try entry(list, "mail.acme-isp.net") == "mail.acme-isp.net")
    #expect(try entry(list, "fastmail.com") == nil)
  }
}
