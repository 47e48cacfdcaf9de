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
    try folder.write(Self.page([1, 2], of: 3), to: "pages/organizations/0001.json")
    try folder.write(Self.page([3], of: 3), to: "pages/organizations/0002.json")
    try folder.write("notes", to: "pages/organizations/README.txt")
    try folder.write("{", to: "pages/organizations/.hidden.json")
    try folder.write(Self.page([], of: 0), to: "pages/domains/0001.json")
  }

  private static func page(_ ids: [Int], of total: Int) -> String {
    let rows = ids.map { #"{"id":"\#($0)"}"# }.joined(separator: ",")
    return #"{"data":[\#(rows)],"meta":{"next-page":9,"total-count":\#(total)}}"#
  }

  private func source() throws -> SavedPages {
    try SavedPages(folder: folder.url.appending(path: "pages"))
  }

  @Test("They are read in the order of their names, and nothing else in the folder is")
  func order() async throws {
    let fixture = try ExtractFixture()
    let checkpoint = try await fixture.extract(try source())
    #expect(try fixture.ids() == [1, 2, 3])
    #expect(checkpoint.counts["domains"] == 0)
  }

  @Test("A page that is missing is told by the total of the others")
  func missing() async throws {
    try folder.write(Self.page([3], of: 4), to: "pages/organizations/0002.json")
    try folder.write(Self.page([1, 2], of: 4), to: "pages/organizations/0001.json")
    let error = await #expect(throws: WalkError.self) {
      try await ExtractFixture().extract(try source())
    }
    #expect(error == .pagesMissing(.organizations, rows: 3, total: 4))
    #expect(error?.kind == .badInput)
  }

  @Test("A finished extract is made again when a page has changed")
  func stale() async throws {
    let before = try source().inputs()
    #expect(try source().inputs() == before)
    try folder.write(Self.page([4], of: 3), to: "pages/organizations/0002.json")
    #expect(try source().inputs() != before)
  }

  @Test("A file that is no page is named with what is wrong")
  func notAPage() async throws {
    let file = try folder.write("<html>", to: "pages/domains/0001.json")
    let error = await #expect(throws: SavedPagesError.self) {
      try await ExtractFixture().extract(try source())
    }
    #expect(error?.message.hasPrefix("\(file.path): it is not a JSON object") == true)
    #expect(error?.kind == .badInput)
  }

  @Test("A folder that is missing or empty is named")
  func noFolder() throws {
    let empty = try TemporaryFolder()
    #expect(
      throws: SavedPagesError.noFolder(empty.url.appending(path: "organizations").path)
    ) { try SavedPages(folder: empty.url) }
    try empty.write("", to: "organizations/a.txt")
    #expect(throws: SavedPagesError.noPages(empty.url.appending(path: "organizations").path)) {
      try SavedPages(folder: empty.url)
    }
  }
}
