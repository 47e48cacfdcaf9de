import Foundation

/// A server on loopback that answers one connection with the bytes it was given, and closes it.
final class OneAnswerServer: Sendable {
  let port: Int
  private let listener: Int32

  /// - Parameter answer: The bytes to send once the head of a request has come; nil for none, the
  ///   connection then stays open until the server is gone.
  init(_ answer: String?) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 4) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard bound else { throw SocketProblem() }
    self.listener = listener
    port = Int(UInt16(bigEndian: address.sin_port))
    // A thread: it blocks, and the tasks of other tests need theirs.
    Thread.detachNewThread { Self.serve(listener, answer) }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private struct SocketProblem: Error {}

  private static func serve(_ listener: Int32, _ answer: String?) {
    let connection = accept(listener, nil, nil)
    guard connection >= 0 else { return }
    var head: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while head.firstRange(of: Array("\r\n\r\n".utf8)) == nil {
      let count = read(connection, &buffer, buffer.count)
      guard count > 0 else { break }
      head += buffer.prefix(count)
    }
    if let answer {
      let bytes = Array(answer.utf8)
      _ = write(connection, bytes, bytes.count)
    } else {
      // Until the client goes.
      _ = read(connection, &buffer, buffer.count)
    }
    close(connection)
  }
}
