import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@testable import Extract

@Suite("Pages that were saved earlier")
struct SavedPagesTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Self.page(ids: [9]), to: "domains/1.json")
  }

  private static func page(ids: [Int], meta: String = "{}") -> String {
    let rows = ids.map { #"{"id":"\#($0)","attributes":{}}"# }.joined(separator: ",")
    return #"{"data":[\#(rows)],"meta":\#(meta)}"#
  }

  @Test("They come in the order of their names, whatever they say of a next page")
  func order() async throws {
    try folder.write(
      Self.page(ids: [3], meta: #"{"next-page":9}"#), to: "organizations/page-03.json")
    try folder.write(
      Self.page(ids: [1], meta: #"{"next-page":null,"total-count":3}"#),
      to: "organizations/page-01.json")
    try folder.write(Self.page(ids: [2]), to: "organizations/page-02.json")
    let pages = try SavedPages(folder: folder.url)
    var ids: [String] = []
    var next: Int? = 1
    while let number = next {
      let page = try await pages.page(number, size: 1, of: IndexQuery(.organizations))
      ids += page.ids
      next = page.nextPage
    }
    #expect(ids == ["1", "2", "3"])
    #expect(try await pages.page(1, size: 1, of: IndexQuery(.organizations)).totalCount == 3)
    #expect(try await pages.page(1, size: 1, of: IndexQuery(.domains)).ids == ["9"])
  }

  @Test("What is no *.json, and what is hidden, is none of the pages")
  func foreign() async throws {
    for name in ["README.md", ".hidden.json", "1.json.bak", "~1.txt"] {
      try folder.write("no page", to: "organizations/\(name)")
    }
    try folder.write(Self.page(ids: [1]), to: "organizations/1.json")
    let page = try await SavedPages(folder: folder.url).page(
      1, size: 1, of: IndexQuery(.organizations))
    #expect(page.ids == ["1"])
    #expect(page.nextPage == nil)
  }

  @Test("Behind the last page there is an empty one")
  func behind() async throws {
    try folder.write(Self.page(ids: [1]), to: "organizations/1.json")
    let pages = try SavedPages(folder: folder.url)
    for number in [0, 2, 100] {
      let page = try await pages.page(number, size: 1, of: IndexQuery(.organizations))
      #expect(page == Page())
    }
  }

  @Test("Without the folder, or without pages in it, there is nothing to extract: bad input")
  func missing() throws {
    let place = folder.url.appending(path: "organizations").path
    #expect(throws: SavedPagesError.noFolder(place)) { try SavedPages(folder: folder.url) }
    try folder.write("", to: "organizations/README.md")
    let error = #expect(throws: SavedPagesError.self) { try SavedPages(folder: folder.url) }
    #expect(error == .noPages(place))
    #expect(error?.kind.exit.rawValue == 65)
    #expect(error?.remedy?.contains("organizations/*.json and domains/*.json") == true)
  }

  @Test("A file that is no page is named")
  func notAPage() async throws {
    let file = try folder.write("<html>", to: "organizations/1.json")
    let pages = try SavedPages(folder: folder.url)
    let error = await #expect(throws: PageError.self) {
      try await pages.page(1, size: 1, of: IndexQuery(.organizations))
    }
    #expect(error?.message == "page 1 of organizations: it is not JSON (\(file.path))")
    #expect(error?.kind == .badInput)
  }

  @Test("A page that changed, came or went is another input; a note beside them is not")
  func inputs() async throws {
    try folder.write(Self.page(ids: [1]), to: "organizations/1.json")
    func inputs() async throws -> [String: String] {
      try await SavedPages(folder: folder.url).inputs()
    }
    let first = try await inputs()
    #expect(first.keys.sorted() == ["source.pages/domains", "source.pages/organizations"])
    try folder.write("a note", to: "organizations/NOTE")
    #expect(try await inputs() == first)
    try folder.write(Self.page(ids: [2]), to: "organizations/1.json")
    let second = try await inputs()
    #expect(second["source.pages/organizations"] != first["source.pages/organizations"])
    #expect(second["source.pages/domains"] == first["source.pages/domains"])
    try folder.write(Self.page(ids: [3]), to: "domains/2.json")
    #expect(try await inputs()["source.pages/domains"] != first["source.pages/domains"])
  }
}
