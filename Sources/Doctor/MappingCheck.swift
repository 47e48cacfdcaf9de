internal import Pipeline
internal import Transform

private import struct FoundationEssentials.URL

/// Whether the spreadsheet and the picklists can be read.
struct MappingCheck {
  let mapping: PipelineFile.Mapping?

  /// What was found.
  ///
  /// - Throws: What is no failure.
  func results() throws -> [CheckResult] {
    guard let mapping else {
      return [
        .warn(
          .mapping, nil, "the pipeline file has none: every organization lacks Employee Count",
          remedy: "add “mapping”; pipelines/onboard.yaml shows how")
      ]
    }
    return [
      try .of(.mapping, "spreadsheet") {
        let rows = try SpreadsheetReader(mapping).read().sheet.rows.count
        guard rows > 0 else {
          return .warn(
            .mapping, "spreadsheet", "\(mapping.spreadsheet.path) has no row",
            remedy: "add a row for each organization that should go in")
        }
        return .pass(.mapping, "spreadsheet", "\(mapping.spreadsheet.path), rows: \(rows)")
      },
      try .of(.mapping, "picklists") {
        let picklists = try Picklists(file: mapping.picklists)
        return .pass(
          .mapping, "picklists",
          "\(mapping.picklists.path), ranges of Employee Count: "
            + "\(picklists.employeeCount.list.values.count), industries: "
            + "\(picklists.industry.values.count)")
      },
    ]
  }
}
