internal import DarkWebID
internal import Pipeline

/// What a person says in the column Done: by a mark, by the wizard's Status, or by a reason.
enum DoneCell: Sendable, Equatable {
  /// It is not imported yet, or the wizard still shows it as Pending.
  case open
  /// It is imported.
  case imported
  /// It is not, and why; with the words where they say more than the reason.
  case unimported(Reason, words: String?)

  /// - Parameter text: The cell; nil comes of one that says nothing known.
  init?(_ text: String) {
    let folded = FoldedText(text).text
    switch folded {
    case "", Status.pending.rawValue: self = .open
    case "done", Status.imported.rawValue: self = .imported
    case Status.unimported.rawValue: self = .unimported(.importError, words: nil)
    default:
      if let answer = YesNo.read(text) {
        self = answer ? .imported : .open
      } else if let reason = Self.reason(of: folded) {
        let isAllSaid = [reason.rawValue, FoldedText(reason.text).text].contains(folded)
        self = .unimported(reason, words: isAllSaid ? nil : text)
      } else {
        return nil
      }
    }
  }

  /// The reason of a code, or of the vendor's words.
  private static func reason(of folded: String) -> Reason? {
    if let reason = Reason(code: folded) {
      return reason.status == .unimported ? reason : nil
    }
    return ReasonRules.usual.reason(of: folded)
  }
}

/// What a person says in the column Not imported: domains that the wizard shows as Unimported, each
/// by itself or with its reason behind a colon.
struct NotImportedCell: Sendable, Equatable {
  /// What it says of one domain.
  struct Entry: Sendable, Equatable {
    /// As it stands there.
    var given: String
    /// The domain; nil where none can be read.
    var name: String?
    /// Why it is not imported; nil where the cell does not tell.
    var reason: Reason?
    /// The words, where they say more than the reason.
    var words: String?
    /// The reason that nobody knows.
    var unknownReason: String?
  }

  /// The domains in their order.
  let entries: [Entry]

  init(_ text: String) { entries = DomainCell(text).entries.map(Self.entry) }

  private static func entry(_ found: DomainCell.Entry) -> Entry {
    var entry = Entry(given: found.given, name: found.name?.text)
    guard entry.name == nil, let colon = found.given.lastIndex(of: ":") else { return entry }
    entry.name = (try? DomainName(String(found.given[..<colon])))?.text
    let why = String(found.given[found.given.index(after: colon)...])
    guard case .unimported(let reason, let words)? = DoneCell(why) else {
      entry.unknownReason = why.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return entry
    }
    entry.reason = reason
    entry.words = words
    return entry
  }
}
