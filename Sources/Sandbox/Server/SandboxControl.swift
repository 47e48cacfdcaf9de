/// The sandbox's own pages under `/sandbox/`: the journal, and the armed faults.
struct SandboxControl: Sendable {
  let account: DarkWebIDAccount
  let gate: FaultGate

  /// The answer to a request under `/sandbox/`; nil for any other.
  func respond(to request: SandboxRequest) async -> SandboxAnswer? {
    guard request.components.first == "sandbox" else { return nil }
    switch (request.method, request.path) {
    case ("GET", "/sandbox/journal.json"):
      var journal = await account.journal
      journal.requests = .init(
        itglue: await gate.requests(of: .itglue), darkwebid: await gate.requests(of: .darkwebid))
      return .darkwebid(journal)
    case ("POST", "/sandbox/faults"):
      do {
        let spec = try FaultSpec(String(decoding: request.body, as: UTF8.self))
        await gate.arm(spec.rules)
        return .darkwebid(["armed": spec.rules.count])
      } catch {
        return .darkwebidError(400, code: "bad_faults", message: error.description)
      }
    default:
      return .darkwebidError(
        404, code: "not_found",
        message: "The sandbox has GET /sandbox/journal.json and POST /sandbox/faults")
    }
  }
}
