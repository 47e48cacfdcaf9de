internal import ArgumentParser
internal import Pipeline

extension RecordID {
  /// Refuses an argument that is no id of IT Glue.
  ///
  /// - Throws: `ValidationError`.
  static func check(_ argument: String) throws {
    guard case .number = RecordID(argument) else {
      throw ValidationError("“\(argument)” is no id of IT Glue, which is a number")
    }
  }
}
