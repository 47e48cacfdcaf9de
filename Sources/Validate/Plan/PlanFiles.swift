private import FoundationEssentials
internal import Pipeline

/// The files that validate writes. Each appears whole, or not at all.
struct PlanFiles {
  /// What was written so far.
  private(set) var tally = Tally()

  private let run: RunDirectory
  private let plan: OutputFile
  private let unimported: OutputFile

  init(_ run: RunDirectory) throws {
    self.run = run
    plan = try OutputFile(whole: run.file("plan.jsonl", of: .validate))
    unimported = try OutputFile(whole: run.file("unimported.jsonl", of: .validate))
  }

  /// Writes a line of the plan.
  mutating func write(_ line: PlanLine) throws {
    try plan.write(line)
    tally.count(line)
  }

  /// Writes a line of what is left out.
  mutating func write(_ line: UnimportedLine) throws {
    try unimported.write(line)
    tally.count(line)
  }

  /// Writes what was decided the quick way of organizations that follow one another.
  mutating func write(_ decided: QuickDecisions, _ range: Range<Int>) throws {
    let (plan, unimported) = decided.lines(of: range)
    try self.plan.write(lines: plan.bytes, count: plan.count)
    try self.unimported.write(lines: unimported.bytes, count: unimported.count)
    for index in range { decided.count(index, in: &tally) }
  }

  /// Ends the files, and writes the world and the plan's header, which need the whole plan.
  func finish(
    world: World, licences: LicenceForecast, created: String
  ) throws -> [String: WrittenFile] {
    var outputs: [String: WrittenFile] = [:]
    let plan = try plan.finish()
    outputs["plan.jsonl"] = plan
    outputs["unimported.jsonl"] = try unimported.finish()
    let worldFile = try write(JSONFile.bytes(of: world), as: "world.json")
    outputs["world.json"] = worldFile
    let header = PlanHeader(
      planDigest: plan.digest, worldDigest: worldFile.digest,
      created: created, counts: tally.ofPlan, licences: licences)
    outputs["plan.json"] = try write(JSONFile.bytes(of: header), as: "plan.json")
    return outputs
  }

  /// The digest of `world.json`.
  static func digest(of world: World) throws -> Digest {
    var hasher = Digest.Hasher()
    try hasher.update(JSONFile.bytes(of: world))
    return hasher.finish()
  }

  /// Writes a document, line by line so that its lines are counted.
  private func write(_ document: Data, as name: String) throws -> WrittenFile {
    let file = try OutputFile(whole: run.file(name, of: .validate))
    let lines = document.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for line in lines.dropLast() { try file.writeLine(line) }
    return try file.finish()
  }
}
