internal import HTTPTransport
internal import Pipeline
internal import Synchronization

private import struct FoundationEssentials.Date

/// An exchange that notes what time each answer tells (`Date`, RFC 9110), and what ours was.
final class ClockWitness: HTTPExchange {
  private let exchange: any HTTPExchange
  private let time: any TimeSource
  private let noted = Mutex<[Double]>([])

  init(_ exchange: any HTTPExchange, time: any TimeSource) {
    self.exchange = exchange
    self.time = time
  }

  /// By how many seconds our clock is ahead of each answer's; negative where it is behind.
  var offsets: [Double] { noted.withLock { $0 } }

  func send(
    _ request: HTTPRequest, to origin: Origin, headers: [(String, Secret)]
  ) async throws -> HTTPResponse {
    let sent = time.now()
    let response = try await exchange.send(request, to: origin, headers: headers)
    let received = time.now()
    if let theirs = HTTPDate.date(response.headers["date"] ?? "") {
      // The time on the way is nobody's fault.
      let offset =
        theirs < sent
        ? sent.timeIntervalSince(theirs)
        : min(0, received.timeIntervalSince(theirs))
      noted.withLock { $0.append(offset) }
    }
    return response
  }
}
