internal import Pipeline
internal import Spreadsheets

/// The counts of a run as a sheet.
struct SummaryTable {
  let summary: Summary

  /// The sheet.
  var table: SheetTable {
    var rows: [SheetTable.Row] = []
    func add(_ cells: [String], _ tone: SheetTable.Tone = .plain) {
      rows.append(SheetTable.Row(cells, tone: tone))
    }
    if let planned = summary.planned {
      add([Outcome.planned.text, "\(planned.organizations)", "\(planned.domains)"], .good)
    }
    for (status, counts) in summary.statuses.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let outcome = Outcome(status)
      add([outcome.text, "\(counts.organizations)", "\(counts.domains)"], outcome.tone)
    }
    add(["Total in IT Glue", "\(summary.total.organizations)", "\(summary.total.domains)"])
    for entry in summary.reasons {
      add(
        [
          entry.reason.rawValue, "\(entry.counts.organizations)", "\(entry.counts.domains)",
          entry.reason.text, entry.status == .unimported ? entry.reason.remedy : "",
        ], entry.status == .unimported ? .bad : .plain)
    }
    if let forecast = summary.forecast {
      add([])
      add(["Domain licences", forecast.limit.map(String.init) ?? "no limit"])
      add(["Used", "\(forecast.used)"])
      add(["In reserve", "\(forecast.reserve)"])
      add(["Free", forecast.free.map(String.init) ?? "no limit"])
      add(["The plan takes", "\(forecast.planned)"], .good)
      add(["Short", "\(forecast.short)"], forecast.short > 0 ? .bad : .plain)
      for step in forecast.steps {
        add([
          "\(step.licences) more would bring", "\(step.organizations) organizations whole",
          "\(step.domains) domains",
        ])
      }
    }
    add([])
    add(["Run", summary.run])
    add(["Pipeline", summary.pipeline])
    if let scope = summary.scope { add(["Planned only", scope]) }
    if let created = summary.planCreated { add(["Plan made", created]) }
    if let plan = summary.plan { add(["Plan", plan]) }
    if let failure = summary.failure { add(["Ended early", "\(failure)"], .bad) }
    return SheetTable(
      name: "Summary",
      columns: ["Summary", "Organizations", "Domains", "What it means", "What to do"]
        .map { SheetTable.Column($0) },
      rows: rows)
  }
}
