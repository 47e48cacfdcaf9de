package import FoundationEssentials
package import Pipeline

/// What is known of a domain list: where it is from, how old and how long it is.
package struct ListVersion: Sendable, Equatable {
  /// Its files, or that it is the one that is shipped.
  package var place: String
  /// How many entries it has.
  package var entries: Int
  /// The date in the comments of its files, the oldest where there are several.
  package var dateText: String?

  /// That date.
  package var date: Date? { dateText.flatMap(Timestamp.date) }

  /// The versions of all lists of a pipeline file, by name; or why one cannot be read.
  package static func all(
    _ validation: PipelineFile.Validation
  ) -> [(String, Result<ListVersion, any Error>)] {
    ListKind.allCases.map { kind in (kind.rawValue, Result { try kind.version(validation) }) }
  }

  /// The date that a comment tells: `Date: 2026-11-23`.
  static func date(in text: String) -> String? {
    text.firstMatch(of: /#.*Date: (\d{4}-\d{2}-\d{2})/).map { String($0.1) }
  }
}
