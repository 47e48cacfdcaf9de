internal import Foundation
internal import Pipeline

extension PipelineFile.Mapping {
  /// Looks whether the files of a pipeline's mapping are there.
  ///
  /// - Throws: ``UsageError/noSpreadsheet(_:pipeline:)``; `FileError`.
  func checkFiles(of pipeline: PipelineFile) throws {
    guard FileBytes.size(of: spreadsheet) != nil else {
      throw UsageError.noSpreadsheet(spreadsheet.path, pipeline: pipeline.file.path)
    }
    guard FileBytes.size(of: picklists) != nil else {
      throw FileError("read", picklists, code: ENOENT)
    }
  }
}
