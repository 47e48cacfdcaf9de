internal import Extract
internal import Pipeline

internal import struct FoundationEssentials.URL

/// Whether there are saved pages to read in place of IT Glue.
struct SavedPagesCheck {
  let folder: URL

  /// What was found.
  ///
  /// - Throws: What is no failure.
  func result() throws -> CheckResult {
    try .of(.itGlue, "pages") {
      _ = try SavedPages(folder: folder)
      return .pass(.itGlue, "pages", "saved in \(folder.path); IT Glue itself is not used")
    }
  }
}
