package import Pipeline

/// The lists that the domain rules look into.
package struct DomainLists: Sendable, Equatable {
  private var lists: [PipelineFile.Validation.ListKind: DomainList] = [:]

  /// Lists without entries.
  package init() {}

  /// The lists that a pipeline file names, and for those it leaves out the shipped ones.
  ///
  /// - Throws: ``FileError``; ``DomainListError`` with the file and the line.
  package init(_ validation: PipelineFile.Validation) throws {
    for kind in PipelineFile.Validation.ListKind.allCases {
      lists[kind] = try DomainList(validation.sources(of: kind))
    }
  }

  /// The list of a kind.
  package subscript(kind: PipelineFile.Validation.ListKind) -> DomainList {
    lists[kind] ?? DomainList()
  }
}
