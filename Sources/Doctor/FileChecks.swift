internal import FoundationEssentials
internal import Pipeline
internal import Transform
internal import Validate

/// Looks at the spreadsheet and the picklists.
struct MappingCheck: Sendable {
  let mapping: PipelineFile.Mapping?

  private static let subject = "spreadsheet"

  func diagnoses() -> [Diagnosis] {
    guard let mapping else {
      return [
        .warn(
          Self.subject, "the pipeline file has no mapping: every organization lacks its values",
          remedy: "add “mapping” with a spreadsheet")
      ]
    }
    do {
      let sheet = try SheetMapping(reading: mapping).sheet
      return [.pass(Self.subject, "\(mapping.spreadsheet.path): \(sheet.rows.count) rows")]
    } catch {
      return [.fail(Self.subject, error)]
    }
  }
}

/// Looks at the domain lists and how old they are.
struct ListsCheck: Sendable {
  let validation: PipelineFile.Validation
  let now: Date

  /// Providers and governments come and go in about this time.
  private static let oldAge = 365 * 86400.0

  func diagnoses() -> [Diagnosis] {
    ListVersion.all(validation).map { name, version in
      let subject = "list \(name)"
      do {
        let version = try version.get()
        let text = "\(version.place): \(version.entries) entries"
        guard let date = version.date, let day = version.dateText else {
          return .pass(subject, "\(text), without a date")
        }
        guard now.timeIntervalSince(date) > Self.oldAge else {
          return .pass(subject, "\(text), of \(day)")
        }
        return .warn(
          subject, "\(text), of \(day)",
          remedy: "it is older than a year: look for a newer one, and date it")
      } catch {
        return .fail(subject, error)
      }
    }
  }
}
