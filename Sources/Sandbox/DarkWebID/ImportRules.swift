/// What Dark Web ID does with a domain that it is sent: the laws of the sandbox's own world.
struct ImportRules: Sendable {
  /// How long an import takes.
  var importTime: Duration
  /// Domains on the vendor's secret list, in lower case.
  var sensitive: Set<String> = []
  /// Domains whose first import fails, in lower case.
  var failingAtFirst: Set<String> = []
  /// Titles whose import takes another time, in lower case.
  var held: [String: Duration] = [:]

  /// What the faults in force add for one request.
  struct Circumstances: Sendable {
    /// The import of these domains fails.
    var fails = false
    /// The import never settles.
    var neverSettles = false
  }

  /// A domain's future.
  struct Verdict: Sendable, Equatable {
    let outcome: MonitoredDomain.Outcome
    /// How long until it shows; nil is never.
    let delay: Duration?
  }

  /// What becomes of a domain that is sent for the given time.
  func verdict(
    on domain: String, of title: String, attempt: Int, licenceIsFree: Bool,
    _ circumstances: Circumstances = .init()
  ) -> Verdict {
    let name = domain.lowercased()
    // Refused at the door, both at once.
    if name.hasSuffix(".gov") { return Verdict(outcome: .unimported(.govDomain), delay: .zero) }
    if !licenceIsFree { return Verdict(outcome: .unimported(.licenceLimit), delay: .zero) }

    let delay =
      circumstances.neverSettles ? nil : held[title.lowercased(), default: importTime]
    if sensitive.contains(name) {
      return Verdict(outcome: .unimported(.sensitiveDomain), delay: delay)
    }
    if circumstances.fails || attempt == 1 && failingAtFirst.contains(name) {
      return Verdict(outcome: .unimported(.importError), delay: delay)
    }
    return Verdict(outcome: .imported, delay: delay)
  }
}
