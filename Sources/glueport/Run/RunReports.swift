internal import ArgumentParser
internal import Foundation
internal import Mapping
internal import Pipeline
internal import Report

/// Writes the files that a run leaves for people, however it ended.
struct RunReports {
  let time: any TimeSource

  /// Writes them. What goes wrong is told and no more: the run is what it is.
  func write(_ run: RunDirectory, of pipeline: PipelineFile) async {
    do {
      let record = try JSONFile.read(RunRecord.self, from: run.record)
      try await RunFiles(run).write(record, made: made) { details in
        try FixesTable(pipeline.mapping, of: run).table(details)
      }
    } catch {
      Console.error("the report was not written: \(error)")
    }
  }

  /// When and by what a page is made, in words.
  var made: String {
    "Made by Glueport \(Glueport.configuration.version) at \(time.now().formatted(.iso8601))."
  }
}
