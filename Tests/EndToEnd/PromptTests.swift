import Foundation
import Testing

@Suite("A person at the terminal")
struct PromptTests {
  /// Runs `glueport run` on a terminal of its own, made by script(1), and types an answer.
  private func ask(
    _ place: Workplace, answer: String, _ change: (inout Workplace.Settings) -> Void = { _ in }
  ) async throws -> Outcome {
    let command = "\(Program.glueport.url.path) run \(try place.pipeline(change)) --run-dir run"
    return try await RunningProgram(
      URL(filePath: "/usr/bin/script"), ["-qec", command, "/dev/null"],
      environment: place.environment, in: place.folder, input: answer
    ).end()
  }

  @Test("sees the plan and is asked; no sends nothing and ends well")
  func no() async throws {
    let place = try await Workplace()
    let outcome = try await ask(place, answer: "n\n")
    #expect(outcome.exit == 0, "\(outcome.output)")
    #expect(outcome.output.contains("Would be imported"))
    #expect(outcome.output.contains("[y/N]"))
    #expect(try await place.created().isEmpty)
  }

  @Test("is asked about a worksheet where that is the destination")
  func worksheet() async throws {
    let place = try await Workplace()
    let outcome = try await ask(place, answer: "y\n") {
      $0.worksheet = "Example MSP"
      $0.licence = "{ limit: 40 }"
    }
    #expect(outcome.exit == 69, "\(outcome.output)")
    #expect(outcome.output.contains("on a worksheet, to be imported by hand? [y/N]"))
  }

  @Test("presses Ctrl-C instead of an answer: it ends at once with 130, and nothing is sent")
  func interrupted() async throws {
    let place = try await Workplace()
    // A pipe that stays open: nobody has answered yet.
    let typed = place.folder.appending(path: "typed").path
    #expect(mkfifo(typed, 0o600) == 0)
    let command = "\(Program.glueport.url.path) run \(try place.pipeline()) --run-dir run"
    let program = try RunningProgram(
      URL(filePath: "/bin/sh"), ["-c", "exec script -qec '\(command)' /dev/null <>typed"],
      environment: place.environment, in: place.folder)
    while !program.outputSoFar.contains("[y/N]"), program.isRunning {
      try await Task.sleep(for: .milliseconds(10))
    }
    let keyboard = try FileHandle(forUpdating: URL(filePath: typed))
    try keyboard.write(contentsOf: Data([3]))
    let outcome = try await program.end()
    #expect(outcome.exit == 130, "\(outcome.output)")
    #expect(try await place.created().isEmpty)
  }

  @Test("sees the plan and is asked; yes loads it")
  func yes() async throws {
    let place = try await Workplace()
    let outcome = try await ask(place, answer: "y\n")
    #expect(outcome.exit == 69, "\(outcome.output)")
    #expect(!(try await place.created()).isEmpty)
  }
}
