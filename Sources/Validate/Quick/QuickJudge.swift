internal import Pipeline

/// Judges domains the quick way: in bytes where nothing speaks against them, by the rules where
/// something may.
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

  /// The verdict on a domain.
  ///
  /// - Parameters:
  ///   - isKnownClean: Whether it is known from before that nothing speaks against it.
  ///   - bytes: Gets the normalized name of a clean one, with a NUL byte behind it.
  func verdict(
    on domain: PlainDomain, of id: RecordID, isKnownClean: Bool = false, _ bytes: inout [UInt8]
  ) -> Verdict {
    if let name = PlainName(domain.given) {
      let start = bytes.count
      name.append(to: &bytes)
      let end = bytes.count
      bytes.append(0)
      if isKnownClean || isClean(bytes, start..<end) { return .clean(name: start..<end) }
    }
    let given = String(decoding: domain.given, as: UTF8.self)
    let verdict = rules.verdict(
      on: CandidateDomain(id: nil, name: given), of: id.description, as: nil)
    return verdict.findings.isEmpty ? .special : .refused(verdict.findings)
  }

  private func isClean(_ bytes: [UInt8], _ name: Range<Int>) -> Bool {
    bytes.withUnsafeBytes { bytes in
      let name = UnsafeRawBufferPointer(rebasing: bytes[name])
      return rules.domainRules.isClean(name) && !rules.world.isMonitored(name)
    }
  }
}
