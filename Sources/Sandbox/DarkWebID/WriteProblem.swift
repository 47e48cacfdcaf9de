/// Why a write is refused: the HTTP status, a code for programs and a message for people.
struct WriteProblem: Error, Sendable, Equatable {
  let status: Int
  let code: String
  let message: String

  /// An organization of this title exists.
  static func titleExists(_ title: String) -> WriteProblem {
    WriteProblem(
      status: 409, code: "title_exists", message: "An organization named '\(title)' exists")
  }

  /// No organization has this uuid.
  static let noSuchOrganization = WriteProblem(
    status: 404, code: "not_found", message: "No such organization")
}
