internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL
package import Pipeline

/// The exchange over the network, by async-http-client.
package struct NetworkExchange: HTTPExchange {
  private let client: HTTPClient
  private let limits: Limits

  /// How long an answer may be and may take.
  package struct Limits: Sendable {
    /// The longest body, in bytes.
    package var body = 64 << 20
    /// The longest time until there is a connection.
    package var connect = Duration.seconds(10)
    /// The longest silence.
    package var silence = Duration.seconds(60)
    /// The longest time for it all. The vendor's gateway gives up after 29 seconds; a whole page
    /// may take a while to come.
    package var whole = Duration.seconds(90)

    package init() {}
  }

  /// Runs `body` with an exchange, and closes its connections afterwards.
  ///
  /// - Throws: What `body` throws.
  package static func with<Result: Sendable>(
    limits: Limits = Limits(), _ body: (NetworkExchange) async throws -> Result
  ) async throws -> Result {
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow,
      timeout: .init(connect: TimeAmount(limits.connect), read: TimeAmount(limits.silence)))
    // A connection that cannot be made is told at once: waiting is the retry policy's part.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.idleTimeout = .seconds(20)
    configuration.httpVersion = .http1Only
    return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
      try await body(NetworkExchange(client: client, limits: limits))
    }
  }

  package func send(
    _ request: HTTPRequest, to origin: Origin, headers: [(String, Secret)]
  ) async throws -> HTTPResponse {
    var message = HTTPClientRequest(url: origin.text + request.target)
    message.method = HTTPMethod(rawValue: request.method.rawValue)
    message.headers.add(name: "accept", value: "application/json, application/vnd.api+json")
    message.headers.add(name: "user-agent", value: "glueport")
    for (name, secret) in headers { message.headers.add(name: name, value: secret.value) }
    if let body = request.body {
      message.headers.add(name: "content-type", value: "application/json")
      message.body = .bytes(body)
    }
    do {
      let response = try await client.execute(message, timeout: TimeAmount(limits.whole))
      let body = try await response.body.collect(upTo: limits.body)
      var fields: [String: String] = [:]
      for (name, value) in response.headers where fields[name.lowercased()] == nil {
        fields[name.lowercased()] = value
      }
      return HTTPResponse(
        status: Int(response.status.code), headers: fields, body: Array(body.readableBytesView))
    } catch {
      try Task.checkCancellation()
      throw fault(error)
    }
  }

  private func fault(_ error: any Error) -> any Error {
    switch error {
    case is CancellationError:
      return error
    case let error as NIOConnectionError:
      let reason =
        error.connectionErrors.first.map { Self.describe($0.error) } ?? "the host is unknown"
      return TransportFault(.notConnected(reason), mayHaveArrived: false)
    case let error as HTTPClientError where Self.notSent.contains(error):
      return TransportFault(.notConnected(error.shortDescription), mayHaveArrived: false)
    case let error as HTTPClientError where error == .readTimeout || error == .deadlineExceeded:
      return TransportFault(.timeout, mayHaveArrived: true)
    case NIOSSLError.handshakeFailed, is NIOSSLExtraError:
      // Any other error of TLS comes after the handshake, and perhaps after the request.
      return TransportFault(.untrusted("\(error)"), mayHaveArrived: false)
    case is NIOTooManyBytesError:
      return TransportFault(.tooLong(limit: limits.body), mayHaveArrived: true)
    case let error as IOError where error.errnoCode == ECONNREFUSED:
      return TransportFault(.notConnected(Self.describe(error)), mayHaveArrived: false)
    default:
      return TransportFault(.cut, mayHaveArrived: true)
    }
  }

  private static let notSent: [HTTPClientError] = [
    .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout,
  ]

  private static func describe(_ error: any Error) -> String {
    guard let error = error as? IOError else { return "\(error)" }
    return String(cString: strerror(error.errnoCode))
  }
}
