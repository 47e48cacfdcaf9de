import FoundationEssentials
import Pipeline
import Testing

@testable import Validate

@Suite("Domain lists")
struct DomainListTests {
  private let run: TestRun

  init() throws { run = try TestRun([]) }

  private func list(_ content: String) throws -> DomainList {
    try DomainList(files: [run.add("list.txt", content)])
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
    let list = try DomainList(files: [
      run.add("a.txt", ".uk\n"), run.add("b.txt", ".gov.uk\n.uk\n"),
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
      "com", ".", "..com", "https://gmail.com", "user@gmail.com", "*.gmail.com", "gmail.com.",
      "gmail.com outlook.com", "müller.de", "1.2.3.4",
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
    let error = try #require(throws: FileError.self) { try DomainList(files: [file]) }
    #expect(error.kind == .badInput)
  }
}
