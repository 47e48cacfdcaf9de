internal import ArgumentParser
internal import Foundation
internal import Pipeline
internal import Report

/// The options that say how a command talks.
struct ConsoleOptions: ParsableArguments {
  @Flag(name: .long, help: "Print one JSON object at the end instead of text.")
  var json = false

  @Flag(name: .long, help: "No progress, no colour; errors and the result only.")
  var quiet = false
}

/// Results go to standard output, everything else to standard error.
enum Console {
  /// Writes a result.
  static func output(_ text: String) {
    write(text, to: .standardOutput)
  }

  /// Writes a document: to a file or a pipe as it is, to a terminal without what that would obey.
  static func output(document: String) {
    guard isatty(STDOUT_FILENO) == 1 else { return output(document) }
    let lines = document.split(separator: /\r?\n/, omittingEmptySubsequences: false)
    output(lines.map { TextStyle.clean(String($0)) }.joined(separator: "\n"))
  }

  /// Writes a document that `write` gives a piece at a time, in the same way.
  ///
  /// - Throws: What `write` throws.
  static func output(
    document write: ((ArraySlice<UInt8>) throws -> Void) throws -> Void
  ) throws {
    guard isatty(STDOUT_FILENO) == 1 else {
      return try write { try? FileHandle.standardOutput.write(contentsOf: Data($0)) }
    }
    var bytes: [UInt8] = []
    try write { bytes += $0 }
    output(document: String(decoding: bytes, as: UTF8.self))
  }

  /// Writes a result as a JSON object.
  static func output(json value: some Encodable) throws {
    output(String(decoding: try JSONFile.bytes(of: value), as: UTF8.self))
  }

  /// Writes a message, cleaned of what a terminal would obey.
  static func error(_ message: String) {
    let lines = message.split(separator: "\n").map { TextStyle.clean(String($0)) }
    write("glueport: \(lines.joined(separator: "\n"))\n", to: .standardError)
  }

  /// Tells of a failure: as text, and with `--json` as an object on standard output too.
  static func report(_ failure: any Failure, json: Bool) {
    error("\(failure)")
    if json { try? output(json: FailureReport(failure)) }
  }

  /// Colour for standard output, where it is a terminal that wants it.
  static func style(quiet: Bool, environment: [String: String]) -> TextStyle {
    TextStyle(coloured: isTerminal(STDOUT_FILENO, quiet: quiet, environment: environment))
  }

  /// Whether a file descriptor is a terminal that takes colour and moving lines.
  static func isTerminal(
    _ descriptor: Int32, quiet: Bool, environment: [String: String]
  ) -> Bool {
    !quiet && isatty(descriptor) == 1 && (environment["NO_COLOR"] ?? "").isEmpty
      && (environment["CI"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  /// How many columns standard output has; nil where it is no terminal.
  static var width: Int? {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
      size.ws_col > 0
    else { return nil }
    return Int(size.ws_col)
  }

  /// Asks a person, and takes nothing but a clear yes for one.
  ///
  /// - Throws: `CancellationError` where a signal came instead of an answer.
  static func confirm(_ question: String) throws -> Bool {
    guard let answer = try ask("\(question) [y/N] ") else { return false }
    return ["y", "yes"].contains(answer.lowercased())
  }

  /// What a person chose.
  enum Choice: Equatable {
    /// One of the choices, counted from 0.
    case chosen(Int)
    /// None of them.
    case none
    /// To be asked no more.
    case quit
  }

  /// Asks a person to choose, and takes nothing but a number for a choice.
  ///
  /// - Throws: `CancellationError` where a signal came instead of an answer.
  static func choose(_ question: String, _ choices: [String]) throws -> Choice {
    let lines = choices.enumerated().map { "  \($0.offset + 1)  \(TextStyle.clean($0.element))\n" }
    let text = "\(TextStyle.clean(question))\n\(lines.joined())number, Enter for none, q to stop: "
    guard let answer = try ask(text), answer != "q" else { return .quit }
    guard let number = Int(answer), choices.indices.contains(number - 1) else { return .none }
    return .chosen(number - 1)
  }

  /// Asks a person; nil at the end of the input.
  private static func ask(_ question: String) throws -> String? {
    write(question, to: .standardError)
    // A signal cancels the task, and a read that waits for a line would not notice.
    var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while poll(&input, 1, pollInterval) <= 0 { try Task.checkCancellation() }
    return readLine()
  }

  /// How often somebody who thinks is looked after, in milliseconds.
  private static let pollInterval: Int32 = 100

  private static func write(_ text: String, to handle: FileHandle) {
    // Whoever closed the other end does not want to read it.
    try? handle.write(contentsOf: Data(text.utf8))
  }
}

/// A failure as JSON.
private struct FailureReport: Encodable {
  struct Description: Encodable {
    let message: String
    let remedy: String?
  }
  let error: Description
  let exit: Int32
  let retryAfter: Double?

  enum CodingKeys: String, CodingKey {
    case error, exit
    case retryAfter = "retry_after"
  }

  init(_ failure: any Failure) {
    error = Description(message: failure.message, remedy: failure.remedy)
    exit = failure.kind.exit.rawValue
    retryAfter = failure.retryAfter?.seconds
  }
}
