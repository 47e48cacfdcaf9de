import DarkWebID
import Foundation
import Pipeline
import TestSupport
import Testing
import Transform
import Validate

@testable import Starter

@Suite("The folder to start from")
struct StarterFolderTests {
  private let folder: TemporaryFolder
  private let starter: StarterFolder

  init() throws {
    folder = try TemporaryFolder()
    starter = StarterFolder(folder.url.appending(path: "on boarding"))
  }

  private func pipeline(_ environment: [String: String] = [:]) throws -> PipelineFile {
    try PipelineFile(
      file: starter.url.appending(path: StarterFile.pipeline), environment: environment)
  }

  /// All paths of files below the temporary folder.
  private var files: Set<String> {
    let all = FileManager.default.enumerator(atPath: folder.url.path)?.compactMap { $0 as? String }
    return Set((all ?? []).filter { !FileManager.default.isFolder(folder.url.appending(path: $0)) })
  }

  @Test("It holds the files that a user edits, and nothing else")
  func contents() throws {
    try starter.write()
    let expected = [
      "onboard.yaml", "picklists.yaml", "darkwebid.yaml", "lists/own.txt", "lists/sensitive.txt",
      "lists/vendors.txt", ".gitignore",
    ]
    #expect(files == Set(expected.map { "on boarding/\($0)" }))
    #expect(StarterFile.all.map(\.path) == expected)
  }

  @Test("Its pipeline file is the one that is shipped, but for paths and the lists")
  func pipelineFile() throws {
    try starter.write()
    let written = try pipeline()
    let shipped = try PipelineFile(
      file: Repository.url.appending(path: "pipelines/onboard.yaml"), environment: [:])
    #expect(written.name == shipped.name)
    #expect(written.source == shipped.source)
    #expect(written.mapping?.unlisted == shipped.mapping?.unlisted)
    #expect(written.darkWebID?.baseURL == shipped.darkWebID?.baseURL)
    #expect(written.darkWebID?.user == shipped.darkWebID?.user)
    #expect(written.darkWebID?.password == shipped.darkWebID?.password)
    var (one, other) = (written.validation, shipped.validation)
    one.lists = [:]
    other.lists = [:]
    #expect(one == other)
  }

  @Test("All that it names is in the folder, or will be made there")
  func paths() throws {
    try starter.write()
    let written = try pipeline()
    let named = [
      written.mapping?.picklists, written.darkWebID?.profile, written.mapping?.spreadsheet,
      written.state, written.runs,
    ].compactMap { $0?.path }
    #expect(named.count == 5)
    let relative = named.map { $0.replacing(starter.url.path + "/", with: "") }
    #expect(
      relative == [
        "picklists.yaml", "darkwebid.yaml", "clients.xlsx", "state/ledger.sqlite", "runs",
      ])
    let texts = StarterFile.all.map { String(decoding: $0.content, as: UTF8.self) }
    for text in texts {
      #expect(!text.contains("../") && !text.contains("pipelines/"))
      #expect(text.ranges(of: "docs/").count == text.ranges(of: "Glueport's docs/").count)
    }
  }

  @Test("Its files read as the stages read them; lists that nobody edits are the shipped ones")
  func isReadable() throws {
    try starter.write()
    let written = try pipeline()
    let mapping = try #require(written.mapping)
    let destination = try #require(written.darkWebID)
    #expect(throws: Never.self) { try Picklists(file: mapping.picklists) }
    #expect(try !Profile(file: destination.profile, environment: [:]).isVerified)
    for kind in PipelineFile.Validation.ListKind.allCases {
      let sources = written.validation.sources(of: kind)
      #expect(sources.count == 1)
      let file = sources.first?.file
      switch kind {
      case .own, .sensitive, .vendors:
        #expect(file?.deletingLastPathComponent().path == starter.url.path + "/lists")
      default: #expect(file == nil)
      }
      for source in sources { #expect(try source.version().date != nil) }
    }
  }

  @Test("A file that is there is not written over; all of them are named, and nothing is written")
  func inTheWay() throws {
    try folder.write("mine", to: "on boarding/picklists.yaml")
    try folder.write("mine", to: "on boarding/lists/own.txt")
    let link = starter.url.appending(path: "darkwebid.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: link.path, withDestinationPath: "nowhere.yaml")
    let before = files
    let error = #expect(throws: StarterError.self) { try starter.write() }
    #expect(
      error?.paths == [
        starter.url.path + "/picklists.yaml", link.path, starter.url.path + "/lists/own.txt",
      ])
    #expect(error?.kind == .badInput)
    #expect(files == before)
    #expect(try folder.text("on boarding/picklists.yaml") == "mine")
  }

  @Test("Other files in the folder are left alone, and a second time all is in the way")
  func twice() throws {
    try folder.write("mine", to: "on boarding/notes.txt")
    try starter.write()
    #expect(try folder.text("on boarding/notes.txt") == "mine")
    let before = try folder.text("on boarding/onboard.yaml")
    let error = #expect(throws: StarterError.self) { try starter.write() }
    #expect(error?.paths.count == StarterFile.all.count)
    #expect(try folder.text("on boarding/onboard.yaml") == before)
  }

  @Test("A file where a folder is to be is in the way", arguments: ["", "/lists"])
  func fileForFolder(path: String) throws {
    try folder.write("mine", to: "on boarding\(path)")
    let error = #expect(throws: StarterError.self) { try starter.write() }
    #expect(error?.paths.first == starter.url.path + path)
    #expect(files == ["on boarding\(path)"])
  }

  @Test("Where one file cannot be written none stays")
  func allOrNone() throws {
    // The name that a list is written under before it is whole.
    try folder.write("", to: "on boarding/lists/.vendors.txt.part/taken")
    #expect(throws: FileError.self) { try starter.write() }
    #expect(files == ["on boarding/lists/.vendors.txt.part/taken"])
  }
}

extension FileManager {
  fileprivate func isFolder(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return fileExists(atPath: url.path, isDirectory: &isFolder) && isFolder.boolValue
  }
}
