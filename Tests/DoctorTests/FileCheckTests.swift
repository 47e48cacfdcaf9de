import Foundation
import Ledger
import Pipeline
import TestSupport
import Testing

@testable import Doctor

@Suite("Doctor: lists, spreadsheet, folders, ledger")
struct FileCheckTests {
  private let folder: TemporaryFolder
  /// 2026-11-23.
  private let now = ManualTime().now()

  init() throws {
    folder = try TemporaryFolder()
  }

  /// What is found of a list of free mail providers.
  private func check(list text: String) throws -> CheckResult {
    var validation = PipelineFile.Validation()
    validation.lists[.freeMail] = [.file(try folder.write(text, to: "mail.txt"))]
    let results = try DomainListCheck(validation: validation, now: now).results()
    return try #require(results.first { $0.name == "free_mail" })
  }

  @Test("A list tells its file, its date and its entries")
  func list() throws {
    let check = try check(
      list: "# Mail.\n#\n# Reviewed. Date: 2025-11-24.\n\nmail.example\n.a.bc\n")
    #expect(check.verdict == .pass)
    #expect(check.text == "\(folder.url.path)/mail.txt, of 2025-11-24, 2 entries")
  }

  @Test("A list of more than 365 days, and one without a date in its first lines, are warned of")
  func oldLists() throws {
    let old = try check(list: "# Date: 2025-11-22\nmail.example\n")
    #expect(old.verdict == .warn)
    #expect(old.text.hasSuffix("1 entry: 366 days old"))
    for text in ["mail.example\n", "mail.example\n# Date: 2026-11-22\n", "# Date: 2026-13-01\n"] {
      let undated = try check(list: text)
      #expect(undated.verdict == .warn)
      #expect(undated.remedy?.contains("# Date: 2026-11-23") == true)
    }
  }

  @Test("A list that cannot be read fails as a run would, and the others are still told")
  func brokenLists() throws {
    let broken = try check(list: "# Date: 2026-11-22\nmail.example\nno domain\n")
    #expect(broken.failure == .badInput)
    #expect(broken.text.contains("mail.txt:3"))
    var validation = PipelineFile.Validation()
    validation.lists[.sensitive] = [.file(folder.url.appending(path: "none.txt"))]
    validation.lists[.government] = []
    let results = try DomainListCheck(validation: validation, now: now).results()
    let verdicts = Dictionary(uniqueKeysWithValues: results.map { ($0.name ?? "", $0) })
    #expect(verdicts["sensitive"]?.verdict == .fail)
    #expect(verdicts["government"]?.text == "none is used")
    #expect(verdicts["free_mail"]?.text.hasPrefix("shipped, of 20") == true)
    #expect(verdicts["public suffixes"]?.verdict == .pass)
    #expect(results.count == 9)
  }

  @Test("Spreadsheet and picklists are read as a run reads them")
  func mapping() throws {
    let picklists = Repository.url.appending(path: "pipelines/picklists.yaml")
    let sheet = try folder.write(
      "IT Glue ID,Employee Count,Industry\n7,12,Legal\n", to: "clients.csv")
    func check(
      _ sheet: URL, _ picklists: URL, industry: String? = nil
    ) -> MappingCheck {
      MappingCheck(
        mapping: .init(
          spreadsheet: sheet, picklists: picklists,
          aliases: folder.url.appending(path: "aliases.yaml"),
          defaults: [.init(industry: industry)]))
    }
    let good = try check(sheet, picklists).results()
    #expect(good.map(\.verdict) == [.pass, .pass])
    #expect(good[0].text.hasSuffix("rows: 1"))

    let phones = try folder.write("Company,Telephone\n", to: "phones.csv")
    let none = folder.url.appending(path: "none.yaml")
    let bad = try check(phones, none).results()
    #expect(bad.map(\.failure) == [.badInput, .badInput])
    #expect(bad[0].text.contains("Employee Count"))
    let empty = try folder.write("IT Glue ID,Employee Count,Industry\n", to: "empty.csv")
    #expect(try check(empty, picklists).results().map(\.verdict) == [.warn, .pass])
    let noValue = try check(sheet, picklists, industry: "Alchemy").results()
    #expect(noValue.map(\.verdict) == [.pass, .fail])
    #expect(noValue[1].text.contains("“Alchemy”"))
    _ = try folder.write("aliases: { name: Acme, id: 7 }\n", to: "aliases.yaml")
    #expect(try check(sheet, picklists).results().map(\.verdict) == [.pass, .pass, .pass])
    _ = try folder.write("aliases: [ { name: Acme } ]\n", to: "aliases.yaml")
    #expect(try check(sheet, picklists).results().map(\.verdict) == [.pass, .pass, .fail])
    #expect(try MappingCheck(mapping: nil).results().map(\.verdict) == [.warn])
  }

  @Test("A folder that is not there is judged by the nearest one that is, and not made")
  func absentFolder() throws {
    let wanted = folder.url.appending(path: "a/b/runs")
    let check = FolderCheck(name: "runs", folder: wanted).result
    #expect(check.verdict == .pass)
    #expect(check.text == "\(wanted.path) will be made in \(folder.url.path)")
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "a").path))
    #expect(FolderCheck(name: "runs", folder: folder.url).result.verdict == .pass)
  }

  @Test("A file in the folder's place, or on the way to it, is a fail")
  func fileInTheWay() throws {
    let file = try folder.write("", to: "runs")
    for place in [file, file.appending(path: "below/it")] {
      let check = FolderCheck(name: "runs", folder: place).result
      #expect(check.failure == .storage)
      #expect(check.remedy?.isEmpty == false)
    }
  }

  @Test("A folder that may not be written into is a fail", .enabled(if: getuid() != 0))
  func readOnlyFolder() throws {
    let place = folder.url.appending(path: "closed")
    try FileManager.default.createDirectory(
      at: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o500])
    for wanted in [place, place.appending(path: "runs")] {
      #expect(FolderCheck(name: "runs", folder: wanted).result.failure == .storage)
    }
  }

  @Test("A ledger that is there is opened; one that is not there is not made; no ledger is a fail")
  func ledger() throws {
    let file = folder.url.appending(path: "ledger.sqlite")
    #expect(try LedgerCheck(file: file).result().verdict == .pass)
    #expect(!FileManager.default.fileExists(atPath: file.path))
    _ = try Ledger(at: file)
    #expect(try LedgerCheck(file: file).result().text.hasSuffix("opens, and is whole"))
    let text = try folder.write(String(repeating: "no database ", count: 100), to: "notes.txt")
    #expect(try LedgerCheck(file: text).result().failure == .storage)
  }
}
