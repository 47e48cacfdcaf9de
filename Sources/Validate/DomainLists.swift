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

  /// The lists that a pipeline file names.
  ///
  /// - Throws: ``FileError``; ``DomainListError`` with the file and the line.
  package init(_ validation: PipelineFile.Validation) throws {
    sensitive = try DomainList(files: validation.sensitive)
    freeMail = try DomainList(files: validation.freeMail)
    sharedHosts = try DomainList(files: validation.sharedHosts)
    government = try DomainList(files: validation.governmentLists)
  }
}
