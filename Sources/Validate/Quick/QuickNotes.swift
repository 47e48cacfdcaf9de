internal import Pipeline
internal import QuickJSON

/// What the first reading finds in a piece of the candidates.
struct QuickNotes: Sendable {
  /// How a candidate can be gone on with.
  enum Way: UInt8, Sendable {
    /// The long way only.
    case long
    /// The quick way.
    case quick
    /// The quick way, and all its domains are clean.
    case clean
    /// The quick way, and others have its title or want its domains too.
    case contested
  }

  /// A candidate.
  enum Note: Sendable {
    // Indirect, for it is large and few are of it.
    indirect case long(Judged)
    /// One without a title or a domain that others may want too.
    case refused(RecordID, domains: Int)
    case quick(Plain)
  }

  /// A candidate that would be planned if there were no other; places are those in `bytes`.
  struct Plain: Sendable {
    var id: RecordID
    var name: Range<Int>
    var title: Range<Int>
    /// How many domains it has.
    var domains: Int
    /// Those that it would be planned with, as places in `wanted`.
    var wanted: Range<Int>

    var isClean: Bool { wanted.count == domains }
  }

  private(set) var notes: [Note] = []
  /// The domains that are wanted, as places in `bytes`.
  private(set) var wanted: [Range<Int>] = []
  private var notepad = QuickJudge.Notepad()

  /// The names and titles.
  var bytes: [UInt8] { notepad.names }

  /// - Throws: `JSONLinesError` with the line.
  init(_ piece: LinePiece, _ judge: QuickJudge, goesQuick: Bool) throws {
    try piece.forEach(Candidate.self) { candidate, place in
      notes.append(.long(Judged(place: place, candidate, by: judge.rules)))
    } quick: { value, place in
      if goesQuick, let plain = PlainCandidate(value, judge),
        let note = note(plain, judge)
      {
        notes.append(note)
      } else if let candidate = Candidate(value) {
        notes.append(.long(Judged(place: place, candidate, by: judge.rules)))
      } else {
        return false
      }
      return true
    }
  }

  /// Nil where the long way has to be gone.
  private mutating func note(_ candidate: PlainCandidate, _ judge: QuickJudge) -> Note? {
    if !candidate.findings.isEmpty || candidate.domains.isEmpty { return refused(candidate) }
    let name = append { $0.append(contentsOf: candidate.name) }
    let title = append { FoldedText.append(utf8: candidate.name, to: &$0) }
    var domains = 0
    let firstWanted = wanted.count
    for element in candidate.domains {
      guard let domain = PlainDomain(element) else { return nil }
      domains += 1
      switch judge.verdict(on: domain, of: candidate.id, &notepad) {
      case .clean(let name): wanted.append(name)
      case .refused: break
      case .special: return nil
      }
    }
    if wanted.count == firstWanted { return .refused(candidate.id, domains: domains) }
    return .quick(
      Plain(
        id: candidate.id, name: name, title: title, domains: domains,
        wanted: firstWanted..<wanted.count))
  }

  private func refused(_ candidate: PlainCandidate) -> Note? {
    for element in candidate.findings {
      // Who comes with a title that exists is told of before anything is decided.
      guard let reason = FindingLine(element)?.reason, reason != .titleExists else {
        return nil
      }
    }
    var domains = 0
    for element in candidate.domains {
      guard PlainDomain(element) != nil else { return nil }
      domains += 1
    }
    return .refused(candidate.id, domains: domains)
  }

  private mutating func append(_ text: (inout [UInt8]) -> Void) -> Range<Int> {
    let start = notepad.names.count
    text(&notepad.names)
    return start..<notepad.names.count
  }
}
