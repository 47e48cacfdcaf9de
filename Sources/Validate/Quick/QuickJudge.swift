internal import Pipeline

/// Judges domains the quick way: in bytes where nothing speaks against them, or no more than that they
/// are a government's; by the rules where something else may.
///
/// A class, so that what many share is not counted anew for each candidate.
final class QuickJudge: Sendable {
  /// What the rules say of a domain.
  enum Verdict {
    /// Nothing at all: it may be imported under the name that was written.
    case clean(name: Range<Int>)
    /// This speaks against it.
    case refused([Finding])
    /// It may be imported, and something is to be said of it: the long way has to be gone.
    case special
  }

  /// The rules.
  let rules: OrganizationRules

  init(_ rules: OrganizationRules) {
    self.rules = rules
  }

  /// What is kept between the judgements of a piece.
  struct Notepad: Sendable {
    /// The normalized names, each with a NUL byte behind it.
    var names: [UInt8] = []
    /// The public suffixes that were met.
    fileprivate var suffixes = TextTable()
  }

  /// The verdict on a domain.
  ///
  /// - Parameters:
  ///   - given: The name as IT Glue has it, in UTF-8.
  ///   - id: The IT Glue id of the organization that has it.
  ///   - notepad: Gets the name of a clean one.
  func verdict(
    on given: UnsafeRawBufferPointer, of id: RecordID, _ notepad: inout Notepad
  ) -> Verdict {
    if let name = PlainName(given) {
      let start = notepad.names.count
      name.append(to: &notepad.names)
      let end = notepad.names.count
      notepad.names.append(0)
      switch quickVerdict(on: start..<end, &notepad) {
      case .clean: return .clean(name: start..<end)
      case .government(let findings): return .refused(findings)
      case nil: break
      }
    }
    let text = String(decoding: given, as: UTF8.self)
    let verdict = rules.verdict(
      on: CandidateDomain(id: nil, name: text), of: id.description, as: nil)
    return verdict.findings.isEmpty ? .special : .refused(verdict.findings)
  }

  private func quickVerdict(
    on name: Range<Int>, _ notepad: inout Notepad
  ) -> DomainRules.QuickVerdict? {
    notepad.names.withUnsafeBytes { names in
      let name = UnsafeRawBufferPointer(rebasing: names[name])
      if rules.world.isMonitored(name) { return nil }
      return rules.domainRules.quickVerdict(on: name, &notepad.suffixes)
    }
  }
}
