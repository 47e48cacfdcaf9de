internal import ArgumentParser
private import CLinux
internal import Foundation
internal import Pipeline

/// `glueport`: organizations and domains from IT Glue to Dark Web ID, in bulk and safely.
@main
struct Glueport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "glueport",
    abstract: "Moves organizations and domains from IT Glue into Dark Web ID, from a spreadsheet.",
    discussion: """
      A pipeline file says where from, how and where to; `glueport init` writes one
      to start from. Begin with a rehearsal:
        glueport-sandbox --environment-file sandbox.env &
        until [ -s sandbox.env ]; do sleep 0.1; done; . ./sandbox.env
        glueport run pipelines/rehearsal.yaml --dry-run

      Exit codes:
        0  all is done
        2  done, and some organizations or domains stayed Unimported
       64  wrong use of the command line
       65  bad input: the file, line or cell is named
       69  a service gave up, or an import is still pending: resume
       70  an error in the program
       73  another process works on this run or account
       74  the disk, the ledger or a lock failed
       77  a service refused the credentials or the address
       78  the plan is not the reviewed one, or the world has moved
      130  interrupted; 143 terminated: resume
      """,
    version: "0.1.0",
    subcommands: [
      InitCommand.self,
      RunCommand.self, ExtractCommand.self, TransformCommand.self, ValidateCommand.self,
      LoadCommand.self, ResumeCommand.self, RetryCommand.self, DiscardCommand.self,
      ReportCommand.self, LinksCommand.self, WhyCommand.self, StatusCommand.self, RunsCommand.self,
      MappingCommand.self,
      DoctorCommand.self, FleetCommand.self,
    ])

  /// The one place where errors become exit codes.
  static func main() async {
    // What a run writes is for its owner only, whoever writes it.
    umask(0o077)
    signal(SIGPIPE, SIG_IGN)
    glueport_keep_freed_memory()
    do {
      let command = try parseAsRoot()
      let interrupt = Interrupt()
      let exit = await interrupt.watch { await perform(command) }
      Foundation.exit(exit.rawValue)
    } catch {
      exit(withError: error)
    }
  }

  private static func perform(_ command: any ParsableCommand) async -> Exit {
    let wantsJSON = (command as? any ConsoleCommand)?.console.json ?? false
    do {
      switch command {
      case let command as any ExitingCommand: return try await command.perform()
      case var command:
        // What is no command of ours is the parser's own: help, a version, completions.
        do { try command.run() } catch { exit(withError: error) }
        return .done
      }
    } catch is CancellationError {
      Console.report(Stopped(), json: wantsJSON)
      return .interrupted
    } catch let failure as any Failure {
      Console.report(failure, json: wantsJSON)
      return failure.kind.exit
    } catch  where error is CleanExit || error is ExitCode || error is ValidationError {
      exit(withError: error)
    } catch {
      Console.error("\(error)")
      return .inconsistent
    }
  }
}

/// A signal stopped the work.
private struct Stopped: Failure {
  var kind: FailureKind { .interrupted }
  var message: String { "stopped; the checkpoints are whole" }
  var remedy: String? { "`glueport resume` goes on" }
}

/// A command that says how it ended by an exit code.
protocol ExitingCommand: ParsableCommand {
  /// Does what the command is for.
  ///
  /// - Throws: A `Failure`; `CancellationError` when a signal stopped it.
  func perform() async throws -> Exit
}

/// A command with the options that say how it talks.
protocol ConsoleCommand {
  var console: ConsoleOptions { get }
}
