internal import FoundationEssentials
package import Pipeline

/// An earlier extract of the same account, which a later one goes on from: only what is new or was
/// changed since is asked for, and put over it.
package struct Baseline: Sendable, Equatable {
  /// The run of that extract.
  package let run: RunDirectory
  /// The digest of its organizations.
  let digest: String
  /// How many organizations it has.
  private let rows: Int
  /// When, by IT Glue's own clock, the last change was made that it knows of for certain.
  let newest: Date
  /// Whether it has a part of the organizations only.
  let isFiltered: Bool

  /// How far back before that change is asked for: a change can become visible a while after the
  /// time that it carries.
  private static let margin = 300.0

  /// The extract of a run; nil where it is not finished, is of something else than `inputs`, or
  /// does not know when it was made.
  ///
  /// - Throws: `JSONFileError`, `FileError`.
  package init?(_ run: RunDirectory, inputs: [String: String]) throws {
    guard let checkpoint = try ExtractStage.finished(in: run, inputs: inputs),
      let newest = checkpoint.counts[Self.newestCount],
      let written = checkpoint.outputs[Endpoint.organizations.file]
    else { return nil }
    self.run = run
    digest = written.digest
    rows = written.lines
    self.newest = Date(timeIntervalSince1970: TimeInterval(newest))
    isFiltered = checkpoint.isFiltered
  }

  /// The count that keeps when the last change was made, in seconds since 1970.
  static let newestCount = "organizations.newest"

  private var file: URL { run.file(Endpoint.organizations.file, of: .extract) }

  /// The filter for what was changed since.
  var filter: IndexQuery.Filter {
    IndexQuery.Filter(
      SelectionFilters.updatedFilter,
      [Timestamp.text(newest.addingTimeInterval(-Self.margin)), "*"])
  }

  /// Some of its organizations, spread over all of them. An account that does not have these is
  /// another one, or they were deleted: nothing to go on from either way.
  ///
  /// - Returns: Nil where it has none.
  /// - Throws: `RunError` where the baseline's file is no longer what it was, `FileError`.
  func sample() throws -> IndexQuery? {
    try verify()
    var ids: [String] = []
    var number = 0
    let stride = rows / Self.sampleSize + 1
    try Self.forEachRow(of: file, PageParser()) { id, _ in
      if number.isMultiple(of: stride) { ids.append(id.description) }
      number += 1
    }
    return ids.isEmpty
      ? nil : IndexQuery(.organizations, filters: [.init(SelectionFilters.idFilter, ids)])
  }

  private static let sampleSize = 50

  private func verify() throws {
    guard FileBytes.size(of: file) != nil, try Digest.of(file: file).text == digest else {
      throw RunError.changedFile(file.path)
    }
  }

  /// Puts changed rows over those of the baseline: each in its place, the new ones behind.
  ///
  /// - Throws: `FileError`.
  func merge(_ changed: URL, into output: OutputFile) throws {
    let parser = PageParser()
    var rows: [RecordID: [UInt8]] = [:]
    var order: [RecordID] = []
    try Self.forEachRow(of: changed, parser) { id, line in
      if rows.updateValue(Array(line), forKey: id) == nil { order.append(id) }
    }
    try Self.forEachRow(of: file, parser) { id, line in
      try output.writeLine(rows.removeValue(forKey: id)?[...] ?? line)
    }
    for id in order {
      if let row = rows[id] { try output.writeLine(row) }
    }
  }

  /// Whether the rows that were merged are what IT Glue has: as many, and among them the one that
  /// was changed last, as it was then. Otherwise rows were deleted since, or the filter by time
  /// did not do what it should.
  func agrees(with survey: Survey, _ merged: WrittenFile, in file: URL) throws -> Bool {
    // Under a filter the baseline may keep rows that no longer pass it, but never rows beyond the
    // account's own: those would be another account's.
    guard
      isFiltered
        ? merged.lines >= survey.wanted && merged.lines <= survey.organizations
        : merged.lines == survey.organizations
    else { return false }
    guard let newest = survey.newest else { return survey.organizations == 0 }
    var isThere = false
    let parser = PageParser()
    try Self.forEachRow(of: file, parser) { id, line in
      guard id == newest.id else { return }
      isThere = Survey.Newest(id: id, row: line).map { $0.updated >= newest.updated } ?? false
    }
    return isThere
  }

  private static func forEachRow(
    of file: URL, _ parser: borrowing PageParser,
    _ body: (RecordID, ArraySlice<UInt8>) throws -> Void
  ) throws {
    try JSONLines.forEachLine(of: file) { line, number in
      guard let id = parser.id(of: line) else {
        throw JSONLinesError(file: file.path, line: number, problem: "it has no id")
      }
      try body(id, line)
    }
  }
}
