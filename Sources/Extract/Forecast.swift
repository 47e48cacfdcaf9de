internal import HTTPTransport
internal import Pipeline

/// What an extract will take, told before it begins.
struct Forecast: Equatable {
  /// The pages that are still to be fetched, a request each.
  var pages: Int
  /// How many requests may go in any 5 minutes.
  var requestsPer5Minutes: Int
  /// Rows a page.
  var pageSize: Int
  /// Whether more may be needed: how much was changed is not known before.
  var isLeast = false

  /// How long the requests take at least, by the limit alone.
  var duration: Duration {
    Pacer.duration(of: pages, within5Minutes: requestsPer5Minutes)
  }

  /// The forecast in words.
  var text: String {
    let seconds = Int(duration.seconds.rounded(.up))
    let time =
      switch seconds {
      case 0: "well within the limit of \(requestsPer5Minutes) in 5 minutes"
      case ..<90: "at least \(seconds) s at \(requestsPer5Minutes) in 5 minutes"
      default:
        "at least \((seconds + 59) / 60) min at \(requestsPer5Minutes) in 5 minutes"
      }
    return "\(isLeast ? "at least " : "")\(pages) requests for pages of \(pageSize): \(time)"
  }
}
