internal import ArgumentParser
internal import Foundation
internal import Load
internal import Pipeline

/// `glueport retry`: loads again what stayed Unimported.
struct RetryCommand: AsyncParsableCommand, ExitingCommand, ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Load again what a run was refused: all of it, by reason, or by organization.",
    discussion: """
      What was held back before load is not sent: mend it, then run the pipeline
      again. The domains of an organization that is there are added to it.
      """)

  @OptionGroup var runs: RunOptions

  @Option(help: "Only what was refused for this reason: a code of the report. May be repeated.")
  var reason: [Reason] = []

  @Option(help: "Only this organization: its IT Glue id. May be repeated.")
  var organization: [String] = []

  @Flag(name: .long, help: "Load without asking.")
  var yes = false

  @OptionGroup var console: ConsoleOptions

  private var selection: RetrySelection {
    RetrySelection(reasons: Set(reason), organizations: Set(organization))
  }

  func perform() async throws -> Exit {
    let session = Session(console: console)
    let (run, record) = try runs.find()
    guard record.state != .unfinished else {
      throw UsageError.options("\(run.id) is not settled yet: `glueport resume \(run.id)` first")
    }
    let held = try HeldBack(selection, in: run)
    guard record.approved != nil, FileBytes.size(of: run.checkpoint(of: .load)) != nil else {
      throw UsageError.options("\(run.id) has loaded nothing yet")
    }
    try held.checkOrganizations(organization)
    let file = try record.readPipeline(session.environment)
    let plan = try await session.withServices(file) { services in
      try await services.retry().plan(selection, of: run)
    }
    let remarks = held.lines(for: selection, run: run.id) + Self.remarks(on: plan)
    for line in remarks { Console.error(line) }
    guard !plan.entries.isEmpty else {
      Console.error("there is nothing to load again")
      if console.json { Console.output(try await session.report(run, record, json: true)) }
      return remarks.isEmpty ? .done : .unimported
    }
    let question =
      "Send \(plan.domains.counted("domain")) of \(plan.entries.count.counted("organization")) to"
      + " Dark Web ID again?"
    guard try session.confirm(question, yes: yes, what: "a retry") else {
      Console.error("nothing was sent")
      return .done
    }
    return try await session.conduct(
      run, record, file, word: .ask, acceptsUnverifiedProfile: false
    ) { try await queue(plan, run, record, file, session) }
  }

  /// Makes the run one that goes on, and then what is to be sent durable.
  private func queue(
    _ plan: RetryPlan, _ run: RunDirectory, _ record: RunRecord, _ file: PipelineFile,
    _ session: Session
  ) async throws {
    try await run.reopenLoad(record) {
      try await session.withServices(file) { try await $0.retry().queue(plan, of: run) }
    }
  }

  /// What of the refused ones is not sent, and what to do about it.
  private static func remarks(on plan: RetryPlan) -> [String] {
    var remarks: [String] = []
    if plan.short > 0 {
      remarks.append(
        "\(plan.short) more domain licence\(plan.short == 1 ? " is" : "s are") needed for the rest:"
          + " buy more, or free some")
    }
    if !plan.linkedSince.isEmpty {
      remarks.append("linked by another run since: \(plan.linkedSince.named)")
    }
    if !plan.neverSent.isEmpty {
      remarks.append(
        "left out when the world had overtaken the plan, so not sent again:"
          + " \(plan.neverSent.named); `glueport run PIPELINE` plans anew")
    }
    return remarks
  }
}

extension Reason: ExpressibleByArgument {}
