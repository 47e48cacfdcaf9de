import Foundation

/// A client that sees what is on the wire: one request, one connection, bytes to the end.
struct RawHTTP: Sendable {
  let host: String
  let port: Int

  init(_ port: Int, host: String = "127.0.0.1") {
    self.host = host
    self.port = port
  }

  /// What came back; nil members where the connection was closed before.
  struct Reply: Sendable {
    let status: Int?
    let headers: [String: String]
    let body: String
    /// Whether the body is as long as was announced.
    let isWhole: Bool
  }

  /// Nobody listens there.
  struct Refused: Error {}

  /// Sends a request and reads until the other side closes.
  func send(
    _ method: String = "GET", _ target: String, headers: [String: String] = [:], body: String = ""
  ) async throws -> Reply {
    var lines = ["\(method) \(target) HTTP/1.1", "Host: \(host):\(port)", "Connection: close"]
    lines += headers.map { "\($0.key): \($0.value)" }
    if !body.isEmpty { lines.append("Content-Length: \(body.utf8.count)") }
    let text = lines.joined(separator: "\r\n") + "\r\n\r\n" + body
    // Off the cooperative pool: the server needs its threads.
    let bytes = try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try exchange(text) }) }
    }
    return Self.parse(bytes)
  }

  private func exchange(_ text: String) throws -> [UInt8] {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr(host)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { throw Refused() }
    let request = Array(text.utf8)
    _ = request.withUnsafeBytes {
      Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { return received }
      received += buffer[..<count]
    }
  }

  private static func parse(_ bytes: [UInt8]) -> Reply {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let end = text.firstRange(of: "\r\n\r\n") else {
      return Reply(status: nil, headers: [:], body: "", isWhole: false)
    }
    let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let halves = line.components(separatedBy: ": ")
      headers[halves[0].lowercased()] = halves.dropFirst().joined(separator: ": ")
    }
    let body = String(text[end.upperBound...])
    return Reply(
      status: lines.first.flatMap { Int($0.components(separatedBy: " ")[1]) }, headers: headers,
      body: body, isWhole: headers["content-length"].flatMap { Int($0) } == body.utf8.count)
  }
}
