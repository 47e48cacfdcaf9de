package import Pipeline
package import Spreadsheets

internal import struct FoundationEssentials.URL

/// A worksheet that cannot be taken back. Nothing of it is.
package struct DoneSheetError: Failure, Equatable {
  /// What can be wrong with a worksheet.
  package enum Problem: Sendable, Equatable {
    /// Columns that must be there are not.
    case noColumns([String])
    /// A column stands there twice.
    case columnTwice(String)
    /// A row of CSV has more cells than the header.
    case surplus
    /// A row is marked and says nothing of whom it means.
    case noID
    /// An id that is not in the run's plan.
    case unknownID(String, run: String)
    /// An id that stood in a row before.
    case idTwice(String, row: Int)
    /// A text in Done that is neither a mark nor a reason.
    case unknownDone(String)
    /// A text that is no reason, behind a domain in Not imported.
    case unknownReason(String)
    /// A domain that the worksheet does not ask for.
    case notPlanned(String)
    /// An organization that was taken back of another run's worksheet since.
    case linkedSince(String)
  }

  /// A problem and where it stands; nil where it is the whole file's.
  package struct Finding: Sendable, Equatable {
    package let problem: Problem
    package let cell: CellReference?
  }

  /// The file.
  package let file: String
  /// All that is wrong with it.
  package let findings: [Finding]

  /// So many are told.
  private static let mostTold = 10

  init(file: URL, _ findings: [Finding]) {
    self.file = file.path
    self.findings = findings
  }

  init(file: URL, _ problem: Problem, at cell: CellReference?) {
    self.init(file: file, [Finding(problem: problem, cell: cell)])
  }

  package var kind: FailureKind { .badInput }

  package var message: String {
    let told = findings.prefix(Self.mostTold).map { finding in
      (finding.cell.map { "\($0.inWords): " } ?? "") + finding.problem.text
    }
    let more = findings.count - told.count
    return "\(file) " + told.joined(separator: "; ") + (more > 0 ? "; and \(more) more" : "")
  }

  package var remedy: String? {
    var seen: Set<String> = []
    let remedies = findings.map(\.problem.remedy).filter { seen.insert($0).inserted }
    return "nothing was taken back: " + remedies.joined(separator: "; ")
  }
}

extension DoneSheetError.Problem {
  /// The problem in words.
  fileprivate var text: String {
    switch self {
    case .noColumns(let titles):
      "has no column \(titles.map { "“\($0)”" }.joined(separator: " and no column "))"
    case .columnTwice(let title): "the column “\(title)” is there already"
    case .surplus: "this row has more cells than the header"
    case .noID: "the row is marked and has no IT Glue ID"
    case .unknownID(let id, let run): "“\(id)” is not on the worksheet of \(run)"
    case .idTwice(let id, let row): "“\(id)” stands in row \(row) already"
    case .unknownDone(let text): "“\(text)” is neither a mark nor a reason"
    case .unknownReason(let text): "“\(text)” is no reason"
    case .notPlanned(let domain): "“\(domain)” is not among the domains of this row"
    case .linkedSince(let title): "“\(title)” was imported by another run's worksheet since"
    }
  }

  /// What to do about it.
  fileprivate var remedy: String {
    switch self {
    case .noColumns, .columnTwice: "keep the headers of the worksheet, each once"
    case .surplus: "put a cell that holds the separator in quotes"
    case .noID, .unknownID, .idTwice, .notPlanned:
      "the worksheet in the run's directory has the rows as they were"
    case .unknownDone, .unknownReason:
      "write x where it is imported; "
        + Reason.allCases.filter(\.isVendors).map(\.rawValue).joined(separator: ", ")
        + " or the wizard's words where it is not; nothing where it is still to be done"
    case .linkedSince: "empty the row's cells Done and Not imported"
    }
  }
}
