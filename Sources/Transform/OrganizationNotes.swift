internal import Pipeline
internal import QuickJSON

/// What the first reading keeps of organizations that follow one another, so that they need not be read
/// anew once the spreadsheet is there.
struct OrganizationNotes: Sendable {
  /// An organization.
  struct Note: Sendable {
    let id: RecordID
    /// Whether the selection leaves it out for what it is.
    let isRefused: Bool
    /// Where its folded name ends in `names`; it begins where that of the one before ends.
    fileprivate var end: Int
  }

  private(set) var notes: [Note] = []
  private var names: [UInt8] = []

  /// None yet.
  init() {}

  /// The organizations of a piece.
  ///
  /// - Throws: ``JSONLinesError`` with the line.
  init(_ piece: LinePiece, _ rules: SelectionRules) throws {
    try piece.forEach(OrganizationResource.self) { organization, _ in
      add(organization, rules)
    } quick: { line, _ in
      guard let line = OrganizationLine(line) else { return false }
      if rules.areAny {
        add(OrganizationResource(line), rules)
      } else {
        add(line.id, line.name?.utf8 ?? UnsafeRawBufferPointer(start: nil, count: 0))
      }
      return true
    }
  }

  /// How many there are.
  var count: Int { notes.count }

  /// Adds an organization.
  mutating func add(_ organization: OrganizationResource, _ rules: SelectionRules) {
    let isRefused = rules.refusal(of: organization) != nil
    organization.name.withBytes { add(organization.id, $0, isRefused: isRefused) }
  }

  private mutating func add(
    _ id: RecordID, _ name: UnsafeRawBufferPointer, isRefused: Bool = false
  ) {
    FoldedText.append(utf8: name, to: &names)
    notes.append(Note(id: id, isRefused: isRefused, end: names.count))
  }

  /// Adds those that come behind these.
  mutating func append(_ others: OrganizationNotes) {
    let length = names.count
    names.append(contentsOf: others.names)
    notes.append(
      contentsOf: others.notes.lazy.map {
        Note(id: $0.id, isRefused: $0.isRefused, end: $0.end + length)
      })
  }

  /// Gives each with its folded name to `body`, in order.
  func forEach(_ body: (Note, _ foldedName: UnsafeRawBufferPointer) -> Void) {
    names.withUnsafeBytes { names in
      var start = 0
      for note in notes {
        body(note, UnsafeRawBufferPointer(rebasing: names[start..<note.end]))
        start = note.end
      }
    }
  }
}
