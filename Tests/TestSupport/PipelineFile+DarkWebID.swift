package import Pipeline

extension PipelineFile {
  /// The Dark Web ID account of the destination; nil where that is something else.
  package var darkWebID: DarkWebID? {
    if case .darkWebID(let settings) = destination { settings } else { nil }
  }
}
