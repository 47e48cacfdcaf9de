internal import Report
internal import Spreadsheets

/// What was written into a template, and what of the earlier spreadsheet was not.
package struct TemplateReport: Encodable {
  private let file: String
  private let extract: String
  private let organizations: Int
  private let new: Int?
  private let leftOut: Int
  private let from: String?
  private let leftBehind: [MappingTemplate.LeftBehind]
  private let longIDs: Int

  enum CodingKeys: String, CodingKey {
    case file, extract, organizations, new
    case leftOut = "left_out_by_selection"
    case from
    case leftBehind = "left_behind"
    case longIDs = "long_ids"
  }

  /// - Parameters:
  ///   - file: The file that was written.
  ///   - from: The earlier spreadsheet.
  ///   - extract: Where the organizations come from, in words.
  ///   - roundsIDs: Whether Excel takes the ids in the file for numbers.
  package init(
    _ template: MappingTemplate, file: String, from: String?, extract: String, roundsIDs: Bool
  ) {
    self.file = file
    self.extract = extract
    organizations = template.table.rows.count
    new = template.new
    leftOut = template.leftOut
    self.from = from
    leftBehind = template.leftBehind
    // Excel keeps 15 digits of a number.
    longIDs =
      roundsIDs ? template.table.rows.count { ($0.cells.first?.count ?? 0) > 15 } : 0
  }

  /// The same for a terminal, its lines ended by line breaks.
  package var text: String {
    var lines = ["\(file): \(organizations) organizations"]
    if let new { lines[0] += ", \(new) of them new" }
    if leftOut > 0 { lines[0] += "; \(leftOut) more are left out by the selection" }
    lines.append("  \(extract)")
    if let from, !leftBehind.isEmpty {
      lines.append("Rows of \(from) that are not in it: \(leftBehind.count)")
      lines += leftBehind.map { "  row \($0.row)  \($0.name)  \($0.why)" }
    }
    if longIDs > 0 {
      lines.append(
        "Ids of more than 15 digits, which Excel rounds in CSV: \(longIDs). Write .xlsx instead")
    }
    return lines.map { TextStyle.clean($0) + "\n" }.joined()
  }
}
