import Foundation

/// Answers requests for the sandbox's own pages under `/sandbox/`.
struct SandboxControl: Sendable {
  let account: DarkWebIDAccount
  let gate: FaultGate

  /// The answer to a request under `/sandbox/`; nil for any other.
  func respond(to request: SandboxRequest) async -> SandboxAnswer? {
    guard request.components.first == "sandbox" else { return nil }
    let text = String(decoding: request.body, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    switch SandboxPage(request) {
    case .journal: return await journal()
    case .faults: return await arm(text)
    case .licences: return await setLicences(text)
    case .remove: return await remove(text)
    case nil:
      let pages = SandboxPage.allCases.map { "\($0.method) \($0.path)" }
      return .darkwebidError(
        404, code: "not_found", message: "The sandbox has \(pages.joined(separator: ", "))")
    }
  }

  private func journal() async -> SandboxAnswer {
    var journal = await account.journal
    journal.requests = .init(
      itglue: await gate.requests(of: .itglue), darkwebid: await gate.requests(of: .darkwebid))
    return .darkwebid(journal)
  }

  private func arm(_ text: String) async -> SandboxAnswer {
    do {
      let spec = try FaultSpec(text)
      await gate.arm(spec.rules)
      return .darkwebid(["armed": spec.rules.count])
    } catch {
      return .darkwebidError(400, code: "bad_faults", message: error.description)
    }
  }

  private func setLicences(_ text: String) async -> SandboxAnswer {
    guard let limit = Int(text), limit >= 0 else {
      return .darkwebidError(400, code: "bad_number", message: "'\(text)' is no number from 0")
    }
    await account.setLicences(limit)
    return .darkwebid(["domain_limit": limit])
  }

  private func remove(_ text: String) async -> SandboxAnswer {
    guard let uuid = await account.remove(text) else {
      return .darkwebidError(404, code: "not_found", message: "No organization is '\(text)'")
    }
    return .darkwebid(["removed": uuid])
  }
}
