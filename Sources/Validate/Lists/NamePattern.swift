internal import Pipeline

/// An entry of a domain list.
///
/// `example.com` is that name alone, `.example.com` the name and everything below it, `*.example.com`
/// everything below it but not the name. A `*` further on stands for any one label: `.k12.*.us`.
struct NamePattern: Sendable, Equatable {
  /// Which names around its own it matches.
  enum Reach: Sendable {
    /// Its own alone.
    case alone
    /// Its own, and what is below.
    case withAllBelow
    /// Only what is below.
    case onlyBelow
  }

  /// Which names it matches.
  let reach: Reach
  /// The name, normalized; a label may be `*`.
  let name: String

  /// - Throws: `DomainName.Problem`.
  init(_ entry: some Collection<UInt8>) throws(DomainName.Problem) {
    let star = UInt8(ascii: "*")
    let dot = UInt8(ascii: ".")
    var rest = Array(entry)[...]
    if rest.first == dot {
      reach = .withAllBelow
      rest = rest.dropFirst()
    } else if rest.starts(with: [star, dot]) {
      reach = .onlyBelow
      rest = rest.dropFirst(2)
    } else {
      reach = .alone
    }
    // Whatever is above a name may be a whole top-level domain, as .mil is.
    let fewest = reach == .alone ? 2 : 1
    var labels = rest.split(separator: dot, omittingEmptySubsequences: false)
    let stars = labels.indices.filter { labels[$0].elementsEqual([star]) }
    for index in stars { labels[index] = [UInt8(ascii: "x")] }
    let plain = Array(labels.joined(separator: [dot]))
    let checked = try DomainName(entry: plain, labels: fewest).text
    if stars.isEmpty {
      name = checked
    } else {
      var named = checked.split(separator: ".")
      for index in stars { named[index] = "*" }
      name = named.joined(separator: ".")
    }
  }

  /// The entry as it is written.
  var text: String {
    switch reach {
    case .alone: name
    case .withAllBelow: ".\(name)"
    case .onlyBelow: "*.\(name)"
    }
  }
}

/// Entries, looked up at a step for each label of a name, however many there are; those with a `*`
/// inside, of which there are few, are tried one by one.
struct NamePatterns: Sendable, Equatable {
  // By name, with the file of the entry.
  private var alone: [String: String] = [:]
  private var withAllBelow: [Substring: String] = [:]
  private var onlyBelow: [Substring: String] = [:]
  private var wildcards: [Wildcard] = []
  // No longer end of a name can be among them.
  private var longest = 0

  private struct Wildcard: Equatable {
    var pattern: NamePattern
    var labels: [Substring]
    var file: String

    func matches(_ name: [Substring]) -> Bool {
      switch pattern.reach {
      case .alone: guard name.count == labels.count else { return false }
      case .withAllBelow: guard name.count >= labels.count else { return false }
      case .onlyBelow: guard name.count > labels.count else { return false }
      }
      return zip(labels.reversed(), name.reversed()).allSatisfy { $0 == "*" || $0 == $1 }
    }
  }

  /// How many entries there are.
  var count: Int { alone.count + withAllBelow.count + onlyBelow.count + wildcards.count }

  /// Takes an entry; one that is there already stays as it is.
  mutating func add(_ pattern: NamePattern, file: String) {
    if pattern.name.utf8.contains(UInt8(ascii: "*")) {
      guard !wildcards.contains(where: { $0.pattern == pattern }) else { return }
      let labels = pattern.name.split(separator: ".")
      return wildcards.append(Wildcard(pattern: pattern, labels: labels, file: file))
    }
    let name = pattern.name
    switch pattern.reach {
    case .alone:
      if alone[name] == nil { alone[name] = file }
    case .withAllBelow:
      if withAllBelow[name[...]] == nil { withAllBelow[name[...]] = file }
      longest = max(longest, name.utf8.count)
    case .onlyBelow:
      if onlyBelow[name[...]] == nil { onlyBelow[name[...]] = file }
      longest = max(longest, name.utf8.count)
    }
  }

  /// Notes the entries in a filter.
  func note(in filter: inout NameFilter) {
    for name in alone.keys { filter.add(name.utf8, reach: .alone) }
    for name in withAllBelow.keys { filter.add(name.utf8, reach: .withAllBelow) }
    for name in onlyBelow.keys { filter.add(name.utf8, reach: .onlyBelow) }
    // Whatever a star stands for, the last label is below it or is a star itself.
    for wildcard in wildcards {
      let plain = wildcard.labels.reversed().prefix { $0 != "*" }.reversed()
      filter.add(plain.joined(separator: ".").utf8, reach: .withAllBelow)
    }
  }

  /// The entry that matches a name, the nearest first.
  func match(_ name: DomainName) -> DomainList.Entry? {
    if count == 0 { return nil }
    let text = name.text
    if let file = alone[text] { return DomainList.Entry(text: text, file: file) }
    var rest = text[...]
    while true {
      if rest.utf8.count <= longest {
        if let file = withAllBelow[rest] { return DomainList.Entry(text: ".\(rest)", file: file) }
        if rest.startIndex > text.startIndex, let file = onlyBelow[rest] {
          return DomainList.Entry(text: "*.\(rest)", file: file)
        }
      }
      guard let dot = rest.utf8.firstIndex(of: UInt8(ascii: ".")) else { break }
      rest = rest[rest.utf8.index(after: dot)...]
    }
    if wildcards.isEmpty { return nil }
    let labels = text.split(separator: ".")
    return wildcards.first { $0.matches(labels) }
      .map { DomainList.Entry(text: $0.pattern.text, file: $0.file) }
  }
}
