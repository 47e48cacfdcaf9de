internal import Pipeline

/// How it is known that the rows of an index are all there.
package struct ExtractProof: Codable, Sendable, Equatable {
  /// The index: `organizations`, `domains`.
  package var index: String
  /// The rows that were written, each once.
  package var rows: Int
  /// The pages that they came on; where an earlier extract was gone on from, those with what is new
  /// or changed, and so are the totals.
  package var pages: Int?
  /// The index's own total on the first page of all, where the pages tell one.
  package var firstTotal: Int?
  /// The index's own total on the last page.
  package var lastTotal: Int?
  /// Rows that came twice and were written once.
  package var repeated: Int?
  /// How often the index was walked until its rows and its total agreed.
  package var walks: Int?
  /// The rows that are new or changed since the extract that was gone on from.
  package var changed: Int?
  /// How many rows each rule of the selection left out by a filter of IT Glue.
  package var leftOut: [String: Int]

  enum CodingKeys: String, CodingKey {
    case index, rows, pages
    case firstTotal = "first_total"
    case lastTotal = "last_total"
    case repeated, walks, changed
    case leftOut = "left_out"
  }

  /// The proof of an index from the counts of extract's checkpoint; nil where it was not read.
  init?(_ index: String, counts: [String: Int]) {
    guard let rows = counts[index] else { return nil }
    func count(_ name: String) -> Int? { counts["\(index).\(name)"] }
    self.index = index
    self.rows = rows
    pages = count("pages")
    firstTotal = count("first_total")
    lastTotal = count("last_total")
    repeated = count("repeated")
    walks = count("walks")
    changed = count("changed")
    leftOut = [:]
    let prefix = "\(index).left_out."
    for (name, count) in counts where name.hasPrefix(prefix) && count > 0 {
      leftOut[String(name.dropFirst(prefix.count))] = count
    }
  }

  /// The proof in words.
  var text: String {
    let paged = pages.map { " on \($0) page\($0 == 1 ? "" : "s")" } ?? ""
    var parts = ["\(rows)\(changed == nil ? paged : "")"]
    if let changed {
      parts.append("\(changed) of them new or changed since the last extract\(paged)")
    }
    if let firstTotal, let lastTotal {
      parts.append("IT Glue told \(firstTotal) at first and \(lastTotal) at last")
    }
    if let repeated, repeated > 0 { parts.append("\(repeated) came twice") }
    if let walks, walks > 1 { parts.append("\(walks) walks") }
    for (rule, count) in leftOut.sorted(by: { $0.key < $1.key }) {
      parts.append("\(count) left out by “\(rule)”")
    }
    return parts.joined(separator: ", ")
  }
}
