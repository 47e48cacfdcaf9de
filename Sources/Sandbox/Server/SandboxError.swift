/// Why the sandbox cannot start.
package enum SandboxError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A port cannot be bound; the text is the system's.
  case portUnavailable(Int, SandboxService, String)
  /// A file of saved pages cannot be served.
  case badData(file: String, problem: String)
  /// The environment file cannot be written.
  case environmentFile(String, problem: String)

  /// What is wrong and, for a port, what to do about it: one line.
  package var description: String {
    switch self {
    case .portUnavailable(let port, let service, let problem):
      "cannot listen on 127.0.0.1:\(port) for \(service.title) (\(problem)): "
        + "choose another --port, or --port 0 for any free ones"
    case .badData(let file, let problem):
      "\(file): \(problem)"
    case .environmentFile(let file, let problem):
      "cannot write \(file): \(problem)"
    }
  }
}
