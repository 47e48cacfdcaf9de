import Foundation
import TestSupport
import Testing

/// Does one operation after the other, in the world and in the model, and tells what is not as the
/// model says.
struct Interpreter {
  private let account: ModelAccount
  private let place: Workplace
  private let pipeline: String
  private var model: Model
  private var random: SplitMix64
  /// What was done and what came of it.
  private(set) var story: [String] = []
  /// What was not as expected.
  private(set) var violations: [String] = []

  /// The exits that a command may have in the end, whatever was done before: what it names can be
  /// mended, and none is a defect of the program.
  private static let ofRun: Set<Int32> = [0, 2, 69, 78]
  private static let ofRetry: Set<Int32> = [0, 2, 64, 65, 69, 78]

  init(_ account: ModelAccount, random: SplitMix64) async throws {
    self.account = account
    self.random = random
    (place, pipeline) = try await account.place()
    model = Model(sheet: ModelSheet(account.ids, using: &self.random))
    _ = try place.write(model.sheet.text, to: "sheet.csv")
  }

  /// Does so many random operations, until something is not as expected.
  mutating func run(steps: Int) async throws {
    for number in 0..<steps where violations.isEmpty {
      // Where nothing has begun and all goes well, little can happen.
      let first: [Operation] = [.arm, random.oneIn(2) ? .run : .runKilled]
      let operation = number < first.count ? first[number] : .random(using: &random)
      try await perform(operation)
      violations += try await ModelChecks(account, place, model).violations()
    }
    if violations.isEmpty { try await conclude() }
  }

  private mutating func perform(_ operation: Operation) async throws {
    switch operation {
    case .run: try await begin(["run", pipeline, "--yes"])
    case .runKilled: try await begin(["run", pipeline, "--yes"], killedAt: moment())
    case .runContinue: try await goOn(["run", pipeline, "--yes", "--continue"])
    case .resume: try await resume()
    case .resumeKilled: try await resume(killedAt: moment())
    case .retry: try await retry()
    case .discard:
      if let run = place.runs().last(where: { model.mayBlock.contains($0) }) {
        try await discard(run)
      }
    case .edit:
      for _ in 0...Int.random(in: 0...2, using: &random) {
        story.append("sheet: \(model.sheet.edit(using: &random))")
      }
      _ = try place.write(model.sheet.text, to: "sheet.csv")
    case .licences: try await changeLicences(to: Int.random(in: 6...20, using: &random))
    case .remove:
      guard let one = try await FarSide(place).living.randomElement(using: &random) else { return }
      story.append("deleted there: “\(one.title)”")
      try await place.remove(one.uuid)
    case .arm: try await arm(try await faults())
    case .disarm: try await arm(FaultDice.always)
    }
  }

  // MARK: - Commands

  /// A new run: one that is not settled is never skipped over.
  private mutating func begin(_ command: [String], killedAt moment: Moment? = nil) async throws {
    let (before, blocking, mayBlock) = (place.runs(), model.blocking, model.mayBlock)
    let arrived = try await place.arrived()
    let outcome = try await execute(command, killedAt: moment)
    try note(outcome, on: place.runs().filter { !before.contains($0) })
    guard outcome.exit >= 0 else { return }
    expect(outcome, in: Self.ofRun)
    let named = mayBlock.filter { run in
      outcome.error.contains("glueport resume \(run)")
        && outcome.error.contains("glueport discard \(run)")
    }
    if !blocking.isEmpty {
      // A service that gave up before is the other thing that can come first.
      if outcome.exit != 69, outcome.exit != 78 || named.isEmpty {
        violations.append("a new run does not name \(blocking): \(outcome.error)")
      }
      if try await place.arrived() != arrived {
        violations.append("a new run has sent something before \(blocking) is settled")
      }
    } else if outcome.exit == 78, named.isEmpty, !outcome.error.contains("overtaken") {
      violations.append("a new run does not say what keeps it: \(outcome.error)")
    }
  }

  /// The newest run that is open, or the newest.
  private mutating func resume(killedAt moment: Moment? = nil) async throws {
    let open = place.runs().last { run in
      model.runs[run].map { $0 == .notBegun || $0.mayBlock } ?? false
    }
    guard let run = open ?? place.runs().last else { return }
    try await resume(run, killedAt: moment)
  }

  private mutating func resume(_ run: String, killedAt moment: Moment? = nil) async throws {
    let outcome = try await execute(["resume", run, "--yes"], killedAt: moment)
    try note(outcome, on: [run])
    if outcome.exit >= 0 { expect(outcome, in: Self.ofRun) }
  }

  /// `run --continue`: which run it works on is for the program to say.
  private mutating func goOn(_ command: [String]) async throws {
    let before = try records()
    let outcome = try await execute(command)
    let after = try records()
    try note(outcome, on: after.keys.filter { after[$0] != before[$0] })
    expect(outcome, in: Self.ofRun)
  }

  /// What `run.json` of each run says.
  private func records() throws -> [String: String] {
    try Dictionary(
      uniqueKeysWithValues: place.runs().map { ($0, try place.text("runs/\($0)/run.json")) })
  }

  private mutating func retry() async throws {
    guard let run = place.runs().last(where: { model.runs[$0] == .ended }) else { return }
    let reason = random.oneIn(2) ? ["--reason", "import_error"] : []
    let outcome = try await execute(["retry", run, "--yes"] + reason)
    try note(outcome, on: [run])
    expect(outcome, in: Self.ofRetry)
  }

