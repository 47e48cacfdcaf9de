extension PipelineFile {
  /// How transform works; what comes of it is the same.
  package struct Transformation: Sendable, Equatable {
    /// How many bytes the join of domains to organizations may take in memory; where it would take
    /// more, it is taken in parts, by way of files in the run.
    package var joinMemory = 256 << 20

    package init() {}

    init(_ section: inout YAMLMapping?) throws {
      guard var given = section else { return }
      if let megabytes = try given.integer("join_memory_mib", in: 1...1_048_576) {
        joinMemory = megabytes << 20
      }
      try given.finish()
      section = given
    }
  }
}
