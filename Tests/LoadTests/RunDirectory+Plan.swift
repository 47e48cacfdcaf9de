import Pipeline

extension RunDirectory {
  /// Writes a plan and the world that it was made from, as validate leaves them.
  ///
  /// - Returns: The digest of the plan.
  func write(
    _ plan: [PlanLine], made world: World, licences: LicenceForecast? = nil
  ) throws -> String {
    try FileBytes.makeFolder(folder(of: .validate))
    var checkpoint = Checkpoint(stage: .validate, stageVersion: 1, state: .finished, inputs: [:])
    func write(_ values: [some Encodable], _ name: String) throws {
      let output = try OutputFile(whole: file(name, of: .validate))
      for value in values { try output.write(value, with: JSONLines.encoder()) }
      checkpoint.outputs[name] = try output.finish()
    }
    try write([world], "world.json")
    try write(plan, "plan.jsonl")
    try write([UnimportedLine](), "unimported.jsonl")
    let header = PlanHeader(
      planDigest: try Digest.of(file: file("plan.jsonl", of: .validate)).text,
      worldDigest: try Digest.of(file: file("world.json", of: .validate)).text,
      created: "2026-11-23T10:00:00Z", counts: [:], licences: licences)
    try write([header], "plan.json")
    try JSONFile.write(checkpoint, to: self.checkpoint(of: .validate))
    return header.digest
  }
}
