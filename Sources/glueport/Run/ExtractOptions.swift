internal import ArgumentParser
internal import Foundation
internal import Pipeline

/// The options of an extract.
struct ExtractOptions: ParsableArguments {
  /// The extracts that one can go on from.
  enum Since: String, ExpressibleByArgument, CaseIterable {
    case last
  }

  @Option(
    help: "Read only the organizations that are new or changed since the last finished extract.")
  var since: Since?

  @Option(
    help: """
      Keep the pages as IT Glue sent them in this folder: a source for someone without the key.
      """)
  var savePages: String?

  /// Whether none was given.
  var areNone: Bool { since == nil && savePages == nil }

  func validate() throws {
    guard since == nil || savePages == nil else {
      throw ValidationError("--save-pages keeps whole indexes, and --since reads only a part")
    }
  }

  /// Refuses at once what the source cannot do.
  ///
  /// - Throws: ``UsageError`` where the source is saved pages.
  func check(_ source: PipelineFile.Source) throws {
    guard case .pages = source, since != nil || savePages != nil else { return }
    let option = since == nil ? "--save-pages" : "--since"
    throw UsageError.options("\(option) is about IT Glue's API, and the source is saved pages")
  }

  /// Notes in a run's record what was asked for, so that a resumed run does the same.
  func note(in record: inout RunRecord) {
    if let since { record.since = since.rawValue }
    if let savePages { record.savePages = URL(filePath: savePages).standardizedFileURL.path }
  }
}
