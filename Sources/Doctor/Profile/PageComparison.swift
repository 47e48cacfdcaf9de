/// Holds the pages of the list against what the profile says of them: the number of the first one,
/// and how the list ends.
struct PageComparison {
  /// What came for a page.
  enum Answer: Sendable, Equatable {
    /// Organizations.
    case rows([JSONValue])
    /// None, or 404: the end of the list.
    case end
    /// Something else, by its HTTP status.
    case status(Int)

    /// The organizations; none where something else came.
    var rows: [JSONValue] { if case .rows(let rows) = self { rows } else { [] } }
  }

  /// The number of the first page, as the profile says: 0 or 1.
  let firstPage: Int
  /// The field that tells organizations apart.
  let id: String
  /// What came for that page.
  let first: Answer
  /// What came for the other one of 0 and 1.
  let other: Answer
  /// What came for a page that no list reaches; nil where the end was seen before.
  let beyond: Answer?

  /// A page that no list reaches.
  static let pageBeyond = 100_000

  /// Whether the end of the list is still to be looked for.
  static func needsPageBeyond(firstPage: Int, first: Answer, other: Answer) -> Bool {
    !first.rows.isEmpty && !(firstPage == 0 && other == .end)
  }

  /// What is not as the profile says.
  var mismatches: [Mismatch] {
    if let beyond, !beyond.rows.isEmpty { return [endless(beyond)] }
    if isOtherBase {
      let text =
        firstPage == 0
        ? "page 0 is not the first: page 1 is"
        : "page 1 is not the first: page 0 holds organizations that it lacks"
      return [Mismatch(text: text, remedy: "set paging.first_page: \(1 - firstPage)")]
    }
    if case .status(let status) = first {
      return [
        Mismatch(
          text: "page \(firstPage) of the organizations comes with HTTP \(status)",
          remedy: "correct paths.organizations")
      ]
    }
    // Page 0 of a list that begins with 1 is never asked for.
    let later = [firstPage == 0 ? (1, other) : nil, beyond.map { (Self.pageBeyond, $0) }]
    for case (let page, .status(let status))? in later {
      return [
        Mismatch(
          text: "page \(page) comes with HTTP \(status); a page past the last one should come"
            + " with 404, or with no organization",
          remedy: Self.noKey)
      ]
    }
    return []
  }

  /// Whether the list begins with the page that the profile does not name.
  private var isOtherBase: Bool {
    guard !other.rows.isEmpty else { return false }
    guard !first.rows.isEmpty else { return true }
    return firstPage == 0 ? repeats(other) : !repeats(other)
  }

  /// Whether a page holds nothing that the first one lacks.
  private func repeats(_ page: Answer) -> Bool {
    Set(page.rows.map(identity)).isSubset(of: first.rows.map(identity))
  }

  private func endless(_ beyond: Answer) -> Mismatch {
    Mismatch(
      text: repeats(beyond)
        ? "page \(Self.pageBeyond) is page \(firstPage) again: whatever page is asked for, one comes"
        : "page \(Self.pageBeyond) holds organizations: the list does not tell where it ends",
      remedy: Self.noKey)
  }

  private func identity(_ row: JSONValue) -> JSONValue { row[id] ?? row }

  private static let noKey =
    "check paths.organizations; the profile has no key for a list that ends in another way"
}
