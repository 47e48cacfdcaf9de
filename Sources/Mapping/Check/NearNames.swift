internal import Pipeline
package import Transform

/// An organization whose name is near to a text.
package struct NearName: Sendable, Equatable {
  /// The organization.
  package var organization: OrganizationResource
  /// How near: 1 is the same but for punctuation, 0 has nothing in common.
  package var score: Double

  /// The score in percent, rounded down so that only the same is 100.
  package var percent: Int { Int(score * 100) }
}

/// Finds the organizations whose names come nearest to a text. Nothing is ever applied because of
/// it: a person decides.
package struct NearNames: Sendable {
  /// How many are suggested.
  private static let count = 3
  /// Below this score there is no likeness.
  private static let least = 0.5
  /// How many are compared letter by letter.
  private static let compared = 40

  private let organizations: [OrganizationResource]
  private let names: [ComparedName]
  /// The names that a trigram is in.
  private var places: [UInt64: [Int]] = [:]

  package init(_ organizations: [OrganizationResource]) {
    self.organizations = organizations
    names = organizations.map { ComparedName($0.name) }
    for (place, name) in names.enumerated() {
      for part in name.trigrams { places[part, default: []].append(place) }
    }
  }

  /// The nearest, the best first; of equal ones the one that comes first in IT Glue.
  package func nearest(to text: String) -> [NearName] {
    let wanted = ComparedName(text)
    return likely(wanted).map { (place: $0, score: wanted.likeness(to: names[$0])) }
      .filter { $0.score >= Self.least }
      .sorted { ($1.score, $0.place) < ($0.score, $1.place) }
      .prefix(Self.count)
      .map { NearName(organization: organizations[$0.place], score: $0.score) }
  }

  /// The names that have the most trigrams in common, for their length: those worth comparing.
  private func likely(_ wanted: ComparedName) -> [Int] {
    var shared = [Int](repeating: 0, count: names.count)
    for part in wanted.trigrams {
      for place in places[part] ?? [] { shared[place] += 1 }
    }
    var found: [(place: Int, likeness: Double)] = []
    var best = 0.0
    for place in shared.indices where shared[place] > 0 {
      let all = wanted.trigrams.count + names[place].trigrams.count
      let likeness = 2 * Double(shared[place]) / Double(all)
      // What is far behind the best so far cannot be among the nearest.
      guard likeness >= best / 3 else { continue }
      best = max(best, likeness)
      found.append((place, likeness))
    }
    return found.sorted { ($1.likeness, $0.place) < ($0.likeness, $1.place) }
      .prefix(Self.compared).map(\.place)
  }
}

/// A name as likeness is measured: words without punctuation, with and without those that say only
/// what kind of company it is.
private struct ComparedName: Sendable {
  /// All words.
  let words: [String]
  /// The words that tell it from others.
  let core: [String]
  /// Three letters in a row of the core, a space at either end; each once.
  let trigrams: Set<UInt64>

  init(_ name: String) {
    let letters = FoldedText(name).text.map { character -> Character in
      character.isLetter || character.isNumber ? character : character == "'" ? "\u{0}" : " "
    }
    let plain = String(letters.filter { $0 != "\u{0}" })
    words = plain.split(separator: " ").map(String.init)
    let telling = words.filter { !Self.forms.contains($0) }
    core = telling.isEmpty ? words : telling
    let padded = Array(" \(core.joined(separator: " ")) ".unicodeScalars)
    trigrams = Set(
      padded.indices.dropLast(2).map { place in
        padded[place...place + 2].reduce(0) { $0 << 21 | UInt64($1.value) }
      })
  }

  func likeness(to other: ComparedName) -> Double {
    if words == other.words { return 1 }
    if core == other.core { return 0.97 }
    let mine = core.joined(separator: " ")
    let theirs = other.core.joined(separator: " ")
    let length = max(mine.unicodeScalars.count, theirs.unicodeScalars.count)
    guard length > 0 else { return 0 }
    let letters = 1 - Double(EditDistance.between(mine, theirs)) / Double(length)
    // Words in another order, or a word too many.
    let common = Set(core).intersection(other.core).count
    let words = 2 * Double(common) / Double(Set(core).count + Set(other.core).count)
    return min(max(letters, 0.9 * words), 0.96)
  }

  /// Words that say what kind of company it is, in the countries of IT Glue's regions.
  private static let forms: Set<String> = [
    "ag", "and", "bv", "co", "company", "corp", "corporation", "gmbh", "group", "inc",
    "incorporated", "kg", "limited", "llc", "llp", "lp", "ltd", "nv", "pa", "pc", "plc", "pllc",
    "pty", "sa", "sarl", "the",
  ]
}
