package import struct FoundationEssentials.URL

extension RunDirectory {
  /// The directories of the runs below `runs`, the newest first, without those of pipelines by other
  /// names.
  package static func all(in runs: URL, ofNoneBut pipeline: PipelineFile) -> [RunDirectory] {
    all(in: runs).filter { run in
      let record = try? JSONFile.read(RunRecord.self, from: run.record)
      return record.map { !$0.isOfAnother(than: pipeline) } ?? false
    }
  }
}

extension RunRecord {
  /// Whether it is a run of a pipeline. One file may be the pipeline of many, told apart by their names.
  package func isOf(_ pipeline: PipelineFile) -> Bool {
    self.pipeline == pipeline.file.path && !isOfAnother(than: pipeline)
  }

  /// Whether it is a run of a pipeline by another name; not known of records of earlier versions.
  package func isOfAnother(than pipeline: PipelineFile) -> Bool {
    name.map { $0 != pipeline.name } ?? false
  }

  /// The pipeline that it is a run of.
  ///
  /// - Throws: What reading the file throws; ``RunError/anotherName(run:name:now:)``.
  package func readPipeline(_ environment: [String: String]) throws -> PipelineFile {
    let file = try PipelineFile(file: URL(filePath: pipeline), environment: environment)
    try check(file)
    return file
  }

  /// Makes sure that it is a run of this pipeline by this name.
  ///
  /// - Throws: ``RunError/anotherName(run:name:now:)``.
  package func check(_ pipeline: PipelineFile) throws {
    guard let name, isOfAnother(than: pipeline) else { return }
    throw RunError.anotherName(run: id, name: name, now: pipeline.name)
  }
}
