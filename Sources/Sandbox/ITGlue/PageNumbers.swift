/// Which rows stand on a page, and what its `meta` says.
struct PageNumbers: Sendable, Equatable {
  /// The page, from 1.
  let number: Int
  let size: Int
  let total: Int

  /// Reads `page[number]` (from 1) and `page[size]` (50 unless told, 1000 at most).
  init(_ query: QueryParameters, total: Int) {
    let asked = query["page[size]"].flatMap { Int($0) } ?? 50
    self.init(
      number: query["page[number]"].flatMap { Int($0) } ?? 1, size: asked < 1 ? 50 : asked,
      total: total)
  }

  init(number: Int, size: Int, total: Int) {
    self.number = max(1, number)
    self.size = min(1000, size)
    self.total = total
  }

  /// No page at all for an empty collection.
  var pages: Int { (total + size - 1) / size }
  var next: Int? { number < pages ? number + 1 : nil }
  var previous: Int? { number > 1 && pages > 0 ? min(number - 1, pages) : nil }

  /// The places of the rows; empty past the end.
  var rows: Range<Int> {
    let (start, overflow) = (number - 1).multipliedReportingOverflow(by: size)
    guard !overflow, start < total else { return 0..<0 }
    return start..<min(total, start + size)
  }

  /// `{"current-page":1,…}`, as the armed faults leave it.
  func meta(_ faults: FaultsInForce) -> String {
    func text(_ number: Int?) -> String { number.map { "\($0)" } ?? "null" }
    let next = next.map { next in
      if faults.has(.nextSame) { return number }
      if faults.has(.nextBack), number > 1 { return 1 }
      return faults.has(.nextSkip) ? next + 1 : next
    }
    let totals =
      faults.has(.noTotal) ? "" : "\"total-pages\":\(pages),\"total-count\":\(total),"
    return "{\"current-page\":\(number),\"next-page\":\(text(next)),"
      + "\"prev-page\":\(text(previous)),\(totals)\"filters\":{}}"
  }

  /// Absolute links that keep every other parameter; none where there is nothing.
  func links(base: String, query: QueryParameters) -> String {
    guard total > 0 else { return "{}" }
    func link(_ name: String, _ number: Int?) -> String? {
      guard let number else { return nil }
      let text = query.replacing([
        .init(name: "page[number]", value: "\(number)"),
        .init(name: "page[size]", value: "\(size)"),
      ])
      return "\"\(name)\":\(JSONText.quoted("\(base)?\(text)"))"
    }
    let links = [
      link("self", number), link("first", 1), link("prev", previous), link("next", next),
      link("last", pages),
    ]
    return "{\(links.compactMap(\.self).joined(separator: ","))}"
  }
}
