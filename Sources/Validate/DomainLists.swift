package import Pipeline

/// The lists that the domain rules look into.
package struct DomainLists: Sendable, Equatable {
  /// Domains that are never imported.
  package var sensitive = DomainList()
  /// Free mail providers.
  package var freeMail = DomainList()
  /// Hosts that many customers share.
  package var sharedHosts = DomainList()
  /// Domains of governments other than `.gov`.
  package var government = DomainList()

  /// Lists without entries.
  package init() {}

  /// The lists that a pipeline file names, and for those it leaves out the shipped ones.
  ///
  /// - Throws: ``FileError``; ``DomainListError`` with the file and the line.
  package init(_ validation: PipelineFile.Validation) throws {
    sensitive = try ListKind.sensitive.list(validation)
    freeMail = try ListKind.freeMail.list(validation)
    sharedHosts = try ListKind.sharedHosts.list(validation)
    government = try ListKind.government.list(validation)
  }
}
