internal import FoundationEssentials
package import HTTPTransport
package import Pipeline

/// The audit of a load, `4-load/audit.jsonl`: each request and each answer, without secrets, over all
/// the sessions of a run.
package actor AuditLog {
  private let file: OutputFile
  private let encoder = JSONLines.encoder()
  private var failure: (any Error)?

  /// Opens the audit of a run; makes it where it is missing.
  ///
  /// - Throws: `FileError`.
  package init(of run: RunDirectory) throws {
    try FileBytes.makeFolder(run.folder(of: .load))
    file = try OutputFile(appendingTo: run.file("audit.jsonl", of: .load))
  }

  /// Whether a run has sent, or was about to send, a request that changes something.
  static func hasWrites(of run: RunDirectory) throws -> Bool {
    let file = run.file("audit.jsonl", of: .load)
    guard FileBytes.size(of: file) != nil else { return false }
    let mark = Array(#""organization":"#.utf8)
    var found = false
    try JSONLines.forEachLine(of: file) { line, _ in
      found = found || line.firstRange(of: mark) != nil
    }
    return found
  }

  /// Writes a line. What goes wrong is kept for ``check()``: the answer that has just come must not
  /// be lost for it.
  package func note(_ event: ExchangeEvent) {
    do {
      try file.write(Line(event), with: encoder)
      try file.flush()
    } catch {
      failure = failure ?? error
    }
  }

  /// Refuses to go on without an audit.
  ///
  /// - Throws: `FileError` where a line could not be written.
  func check() throws {
    if let failure { throw failure }
  }

  /// A line of the audit.
  private struct Line: Encodable {
    var time: String
    var method: String
    var path: String
    /// The IT Glue id that a request which changes something is about.
    var organization: String?
    var attempt: Int
    /// Nil on the line that is written right before such a request is sent, and where no whole answer
    /// came.
    var status: Int?
    /// Why no whole answer came.
    var failure: String?
    /// Nil on the line that is written before.
    var milliseconds: Int?

    init(_ event: ExchangeEvent) {
      time = Timestamp.precise(event.time)
      method = event.method.rawValue
      path = event.target
      organization = event.subject
      attempt = event.attempt
      switch event.outcome {
      case .sending: return
      case .answered(let status): self.status = status
      case .failed(let words): failure = words
      }
      milliseconds = Int((event.duration.seconds * 1000).rounded())
    }
  }
}
