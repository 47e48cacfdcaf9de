import ArgumentParser

/// An end of the program that is no success: the exit code, and one line for a person.
struct ExitStatus: Error {
  let code: Int32
  let message: String

  /// Wrong use of the command line, or of what it names.
  static func usage(_ message: String) -> ExitStatus {
    ExitStatus(code: 64, message: message)
  }

  /// A port or a file that cannot be had.
  static func storage(_ message: String) -> ExitStatus {
    ExitStatus(code: 74, message: message)
  }

  /// The exit code of any error that ends the program.
  static func code(for error: any Error) -> Int32 {
    (error as? ExitStatus)?.code ?? SandboxCommand.exitCode(for: error).rawValue
  }
}
