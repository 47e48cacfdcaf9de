import Foundation

/// A server on loopback that says the same bytes to everyone, or nothing, and notes what it heard.
final class LoopbackServer: @unchecked Sendable {
  /// What the server does once it has read the head of a request.
  enum Behaviour {
    /// Says these bytes and closes.
    case says([UInt8])
    /// Says nothing and does not close.
    case keepsSilent
  }

  let port: Int
  private let listener: Int32
  private let behaviour: Behaviour
  private let lock = NSLock()
  private var connections: [Int32] = []
  private var texts: [String] = []

  /// What was sent to the server, a text a connection.
  var heard: [String] { lock.withLock { texts } }
  /// `http://127.0.0.1:PORT`.
  var url: String { "http://127.0.0.1:\(port)" }

  struct Failed: Error {}

  init(_ behaviour: Behaviour) throws {
    self.behaviour = behaviour
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 16) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    guard isListening else { throw Failed() }
    Thread.detachNewThread { [self] in serve() }
  }

  convenience init(_ text: String) throws { try self.init(.says(Array(text.utf8))) }

  /// Stops listening: who connects from now on is refused.
  func stop() {
    // The thread closes it: a number that is free again may be another server's at once.
    shutdown(listener, Int32(SHUT_RDWR))
    lock.withLock { connections.forEach { close($0) } }
  }

  private func serve() {
    defer { close(listener) }
    while case let connection = accept(listener, nil, nil), connection >= 0 {
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = max(0, recv(connection, &buffer, buffer.count, 0))
      lock.withLock { texts.append(String(decoding: buffer[..<count], as: UTF8.self)) }
      switch behaviour {
      case .says(let bytes):
        var rest = bytes[...]
        while !rest.isEmpty {
          let sent = rest.withUnsafeBytes {
            send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
          }
          guard sent > 0 else { break }
          rest = rest.dropFirst(sent)
        }
        close(connection)
      case .keepsSilent:
        lock.withLock { connections.append(connection) }
      }
    }
  }
}
