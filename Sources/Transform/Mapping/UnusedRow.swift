package import Pipeline

/// A row of the spreadsheet that was applied to no organization.
package struct UnusedRow: Sendable, Equatable {
  /// Why it was not.
  package enum Cause: Sendable, Equatable {
    /// It has neither an id nor a name.
    case namesNobody
    /// No organization has its id.
    case unknownID(RecordID)
    /// It has no id, and no organization has its name.
    case unknownName(String)
    /// It has no id, and the organization of its name has a row with its id.
    case overruled(String)
  }

  /// The row's number, counted from 1 as Excel shows it.
  package let number: Int
  /// Why it was not applied.
  package let cause: Cause

  package init(number: Int, cause: Cause) {
    self.number = number
    self.cause = cause
  }

  /// The row in words, for a sheet of this name.
  ///
  /// - Parameter isFiltered: Whether those that the selection leaves out may not have been read.
  package func text(sheet: String, isFiltered: Bool = false) -> String {
    let nobody = isFiltered ? "no selected organization" : "no organization"
    let why =
      switch cause {
      case .namesNobody:
        "neither an IT Glue id nor a name"
      case .unknownID(.number(let id)):
        "\(nobody) has the id \(id)"
      case .unknownID(.text(let text)):
        "“\(text)” is no IT Glue id (format the column as text: as numbers, long ids are rounded)"
      case .unknownName(let name):
        "\(nobody) has the name “\(name)”"
      case .overruled(let name):
        "not applied, because “\(name)” has a row with its id"
      }
    return "\(sheet) row \(number): \(why)"
  }
}
