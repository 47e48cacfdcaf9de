package import Pipeline

/// A walk that cannot end right.
package enum WalkError: Failure, Equatable {
  /// The rows do not come to the index's own total.
  case incomplete(Endpoint, rows: Int, total: Int, rounds: Int)
  /// The rows changed during each walk.
  case restless(Endpoint, rounds: Int)
  /// Saved pages do not come to the total that they tell.
  case pagesMissing(Endpoint, rows: Int, total: Int)
  /// Saved pages tell different totals.
  case pagesDisagree(Endpoint, totals: [Int], place: String)
  /// The next page is not the one behind this one.
  case wrongNext(Endpoint, page: Int, next: Int, place: String)
  /// Another page came than the one that was asked for.
  case otherPage(Endpoint, page: Int, got: Int, place: String)
  /// A page has exactly the rows of the page before.
  case samePage(Endpoint, page: Int, place: String)
  /// A page brings no row that was not there before, and is not the last one.
  case nothingNew(Endpoint, page: Int, place: String)

  package var kind: FailureKind {
    switch self {
    case .pagesMissing, .pagesDisagree: .badInput
    default: .unavailable
    }
  }
  package var message: String {
    switch self {
    case .incomplete(let endpoint, let rows, let total, let rounds):
      "IT Glue's \(endpoint.rawValue): \(rows) rows were read and \(total) are there "
        + "(\(abs(total - rows)) \(rows < total ? "missing" : "too many")), after \(rounds) walks"
    case .restless(let endpoint, let rounds):
      "IT Glue's \(endpoint.rawValue): rows came or went during each of \(rounds) walks"
    case .pagesMissing(let endpoint, let rows, let total):
      "the saved pages of \(endpoint.rawValue) hold \(rows) of the \(total) rows that they tell of"
    case .pagesDisagree(let endpoint, let totals, let place):
      "the saved pages of \(endpoint.rawValue) tell different totals, "
        + "\(totals.map(String.init).joined(separator: " and ")) (\(place))"
    case .wrongNext(let endpoint, let page, let next, let place):
      "IT Glue's \(endpoint.rawValue): page \(page) names \(next) as the page that follows (\(place))"
    case .otherPage(let endpoint, let page, let got, let place):
      "IT Glue's \(endpoint.rawValue): page \(page) was asked for, and page \(got) came (\(place))"
    case .samePage(let endpoint, let page, let place):
      "IT Glue's \(endpoint.rawValue): page \(page) has the same rows as the page before it (\(place))"
    case .nothingNew(let endpoint, let page, let place):
      "IT Glue's \(endpoint.rawValue): page \(page) brings no new row, and yet names a page that "
        + "follows (\(place))"
    }
  }
  package var remedy: String? {
    switch self {
    case .incomplete, .restless:
      "try again when nobody is changing many rows: `glueport resume`"
    case .pagesMissing, .pagesDisagree: "save all pages again, at one time"
    case .wrongNext, .otherPage, .samePage, .nothingNew:
      "check that the address is IT Glue's own and that no proxy answers from a cache; "
        + "`glueport resume` tries again"
    }
  }
}
