package import Pipeline

/// The service's words for the statuses of an import: `statuses` of the profile.
package struct StatusWords: Sendable, Equatable {
  private var statuses: [FoldedText: Status] = [:]

  /// The words that a profile gives, and for a status without any its own name.
  ///
  /// - Throws: ``YAMLError`` with the line.
  init(_ section: YAMLMapping?) throws {
    var section = section
    for status in [Status.pending, .imported, .unimported] {
      let key = status.rawValue
      let given = try section?.strings(key)
      for word in given ?? [key] {
        let folded = FoldedText(word)
        if let section, folded.isEmpty { throw section.error("has an empty word", at: key) }
        if let section, let other = statuses[folded], other != status {
          let (here, there) = given == nil ? (other.rawValue, key) : (key, other.rawValue)
          throw section.error(
            "has “\(word)”, and so has \(there): a word means one thing", at: here)
        }
        statuses[folded] = status
      }
    }
    try section?.finish()
  }

  /// What a word means, whatever its case; nil where the profile does not tell.
  package func status(of word: String) -> Status? { statuses[FoldedText(word)] }
}