  private mutating func discard(_ run: String) async throws {
    let outcome = try await execute(["discard", run])
    if outcome.exit == 0 {
      model.runs[run] = .discarded
    } else {
      // What has no answer has to be looked up, or a person has to decide, and that is said.
      expect(outcome, in: [69, 78])
      if !["glueport resume", "glueport links adopt"].contains(where: outcome.error.contains) {
        violations.append("discard: \(outcome.error)")
      }
    }
  }

  private mutating func execute(
    _ command: [String], killedAt moment: Moment? = nil
  ) async throws -> Outcome {
    let shown = command.map { $0 == pipeline ? "PIPELINE" : $0 }.joined(separator: " ")
    guard let moment else {
      let outcome = try await place.glueport(command)
      story.append("\(shown): exit \(outcome.exit)")
      return outcome
    }
    let outcome = try await place.glueport(command, killedAt: moment)
    let stage = Stage(lastIn: outcome.error)?.rawValue ?? "no stage"
    story.append("\(shown), to be killed \(moment): exit \(outcome.exit) in \(stage)")
    return outcome
  }

  /// Takes over how runs stand now.
  private mutating func note(_ outcome: Outcome, on runs: [String]) throws {
    for run in runs where model.runs[run] != .discarded {
      if outcome.exit < 0 { model.killed.insert(run) } else { model.killed.remove(run) }
      let standing = try place.standing(run, wasKilled: model.killed.contains(run))
      if model.runs[run] != standing { story.append("  \(run) is \(standing)") }
      model.runs[run] = standing
    }
  }

  private mutating func expect(_ outcome: Outcome, in exits: Set<Int32>) {
    guard !exits.contains(outcome.exit) else { return }
    violations.append("exit \(outcome.exit): \(outcome.error)")
  }

  // MARK: - The world

  private mutating func changeLicences(to limit: Int) async throws {
    story.append("licences: \(limit)")
    try await place.setLicences(limit)
    model.squeezed.formUnion(place.runs())
  }

  private mutating func arm(_ faults: String) async throws {
    story.append("armed \(faults)")
    try await place.arm(faults)
  }

  /// Random faults, and often an import that fails or never ends, of one that is still to be made.
  /// One that never ends is not hidden besides: nobody could ever find it.
  private mutating func faults() async throws -> String {
    var faults = FaultDice.roll(using: &random)
    faults += "," + FaultDice.destination(using: &random)
    let there = Set(try await FarSide(place).living.map(\.title))
    let next = account.importable.intersection(model.sheet.letIn).compactMap { account.names[$0] }
      .filter { !there.contains($0) }.sorted()
    guard !random.oneIn(3), !faults.contains("hide-pending"),
      let name = next.randomElement(using: &random)
    else { return faults }
    let title = name.map { $0.isLetter || $0 == " " ? "\($0)" : "\\\($0)" }.joined()
    return "\(faults),darkwebid:\(random.oneIn(3) ? "import-error" : "hold")=\(title)"
  }

  private mutating func moment() -> Moment {
    let stage = random.oneIn(3) ? nil : Stage.allCases.randomElement(using: &random)
    return Moment(stage: stage, delay: .milliseconds(Int.random(in: 0...250, using: &random)))
  }

  // MARK: - The end

  /// Nothing is in the way any more: what is open is settled or given up, and one more run brings
  /// in all that the sheet lets in.
  private mutating func conclude() async throws {
    try await arm(FaultDice.always)
    try await changeLicences(to: 1000)
    for _ in 0..<3 {
      for run in place.runs() where model.runs[run]?.mayBlock ?? false {
        try await resume(run)
        if model.runs[run]?.mayBlock ?? false { try await discard(run) }
      }
    }
    if !model.mayBlock.isEmpty { violations.append("still open: \(model.mayBlock)") }
    let before = place.runs()
    try await begin(["run", pipeline, "--yes"])
    guard let last = place.runs().last, !before.contains(last) else {
      return violations.append("the last run has left nothing")
    }
    for _ in 0..<5 where model.runs[last]?.mayBlock ?? false { try await resume(last) }
    guard model.runs[last] == .ended else {
      return violations.append("the last run has not ended")
    }
    violations += try await ModelChecks(account, place, model).violations()
    violations += try await missing(after: last)
  }

  /// What the sheet lets in and is not there exactly once; but what was deleted there stays deleted.
  private func missing(after run: String) async throws -> [String] {
    let farSide = try await FarSide(place)
    let removed = Set(farSide.removed.map(\.uuid))
    let links = try place.ledger().links()
    let broken = Set(links.filter { removed.contains($0.uuid) }.map(\.id))
    let linked = Set(links.map(\.id)).subtracting(broken)
    let final = try place.final("runs/\(run)")
    return account.importable.intersection(model.sheet.letIn).subtracting(broken).sorted()
      .compactMap { id in
        let title = account.names[id] ?? ""
        let there = farSide.living.filter { $0.title == title }.count
        // One that is linked may be told as unimported for what is left of its domains.
        let isIn =
          linked.contains(id) || ["imported -", "skipped already_linked"].contains(final[id])
        return there == 1 && isIn
          ? nil : "\(id), “\(title)”, is there \(there) times and is \(final[id] ?? "nowhere")"
      }
  }
}
