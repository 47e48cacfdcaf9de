internal import Pipeline

/// What the first reading finds in a piece of the candidates.
struct QuickNotes: Sendable {
  /// How a candidate can be gone on with.
  enum Way: Sendable, Equatable {
    /// The long way only.
    case long
    /// The quick way.
    case quick
    /// The quick way: nothing speaks against any of its domains, which nobody before wants. The first has
    /// this number among the claims, and the others follow.
    case clean(firstClaim: UInt32)
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
    var title: Text
    /// How many domains it has.
    var domains: Int
    /// Those that it would be planned with, as places in `wanted`.
    var wanted: Range<Int>

    var isClean: Bool { wanted.count == domains }
  }

  /// A text that is sought in a table, as a place in `bytes`.
  struct Text: Sendable {
    var range: Range<Int>
    var hash: TextTable.Hash
  }

  private(set) var notes: [Note] = []
  /// The domains that are wanted.
  private(set) var wanted: [Text] = []
  private var notepad = QuickJudge.Notepad()

  /// The names and titles.
  var bytes: [UInt8] { notepad.names }

  /// - Throws: `JSONLinesError` with the line.
  init(_ piece: LinePiece, _ judge: QuickJudge, goesQuick: Bool) throws {
    var plain = PlainCandidate()
    try piece.forEach(Candidate.self) { candidate, place in
      notes.append(.long(Judged(place: place, candidate, by: judge.rules)))
    } quick: { line, _ in
      guard goesQuick, plain.read(line, judge), let note = note(plain, judge) else { return false }
      notes.append(note)
      return true
    }
  }

  /// The note a little behind one; nil where there is none.
  func soon(behind index: Int) -> Note? {
    let place = index + prefetchDistance
    return place < notes.count ? notes[place] : nil
  }

  /// Nil where the long way has to be gone.
  private mutating func note(_ candidate: borrowing PlainCandidate, _ judge: QuickJudge) -> Note? {
    if !candidate.findings.isEmpty || candidate.domains.isEmpty { return refused(candidate) }
    let name = append { $0.append(contentsOf: candidate.name) }
    let title = append { FoldedText.append(utf8: candidate.name, to: &$0) }
    let firstWanted = wanted.count
    for domain in candidate.domains {
      switch judge.verdict(on: domain, of: candidate.id, &notepad) {
      case .clean(let name): wanted.append(text(name))
      case .refused: break
      case .special: return nil
      }
    }
    if wanted.count == firstWanted {
      return .refused(candidate.id, domains: candidate.domains.count)
    }
    return .quick(
      Plain(
        id: candidate.id, name: name, title: text(title), domains: candidate.domains.count,
        wanted: firstWanted..<wanted.count))
  }

  private func refused(_ candidate: borrowing PlainCandidate) -> Note? {
    for finding in candidate.findings {
      // Who comes with a title that exists is told of before anything is decided.
      guard let reason = finding.reason, reason != .titleExists else { return nil }
    }
    return .refused(candidate.id, domains: candidate.domains.count)
  }

  private func text(_ range: Range<Int>) -> Text {
    bytes.withUnsafeBytes {
      Text(range: range, hash: TextTable.hash(of: UnsafeRawBufferPointer(rebasing: $0[range])))
    }
  }

  private mutating func append(_ text: (inout [UInt8]) -> Void) -> Range<Int> {
    let start = notepad.names.count
    text(&notepad.names)
    return start..<notepad.names.count
  }
}
