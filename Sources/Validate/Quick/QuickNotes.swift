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
    case long(Judged)
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
    var domains = 0
    /// Those that it would be planned with.
    var wanted: [Range<Int>] = []

    var isClean: Bool { wanted.count == domains }
  }

  private(set) var notes: [Note] = []
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
    var plain = Plain(
      id: candidate.id, name: append(candidate.name),
      title: FoldedText(utf8: candidate.name).text.withBytes { append($0) })
    for element in candidate.domains {
      guard let domain = PlainDomain(element) else { return nil }
      plain.domains += 1
      switch judge.verdict(on: domain, of: candidate.id, &notepad) {
      case .clean(let name): plain.wanted.append(name)
      case .refused: break
      case .special: return nil
      }
    }
    return plain.wanted.isEmpty ? .refused(plain.id, domains: plain.domains) : .quick(plain)
  }

  private func refused(_ candidate: PlainCandidate) -> Note? {
    // Who comes with a title that exists is told of before anything is decided.
    guard let found = candidate.foundByTransform,
      !found.contains(where: { $0.reason == .titleExists })
    else { return nil }
    var domains = 0
    for element in candidate.domains {
      guard PlainDomain(element) != nil else { return nil }
      domains += 1
    }
    return .refused(candidate.id, domains: domains)
  }

  private mutating func append(_ text: UnsafeRawBufferPointer) -> Range<Int> {
    let start = notepad.names.count
    notepad.names.append(contentsOf: text)
    return start..<notepad.names.count
  }
}
