package import Pipeline

extension SharedDomains {
  /// The free mail providers and the hosts that many customers share, of a pipeline file or as
  /// shipped.
  ///
  /// - Throws: ``FileError``; ``DomainListError`` with the file and the line.
  package init(_ validation: PipelineFile.Validation) throws {
    let kinds: [PipelineFile.Validation.ListKind] = [.freeMail, .disposable, .sharedHosts]
    let lists = try kinds.map { try DomainList(validation.sources(of: $0)) }
    var digests: [String: String] = [:]
    for kind in kinds { digests.merge(try validation.digests(of: kind)) { first, _ in first } }
    self.init(digests: digests) { name in lists.contains { $0.match(name) != nil } }
  }
}
