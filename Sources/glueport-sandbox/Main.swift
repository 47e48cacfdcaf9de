import ArgumentParser
import Foundation

/// Where the program starts: one line on standard error for whatever is wrong, and its exit code.
@main
struct Main {
  static func main() async {
    do {
      var command = try SandboxCommand.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        // Help and version are commands of the parser's own.
        try command.run()
      }
    } catch {
      exit(report(error))
    }
  }

  /// Tells the error; help goes to standard output as asked.
  private static func report(_ error: any Error) -> Int32 {
    let code = ExitStatus.code(for: error)
    if code == 0 {
      SandboxCommand.exit(withError: error)
    }
    let message = (error as? ExitStatus)?.message ?? SandboxCommand.message(for: error)
    try? FileHandle.standardError.write(contentsOf: Data("glueport-sandbox: \(message)\n".utf8))
    return code
  }
}
