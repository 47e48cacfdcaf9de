package import Spreadsheets

/// The report as a workbook: summary, plan, what stayed out, domains.
package struct ReportWorkbook {
  private let details: RunDetails

  package init(_ details: RunDetails) {
    self.details = details
  }

  /// Its sheets.
  package var tables: [SheetTable] {
    let table = DetailsTable(details)
    return [
      SummaryTable(summary: details.summary).table, table.plan, table.unimported, table.domains,
    ]
  }
}
