package import Pipeline

/// A row of the spreadsheet that was applied to no organization.
package struct UnusedRow: Sendable, Equatable {
  /// Why it was not.
  package enum Cause: Sendable, Equatable {
    /// It has neither an id nor a name nor a domain.
    case namesNobody
    /// No organization has its id.
    case unknownID(RecordID)
    /// It has no id, a person said whom its name means, and no organization has that id.
    case unknownAlias(String, RecordID)
    /// It has no id, and no organization has its name.
    case unknownName(String)
    /// It has neither id nor name, and no organization has its domains.
    case unknownDomains(String)
    /// It has no id, and the organization that it means has a row with its id or its name.
    case overruled(String)
    /// A person said that it means nobody.
    case dismissed(String)
  }

  /// The row's number, counted from 1 as Excel shows it.
  package let number: Int
  /// Why it was not applied.
  package let cause: Cause

  package init(number: Int, cause: Cause) {
    self.number = number
    self.cause = cause
  }

  /// Why, in words.
  ///
  /// - Parameter isFiltered: Whether those that the selection leaves out may not have been read.
  package func text(isFiltered: Bool = false) -> String {
    let nobody = isFiltered ? "no selected organization" : "no organization"
    return switch cause {
    case .namesNobody:
      "neither an IT Glue id nor a name"
    case .unknownID(.number(let id)):
      "\(nobody) has the id \(id)"
    case .unknownID(.text(let text)):
      "“\(text)” is no IT Glue id (format the column as text: as numbers, long ids are rounded)"
    case .unknownAlias(let name, let id):
      "“\(name)” was said to mean \(id), and \(nobody) has this id"
    case .unknownName(let name):
      "\(nobody) has the name “\(name)”"
    case .unknownDomains(let domains):
      "\(nobody) has a domain of “\(domains)”"
    case .overruled(let name):
      "not applied, because “\(name)” has a row with its id"
    case .dismissed(let name):
      "“\(name)” was said to mean nobody"
    }
  }
}

extension UnusedRow.Cause {
  /// The column of what was looked for.
  var column: Column? {
    switch self {
    case .unknownID: .id
    case .unknownName, .unknownAlias, .overruled, .dismissed: .name
    case .unknownDomains: .domains
    case .namesNobody: nil
    }
  }
}
