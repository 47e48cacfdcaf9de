internal import DarkWebID
internal import Pipeline

/// Holds the fields of answers against the names in the profile. It tells of names and of the
/// service's words for a status, of no other value.
struct ShapeComparison {
  let profile: Profile
  private(set) var mismatches: [Mismatch] = []
  /// How many domains were looked at.
  private(set) var domains = 0
  private var unknownStatuses: [String: Set<String>] = [:]
  private var hasUnknownReason = false

  init(_ profile: Profile) {
    self.profile = profile
  }

  /// The partner's own record.
  mutating func compareReseller(_ record: JSONValue) {
    let names = profile.fields.reseller
    let part = "the partner's record"
    require(names.id, "reseller.id", in: [record], part, "a text") { $0.text != nil }
    require(names.usage, "reseller.usage", in: [record], part, "a whole number") {
      $0.isWholeNumber
    }
    guard record[names.limit] == nil else { return }
    // Without it there is no limit, which may be so.
    mismatches.append(
      Mismatch(
        text: "\(part) has no “\(names.limit)”, so no limit is known\(Self.there([record]))",
        remedy: "set fields.reseller.limit", isFatal: false))
  }

  /// The organizations of a page; nil where the page does not have them where they should be.
  mutating func rows(of page: JSONValue) -> [JSONValue]? {
    let name = profile.fields.list
    if let rows = page[name]?.values { return rows }
    require(name, "list", in: [page], "a page of organizations", "a list") { $0.values != nil }
    return nil
  }

  /// Organizations.
  ///
  /// - Parameter part: What they are called in a message.
  mutating func compare(_ rows: [JSONValue], _ part: String) {
    guard !rows.isEmpty else { return }
    let names = profile.fields.organization
    require(names.id, "organization.id", in: rows, part, "a text") { $0.text != nil }
    require(names.title, "organization.title", in: rows, part, "a text", ofEach: false) {
      $0.text != nil || $0 == .null
    }
    require(names.domains, "organization.domains", in: rows, part, "a list", ofEach: false) {
      $0.values != nil || $0 == .null
    }
    let feeds = rows.flatMap { $0[names.domains]?.values ?? [] }
    compareDomains(feeds, "a domain of \(part)")
    for word in rows.compactMap({ $0[names.status]?.text }) {
      noteStatus(word, of: "organization.status")
    }
  }

  private mutating func compareDomains(_ feeds: [JSONValue], _ part: String) {
    guard !feeds.isEmpty else { return }
    let names = profile.fields.domain
    domains += feeds.count
    require(names.name, "domain.name", in: feeds, part, "a text") { $0.text != nil }
    for feed in feeds {
      guard let word = feed[names.status]?.text else { continue }
      noteStatus(word, of: "domain.status")
      if profile.statuses.status(of: word) == .unimported,
        let words = feed[names.reason]?.text, profile.reasons.reason(of: words) == nil
      {
        hasUnknownReason = true
      }
    }
  }

  /// Takes in what somebody else found.
  mutating func note(_ mismatch: Mismatch) { mismatches.append(mismatch) }

  /// What is to be told at the end: of words rather than of fields.
  mutating func finish() {
    for (field, words) in unknownStatuses.sorted(by: { $0.key < $1.key }) {
      mismatches.append(
        Mismatch(
          text: "“statuses” lacks what stands in fields.\(field): \(Self.shown(words, atMost: 6))",
          remedy:
            "add each to statuses.pending, imported or unimported, or correct fields.\(field)",
          isFatal: false))
    }
    guard hasUnknownReason else { return }
    mismatches.append(
      Mismatch(
        text: "some domains stayed unimported for what no rule of “reasons” fits",
        remedy: "add rules for what stands in fields.domain.reason", isFatal: false))
  }

  private mutating func noteStatus(_ word: String, of field: String) {
    guard profile.statuses.status(of: word) == nil else { return }
    unknownStatuses[field, default: []].insert(word)
  }

  /// Asks for a field in each of the objects, or in one of them at least; where it is there, it has
  /// to be as `fits` says.
  private mutating func require(
    _ name: String, _ key: String, in objects: [JSONValue], _ part: String, _ kind: String,
    ofEach: Bool = true, _ fits: (JSONValue) -> Bool
  ) {
    let values = objects.compactMap { $0[name] }
    let isThere = ofEach ? values.count == objects.count : !values.isEmpty
    let isWrong = !values.allSatisfy(fits)
    let remedy = "set fields.\(key)"
    // What holds of the list need not be told again of one organization.
    guard !isThere || isWrong, !mismatches.contains(where: { $0.remedy == remedy }) else { return }
    let text =
      isThere
      ? "“\(name)” of \(part) is not \(kind)"
      : "\(part) has no “\(name)”\(Self.there(objects))"
    mismatches.append(Mismatch(text: text, remedy: remedy))
  }

  /// The names of the fields that are there.
  private static func there(_ objects: [JSONValue]) -> String {
    var names: Set<String> = []
    for case .object(let fields) in objects { names.formUnion(fields.keys) }
    return names.isEmpty
      ? ": it is no object with fields" : "; there is \(shown(names, atMost: 20))"
  }

  /// Words in order, as many as a line bears. What does not look like a name that a programmer gave
  /// may be a customer's, and is counted only.
  private static func shown(_ words: Set<String>, atMost most: Int) -> String {
    let plain = words.filter { $0.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_-]{0,39}/) != nil }
    let told = plain.sorted().prefix(most)
    let rest = words.count - told.count
    return (told.map { "“\($0)”" } + (rest > 0 ? ["\(rest) more"] : [])).joined(separator: ", ")
  }
}
