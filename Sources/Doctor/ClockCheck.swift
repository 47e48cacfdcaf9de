internal import FoundationEssentials
internal import HTTPTransport
internal import Pipeline

/// An exchange that notes how far this machine's clock is from that of the services.
actor ClockedExchange: HTTPExchange {
  /// This machine's time less a service's, as the first answer told it; nil where none did.
  private(set) var skew: Duration?
  private let exchange: any HTTPExchange
  private let time: any TimeSource

  init(_ exchange: any HTTPExchange, time: any TimeSource) {
    self.exchange = exchange
    self.time = time
  }

  func send(
    _ request: HTTPRequest, to origin: Origin, headers: [(String, Secret)]
  ) async throws -> HTTPResponse {
    let response = try await exchange.send(request, to: origin, headers: headers)
    if skew == nil, let date = response.headers["date"].flatMap(HTTPDate.date) {
      skew = .seconds(time.now().timeIntervalSince(date))
    }
    return response
  }
}

/// Judges this machine's clock. Runs are named by it, and dates of `Retry-After` are read by it.
enum ClockCheck {
  private static let subject = "clock"
  /// An answer takes a while, and its time is in whole seconds.
  private static let tolerance = 60.0

  static func diagnosis(skew: Duration?) -> Diagnosis {
    guard let skew else { return .pass(subject, "no service has told the time") }
    let seconds = Int(skew.seconds.rounded())
    guard abs(skew.seconds) > tolerance else {
      return .pass(subject, "within \(Int(tolerance)) s of the services' clocks")
    }
    return .warn(
      subject, "\(abs(seconds)) s \(seconds > 0 ? "ahead of" : "behind") the services' clocks",
      remedy: "let the system keep its clock (timedatectl set-ntp true): waits and run ids go by it"
    )
  }
}
