package import Pipeline

/// A spreadsheet without the columns that are needed, or with more than one for the same.
package struct HeaderError: Failure, Equatable {
  /// What can be wrong with the headers.
  package enum Problem: Error, Sendable, Equatable {
    /// There is nothing in the file.
    case noHeader
    /// Columns that are needed and the headers that were found instead.
    case missingColumns([String], found: [String])
    /// A header that the pipeline file names and the spreadsheet lacks.
    case namedColumnMissing(Column, String, found: [String])
    /// Several headers, with their columns, that mean the same.
    case columnTwice(Column, [String])
  }

  /// The file.
  package let file: String
  /// What is wrong with its headers.
  package let problem: Problem

  package init(file: String, problem: Problem) {
    self.file = file
    self.problem = problem
  }

  package var kind: FailureKind { .badInput }

  package var message: String {
    switch problem {
    case .noHeader:
      "\(file) is empty: it has no header"
    case .missingColumns(let wanted, let found):
      "\(file) has no column \(wanted.listed); its headers are: \(quoted(found))"
    case .namedColumnMissing(let column, let name, let found):
      "\(file) has no header “\(name)”, which mapping.columns.\(column.key) names; its headers are: "
        + quoted(found)
    case .columnTwice(let column, let headers):
      "\(file): the column \(column.title) is there more than once: \(headers.listed)"
    }
  }

  package var remedy: String? {
    switch problem {
    case .noHeader:
      "the first row must name the columns: "
        + Column.allCases.map(\.title).joined(separator: ", ")
    case .missingColumns:
      "needed are Employee Count, Industry, and IT Glue ID or Name; other headers can be named under"
        + " mapping.columns in the pipeline file"
    case .namedColumnMissing:
      "name one of these, or take the key out"
    case .columnTwice(let column, _):
      "rename the headers that mean something else, or name the right one under"
        + " mapping.columns.\(column.key) in the pipeline file"
    }
  }

  private func quoted(_ headers: [String]) -> String {
    headers.map { "“\($0)”" }.joined(separator: ", ")
  }
}
