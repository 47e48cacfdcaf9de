internal import Pipeline
internal import QuickJSON

/// What the first reading keeps of organizations that follow one another, so that they need not be read
/// anew once the spreadsheet is there.
struct OrganizationNotes: Sendable {
  /// An organization.
  struct Note {
    let id: RecordID
    /// Whether the selection leaves it out for what it is.
    let isRefused: Bool
    /// The hash of its folded name.
    let hash: TextTable.Hash
  }

  // In few bytes each, for there may be millions: 0 where an id is no number.
  private var ids: [UInt64] = []
  // By place; nearly no id is anything but a number.
  private var textIDs: [Int: String] = [:]
  private var isRefused: [Bool] = []
  /// The folded names, one behind the other, and their lengths in bytes.
  private var names: [UInt8] = []
  private var lengths: [UInt32] = []
  private var hashes: [TextTable.Hash] = []

  /// None yet.
  init() {}

  /// The organizations of a piece.
  ///
  /// - Throws: ``JSONLinesError`` with the line.
  init(_ piece: LinePiece, _ rules: SelectionRules) throws {
    var reader = OrganizationLine.Reader()
    try piece.forEach(OrganizationResource.self) { organization, _ in
      add(organization, rules)
    } quick: { line, _ in
      guard let line = reader.read(line) else { return false }
      if rules.areAny {
        add(OrganizationResource(line), rules)
      } else {
        add(line.id, line.name ?? UnsafeRawBufferPointer(start: nil, count: 0))
      }
      return true
    }
  }

  /// How many there are.
  var count: Int { ids.count }

  /// Adds an organization.
  mutating func add(_ organization: OrganizationResource, _ rules: SelectionRules) {
    let isRefused = rules.refusal(of: organization) != nil
    organization.name.withBytes { add(organization.id, $0, isRefused: isRefused) }
  }

  private mutating func add(
    _ id: RecordID, _ name: UnsafeRawBufferPointer, isRefused: Bool = false
  ) {
    switch id {
    case .number(let number): ids.append(number)
    case .text(let text):
      textIDs[count] = text
      ids.append(0)
    }
    self.isRefused.append(isRefused)
    let start = names.count
    FoldedText.append(utf8: name, to: &names)
    lengths.append(UInt32(clamping: names.count - start))
    hashes.append(
      names.withUnsafeBytes { TextTable.hash(of: UnsafeRawBufferPointer(rebasing: $0[start...])) })
  }

  /// Adds those that come behind these.
  mutating func append(_ others: OrganizationNotes) {
    for (place, id) in others.textIDs { textIDs[count + place] = id }
    ids.append(contentsOf: others.ids)
    isRefused.append(contentsOf: others.isRefused)
    names.append(contentsOf: others.names)
    lengths.append(contentsOf: others.lengths)
    hashes.append(contentsOf: others.hashes)
  }

  /// Gives each with its folded name to `body`, in order.
  func forEach(_ body: (Note, _ foldedName: UnsafeRawBufferPointer) -> Void) {
    names.withUnsafeBytes { names in
      var start = 0
      for place in ids.indices {
        let end = start + Int(lengths[place])
        body(note(at: place), UnsafeRawBufferPointer(rebasing: names[start..<end]))
        start = end
      }
    }
  }

  /// The one at a place, counted from 0.
  func note(at place: Int) -> Note {
    let text = textIDs.isEmpty ? nil : textIDs[place]
    return Note(
      id: text.map(RecordID.text) ?? .number(ids[place]), isRefused: isRefused[place],
      hash: hashes[place])
  }
}
