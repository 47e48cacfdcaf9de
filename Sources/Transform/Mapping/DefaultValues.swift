package import Pipeline

/// The values that the pipeline file has for cells that are empty.
package struct DefaultValues: Sendable, Equatable {
  private struct Rule: Equatable {
    var types: Set<FoldedText>?
    var names: [NamePattern]?
    var values: [Column: String]

    func fits(_ organization: OrganizationResource) -> Bool {
      if let types, !types.contains(FoldedText(organization.type ?? "")) { return false }
      guard let names else { return true }
      let name = FoldedText(organization.name)
      return names.contains { $0.matches(name) }
    }
  }

  private var rules: [Rule] = []

  /// No defaults.
  package init() {}

  /// The defaults of a pipeline file.
  ///
  /// - Throws: ``DefaultValueError`` where a value is not in its picklist.
  package init(_ defaults: [PipelineFile.Mapping.Default], picklists: Picklists) throws {
    rules = try defaults.map { given in
      var values: [Column: String] = [:]
      for (column, text) in [
        (Column.employeeCount, given.employeeCount), (.industry, given.industry),
      ] {
        guard let text else { continue }
        guard case .value(let value) = picklists.resolve(text, in: column) else {
          throw DefaultValueError(column: column, value: text)
        }
        values[column] = value
      }
      return Rule(
        types: given.types.map { Set($0.map { FoldedText($0) }) },
        names: given.names?.map(NamePattern.init), values: values)
    }
  }

  /// The value of a column for an organization: that of the first rule that fits and has one.
  func value(of column: Column, for organization: OrganizationResource) -> String? {
    for rule in rules {
      if let value = rule.values[column], rule.fits(organization) { return value }
    }
    return nil
  }
}

/// A default that is not in its picklist.
package struct DefaultValueError: Failure, Equatable {
  /// The column that it is for.
  package let column: Column
  /// What the pipeline file gives.
  package let value: String

  package var kind: FailureKind { .badInput }
  package var message: String {
    "mapping.defaults gives “\(value)” for \(column.title), which is not in the picklist"
  }
  package var remedy: String? { "use a value of the picklist, or add it there" }
}
