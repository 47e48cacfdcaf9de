import Foundation
import Testing

@Suite("A person at the terminal")
struct PromptTests {
  /// Runs `glueport run` on a terminal of its own, made by script(1), and types an answer.
  private func ask(_ place: Workplace, answer: String) async throws -> Outcome {
    let command = "\(Program.glueport.url.path) run \(try place.pipeline()) --run-dir run"
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

  @Test("sees the plan and is asked; yes loads it")
  func yes() async throws {
    let place = try await Workplace()
    let outcome = try await ask(place, answer: "y\n")
    #expect(outcome.exit == 69, "\(outcome.output)")
    #expect(!(try await place.created()).isEmpty)
  }
}
