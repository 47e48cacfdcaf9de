internal import ArgumentParser
internal import Foundation
internal import Pipeline

/// `glueport status`: where a run stands, stage by stage.
struct StatusCommand: ParsableCommand, ExitingCommand, ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Tell where a run stands, stage by stage: the newest when none is named.")

  @OptionGroup var runs: RunOptions
  @OptionGroup var console: ConsoleOptions

  private struct Standing: Encodable {
    var record: RunRecord
    var stages: [Checkpoint]
  }

  func perform() throws -> Exit {
    let (run, record) = try runs.find()
    Session(console: console).refresh(run, record)
    let stages = try StageName.allCases.compactMap { try run.readCheckpoint(of: $0) }
    if console.json {
      let standing = Standing(record: record, stages: stages)
      try Console.output(json: standing)
      return .done
    }
    var text = "\(record.id)  \(record.state.rawValue), begun \(record.started)\n"
    for name in StageName.allCases {
      let checkpoint = stages.first { $0.stage == name }
      let state = checkpoint?.state.rawValue ?? (name > record.until ? "not asked for" : "to do")
      let lines = (checkpoint?.outputs ?? [:]).sorted { $0.key < $1.key }
        .map { "\($0.key): \($0.value.lines) lines" }.joined(separator: ", ")
      let label = name.rawValue.padding(toLength: 10, withPad: " ", startingAt: 0)
      text += "  \(label) \(state)\(lines.isEmpty ? "" : "  (\(lines))")\n"
    }
    Console.output(text + "\(run.url.path)\n")
    return .done
  }
}
