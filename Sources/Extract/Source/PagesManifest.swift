package import FoundationEssentials
internal import Pipeline

/// What is known of a folder of saved pages: its `source.json`. A folder that a person has filled
/// needs none.
package struct PagesManifest: Codable, Sendable, Equatable {
  /// The version of this format.
  package var format = 1
  /// The IT Glue that the pages come from, so that links hold whichever way one reads it.
  package var origin: String
  /// The run that saved them.
  package var run: String
  /// Whether IT Glue was asked for a part of the organizations only.
  package var filtered: Bool
  /// Whether all pages are there.
  package var complete: Bool

  /// The manifest's file in a folder.
  static func file(in folder: URL) -> URL { folder.appending(path: "source.json") }

  /// The manifest of a folder; nil where it has none.
  ///
  /// - Throws: `JSONFileError`, `FileError`.
  package static func read(in folder: URL) throws -> PagesManifest? {
    try JSONFile.readIfPresent(PagesManifest.self, from: file(in: folder))
  }
}
