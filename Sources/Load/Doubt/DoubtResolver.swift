internal import DarkWebID
internal import FoundationEssentials
internal import Ledger
internal import Pipeline

/// Settles requests whose answers were lost, as far as Dark Web ID shows what became of them. It sends
/// nothing.
struct DoubtResolver {
  /// What is known of a doubt now.
  struct Resolution {
    var entry: LedgerEntry
    /// Whether it certainly did not arrive, and nothing is in the way of sending it again.
    var mayBeSentAgain = false
  }

  private let session: LoadSession
  private let asked: Date
  private var lookup: Lookup

  /// - Parameters:
  ///   - listed: The organizations that Dark Web ID lists.
  ///   - asked: When it was asked for them.
  /// - Throws: `LedgerError`.
  init(_ session: LoadSession, listed: [OrganizationState], asked: Date) throws {
    self.session = session
    self.asked = asked
    let links = try session.ledger.links(session.account)
    lookup = Lookup(
      listed: listed,
      linked: Dictionary(links.map { ($0.uuid, $0.id) }) { first, _ in first })
  }

  /// Looks one up.
  ///
  /// - Throws: `LedgerError`.
  mutating func resolve(_ doubt: LedgerEntry) throws -> Resolution {
    var entry = doubt
    if entry.intendedAt > session.time.now() {
      // The clock was set back: what is waited for counts from now.
      entry.intendedAt = session.time.now()
      try session.record(entry)
    }
    let doubt = entry
    switch lookup.sighting(of: doubt) {
    case .found(let remote):
      session.progress(.note("“\(doubt.title)”: found in Dark Web ID; the request had arrived"))
      entry.take(remote, isFinal: session.isOverdue(doubt, at: asked))
      lookup.link(remote.uuid, with: doubt.id)
      entry = try session.record(entry)
    case .several(let candidates):
      // A person has to decide, and nothing is sent.
      entry.state = .unknown
      entry.detail =
        "\(candidates.count) organizations of Dark Web ID could be this one: "
        + candidates.map(\.uuid).joined(separator: ", ")
        + "; `glueport links adopt \(doubt.id) UUID` decides which,"
        + " and --none instead of UUID that it is none of them"
      guard entry != doubt else { break }
      session.progress(.note("“\(doubt.title)”: \(entry.detail ?? "")"))
      try session.record(entry)
    case .taken(let other) where session.isOverdue(doubt, at: asked):
      // It did not arrive, and by now it could not.
      entry.refuse(.titleExists, detail: "\(other.uuid) has this title, and other domains")
      try session.record(entry)
    case .taken: break
    case .nothing:
      return Resolution(entry: doubt, mayBeSentAgain: session.isOverdue(doubt, at: asked))
    }
    return Resolution(entry: entry)
  }
}
