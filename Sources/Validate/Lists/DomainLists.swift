package import Pipeline

/// The lists that the domain rules look into.
package struct DomainLists: Sendable, Equatable {
  private var lists: [PipelineFile.Validation.ListKind: DomainList] = [:]
  private var filter = NameFilter()

  /// Lists without entries.
  package init() {}

  /// The lists that a pipeline file names, and for those it leaves out the shipped ones.
  ///
  /// - Throws: ``FileError``; ``DomainListError`` with the file and the line.
  package init(_ validation: PipelineFile.Validation) throws {
    for kind in PipelineFile.Validation.ListKind.allCases {
      let list = try DomainList(validation.sources(of: kind))
      list.note(in: &filter)
      lists[kind] = list
    }
  }

  /// The list of a kind.
  package subscript(kind: PipelineFile.Validation.ListKind) -> DomainList {
    lists[kind] ?? DomainList()
  }

  /// False where no list has an entry that matches the name of these hashes; nil is a name that has none.
  func mayMatch(_ hashes: NameHashes?) -> Bool { filter.mayMatch(hashes) }
}
