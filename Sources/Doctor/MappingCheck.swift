internal import Pipeline
internal import Transform

private import struct FoundationEssentials.URL

/// Whether the spreadsheet, the picklists and the answers can be read.
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
    var results: [CheckResult] = [
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
        _ = try DefaultValues(mapping.defaults, picklists: picklists)
        return .pass(
          .mapping, "picklists",
          "\(mapping.picklists.path), ranges of Employee Count: "
            + "\(picklists.employeeCount.list.values.count), industries: "
            + "\(picklists.industry.values.count)")
      },
    ]
    if FileBytes.size(of: mapping.aliases) != nil {
      results.append(
        try CheckResult.of(.mapping, "aliases") {
          _ = try Aliases(file: mapping.aliases)
          return .pass(.mapping, "aliases", mapping.aliases.path)
        })
    }
    return results
  }
}
