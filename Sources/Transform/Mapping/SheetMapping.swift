package import Pipeline

/// The spreadsheet with all that is needed to apply its rows.
package struct SheetMapping: Sendable {
  /// The sheet.
  package let sheet: Spreadsheet
  /// The values that its cells may have.
  package let picklists: Picklists
  /// What becomes of an organization without a row.
  package let unlisted: PipelineFile.Mapping.Unlisted
  /// The rows by organization.
  package var index: MappingIndex

  package init(
    sheet: Spreadsheet, picklists: Picklists, unlisted: PipelineFile.Mapping.Unlisted = .skip
  ) {
    self.sheet = sheet
    self.picklists = picklists
    self.unlisted = unlisted
    index = MappingIndex(sheet)
  }

  /// Reads the spreadsheet and the picklists.
  ///
  /// - Parameter tell: Is told what was taken for what.
  /// - Throws: ``FileError``, ``SheetError``, ``HeaderError``, ``YAMLError`` with the line.
  package init(reading mapping: PipelineFile.Mapping, tell: (String) -> Void = { _ in }) throws {
    let reading = try SpreadsheetReader(mapping).read()
    tell(reading.text)
    self.init(
      sheet: reading.sheet, picklists: try Picklists(file: mapping.picklists),
      unlisted: mapping.unlisted)
  }

  /// Fills in what a row says of a candidate; what cannot be resolved becomes a finding.
  ///
  /// - Returns: What is wrong with the row's priority, which is then left out.
  func apply(_ row: Spreadsheet.Row, to candidate: inout Candidate) -> String? {
    candidate.mappingRow = row.number
    candidate.employeeCountGiven = row[.employeeCount]
    candidate.employeeCount = value(
      of: picklists.employeeCount.resolve(row[.employeeCount]), in: .employeeCount, of: row,
      missing: .missingEmployeeCount, unknown: .unknownEmployeeCount, to: &candidate.findings)
    candidate.industryGiven = row[.industry]
    candidate.industry = value(
      of: picklists.industry.resolve(row[.industry]), in: .industry, of: row,
      missing: .missingIndustry, unknown: .unknownIndustry, to: &candidate.findings)
    return applyPriority(of: row, to: &candidate)
  }

  /// A row that was found by its id and names somebody else: perhaps the id slipped by a line.
  func otherName(in row: Spreadsheet.Row, of organization: OrganizationResource) -> String? {
    let given = FoldedText(row[.name])
    guard !given.isEmpty, given != FoldedText(organization.name) else { return nil }
    return "\(sheet.name) \(sheet.cell(.name, of: row)): the id is that of “\(organization.name)”,"
      + " the name is “\(row[.name])”; the id counts"
  }

  private func value(
    of resolution: Resolution, in column: Column, of row: Spreadsheet.Row, missing: Reason,
    unknown: Reason, to findings: inout [Finding]
  ) -> String? {
    let place = sheet.place(of: column, in: row)
    switch resolution {
    case .value(let value):
      return value
    case .empty:
      findings.append(Finding(missing, "\(place): empty"))
    case .unknown(let nearest):
      let question = nearest.map { "; did you mean “\($0)”?" } ?? ""
      findings.append(Finding(unknown, "\(place): “\(row[column])”\(question)"))
    }
    return nil
  }

  private func applyPriority(of row: Spreadsheet.Row, to candidate: inout Candidate) -> String? {
    let text = FoldedText(row[.priority]).text
    if text.isEmpty { return nil }
    guard let priority = Int(text), priority >= 0 else {
      return "\(sheet.name) \(sheet.cell(.priority, of: row)): “\(row[.priority])” is no priority"
        + " (a whole number from 0 up); it counts as none"
    }
    candidate.priority = priority
    return nil
  }
}
