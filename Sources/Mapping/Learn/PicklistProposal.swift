internal import Pipeline
internal import Transform

package import struct FoundationEssentials.URL

/// The picklists file as it would be with the values that a tenant's organizations really have.
///
/// Lines are changed and added one by one, so that all else in the file stays as a person wrote it.
/// A change after which the file could not be read any more is left to a person.
package struct PicklistProposal: Sendable {
  /// The file's text.
  package let text: String
  /// The proposed text.
  package private(set) var proposed: String
  /// What a person has to decide.
  package private(set) var open: [String] = []

  private let file: URL

  /// Makes the proposal.
  ///
  /// - Parameters:
  ///   - file: The picklists file.
  ///   - employeeCounts: The values of Employee Count in use, with how many organizations have each.
  ///   - industries: The values of Industry in use, likewise.
  /// - Throws: ``FileError``, ``YAMLError`` where the file cannot be read as it is.
  package init(
    _ file: URL, employeeCounts: [String: Int], industries: [String: Int]
  ) throws {
    self.file = file
    text = String(decoding: try FileBytes.read(file), as: UTF8.self)
    proposed = text
    // Strictly, before anything that is no UTF-8 could be written back as something else.
    _ = try Picklists(file: file)
    for (column, values) in [(Column.employeeCount, employeeCounts), (.industry, industries)] {
      for (value, count) in values.sorted(by: { $0.key < $1.key }) {
        try propose(value, count, of: column, among: Set(values.keys))
      }
    }
  }

  /// The proposal as a unified diff; empty where the file has all values as they are.
  package var diff: String {
    UnifiedDiff(from: text, to: proposed, name: file.lastPathComponent).text
  }

  private mutating func propose(
    _ value: String, _ count: Int, of column: Column, among inUse: Set<String>
  ) throws {
    let lists = try PicklistLines(proposed, file: file)
    let entries = lists.entries(of: column)
    if entries.contains(where: { $0.value == value }) { return }
    let used = count == 1 ? "1 organization has it" : "\(count) organizations have it"
    let picklists = try Picklists(YAMLDocument(text: proposed, file: file))
    guard let entry = entries.first(where: { $0.means(value, by: picklists[column]) }) else {
      let change = lists.adding(value, to: column, comment: used)
      if !take(change) {
        open.append(
          "\(column.title) “\(value)” (\(used)): its range overlaps others, or is none; add it by hand"
        )
      }
      return
    }
    guard !inUse.contains(entry.value), take(lists.renaming(entry, to: value)) else {
      open.append(
        "\(column.title) “\(value)” (\(used)) is taken for “\(entry.value)” here; if your tenant has both,"
          + " make it a value of its own")
      return
    }
  }

  /// Takes a changed text, if there is one and it can be read.
  private mutating func take(_ changed: String?) -> Bool {
    guard let changed, (try? Picklists(YAMLDocument(text: changed, file: file))) != nil else {
      return false
    }
    proposed = changed
    return true
  }
}
