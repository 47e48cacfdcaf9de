internal import ArgumentParser
internal import Foundation
internal import Ledger
internal import Pipeline
internal import Report
internal import Spreadsheets

/// `glueport links list`.
struct LinksListCommand: ParsableCommand, ExitingCommand, ConsoleCommand {
  /// The forms of the list.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, csv, json
  }

  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the links that the ledger holds.")

  @OptionGroup var links: LinksOptions
  @OptionGroup var which: LedgerAccountOption

  @Option(help: "The form: \(Format.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format: Format = .table

  @OptionGroup var console: ConsoleOptions

  private struct Links: Encodable {
    var links: [LedgerLink]
  }

  func perform() throws -> Exit {
    let session = Session(console: console)
    let file = try links.file(session)
    let ledger = FileBytes.size(of: file.state) == nil ? nil : try Ledger(of: file)
    let account = try ledger.flatMap { try which.account(of: file, in: $0) }
    let rows = try account.flatMap { try ledger?.linkRows($0) } ?? []
    switch console.json ? .json : format {
    case .json: try Console.output(json: Links(links: rows))
    case .csv:
      Console.output(document: String(decoding: SheetWriter.csv(Self.table(rows)), as: UTF8.self))
    case .table:
      if rows.isEmpty { Console.error("there are no links in \(file.state.path)") }
      for row in rows {
        Console.output(TextStyle.clean("\(row.id)  \(row.uuid)  \(row.title)") + "\n")
      }
    }
    return .done
  }

  private static func table(_ rows: [LedgerLink]) -> SheetTable {
    SheetTable(
      name: "Links",
      columns: ["IT Glue ID", "Dark Web ID", "Title", "Run", "Linked at"].map {
        SheetTable.Column($0)
      },
      rows: rows.map { SheetTable.Row([$0.id, $0.uuid, $0.title, $0.run, $0.linkedAt]) })
  }
}
