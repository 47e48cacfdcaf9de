/// Two texts as a unified diff, which `patch` takes.
struct UnifiedDiff {
  /// A line of the diff.
  private struct Line {
    /// A space for a line of both, `-` for one of the old text, `+` for one of the new.
    var mark: Character
    var text: String
    /// How many lines of either text stand before it.
    var old: Int
    var new: Int
  }

  private static let context = 3
  private let lines: [Line]
  private let name: String

  init(from old: String, to new: String, name: String) {
    self.name = name
    let old = Self.whole(old)
    let new = Self.whole(new)
    let difference = new.difference(from: old)
    let removed = Set(
      difference.removals.compactMap { if case .remove(let at, _, _) = $0 { at } else { nil } })
    let inserted = Set(
      difference.insertions.compactMap { if case .insert(let at, _, _) = $0 { at } else { nil } })
    var lines: [Line] = []
    var (o, n) = (0, 0)
    while o < old.count || n < new.count {
      if o < old.count, removed.contains(o) {
        lines.append(Line(mark: "-", text: old[o], old: o, new: n))
        o += 1
      } else if n < new.count, inserted.contains(n) {
        lines.append(Line(mark: "+", text: new[n], old: o, new: n))
        n += 1
      } else {
        lines.append(Line(mark: " ", text: old[o], old: o, new: n))
        o += 1
        n += 1
      }
    }
    self.lines = lines
  }

  /// The diff; empty where the texts are the same.
  var text: String {
    let changes = lines.indices.filter { lines[$0].mark != " " }
    guard !changes.isEmpty else { return "" }
    var hunks: [Range<Int>] = []
    for change in changes {
      let from = max(change - Self.context, 0)
      let to = min(change + Self.context + 1, lines.count)
      if let last = hunks.last, from <= last.upperBound {
        hunks[hunks.count - 1] = last.lowerBound..<to
      } else {
        hunks.append(from..<to)
      }
    }
    return "--- \(name)\n+++ \(name)\n" + hunks.map(hunk).joined()
  }

  private func hunk(_ range: Range<Int>) -> String {
    let part = lines[range]
    let old = part.count { $0.mark != "+" }
    let new = part.count { $0.mark != "-" }
    let first = lines[range.lowerBound]
    // Of an empty side the line before it is named.
    let heading =
      "@@ -\(first.old + (old > 0 ? 1 : 0)),\(old) +\(first.new + (new > 0 ? 1 : 0)),\(new) @@\n"
    return heading + part.map { "\($0.mark)\($0.text)\n" }.joined()
  }

  /// The lines of a text, without their line feeds; a carriage return stays with its line. What stands
  /// behind the last line feed is a line too.
  static func lines(of text: String) -> [String] {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
  }

  /// The lines; a text that ends without a line break is taken as if it had one.
  private static func whole(_ text: String) -> [String] {
    var lines = lines(of: text)
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}
