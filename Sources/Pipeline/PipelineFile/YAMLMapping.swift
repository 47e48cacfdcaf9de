internal import Yams

package import struct FoundationEssentials.URL

/// A mapping of a YAML file. Reading a key also makes it known; `finish()` refuses the rest.
package struct YAMLMapping {
  private let entries: [String: Node]
  private let order: [String]
  private let whole: Node
  private let path: String
  private let source: YAMLSource
  private var known: Set<String> = []

  init(_ mapping: Node.Mapping, path: String, source: YAMLSource) throws {
    var entries: [String: Node] = [:]
    var order: [String] = []
    for (key, value) in mapping {
      guard let name = key.scalar?.string else {
        throw source.error("a key must be a word", at: key)
      }
      entries[name] = value
      order.append(name)
    }
    self.entries = entries
    self.order = order
    self.whole = .mapping(mapping)
    self.path = path
    self.source = source
  }

  /// A value as text, or nil where the key is missing or has no value.
  package mutating func string(_ key: String) throws -> String? {
    guard let node = value(key) else { return nil }
    return try string(node, key)
  }

  /// A value as text that must be there.
  package mutating func requiredString(_ key: String) throws -> String {
    guard let text = try string(key), !text.isEmpty else { throw missing(key) }
    return text
  }

  /// A whole number.
  package mutating func integer(_ key: String, in range: ClosedRange<Int>) throws -> Int? {
    guard let node = value(key) else { return nil }
    let text = try string(node, key)
    guard let number = Int(text), range.contains(number) else {
      let bound =
        range.upperBound == .max
        ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
      throw source.error("\(full(key)) is “\(text)”: a whole number \(bound) is wanted", at: node)
    }
    return number
  }

  /// A span of time in seconds, fractions allowed.
  package mutating func duration(_ key: String) throws -> Duration? {
    guard let node = value(key) else { return nil }
    let text = try string(node, key)
    guard let seconds = Double(text), seconds.isFinite, (0...1e6).contains(seconds) else {
      throw source.error("\(full(key)) is “\(text)”: a number of seconds is wanted", at: node)
    }
    return .milliseconds(Int((seconds * 1000).rounded()))
  }

  /// Yes or no.
  package mutating func bool(_ key: String) throws -> Bool? {
    guard let node = value(key) else { return nil }
    switch try string(node, key) {
    case "true", "yes": return true
    case "false", "no": return false
    case let text:
      throw source.error("\(full(key)) is “\(text)”: true or false is wanted", at: node)
    }
  }

  /// One of the values of an enumeration.
  package mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, of type: Choice.Type
  ) throws -> Choice? where Choice.RawValue == String {
    guard let node = value(key) else { return nil }
    let text = try string(node, key)
    guard let choice = Choice(rawValue: text) else {
      let choices = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw source.error("\(full(key)) is “\(text)”: one of \(choices) is wanted", at: node)
    }
    return choice
  }

  /// A list of texts; one text alone is a list of one.
  package mutating func strings(_ key: String) throws -> [String]? {
    guard let node = value(key) else { return nil }
    guard let sequence = node.sequence else { return [try string(node, key)] }
    return try sequence.map { try string($0, key) }
  }

  /// A path relative to the file's folder.
  package mutating func url(_ key: String) throws -> URL? {
    try string(key).map(resolve)
  }

  /// A mapping below this one.
  package mutating func mapping(_ key: String) throws -> YAMLMapping? {
    guard let node = value(key) else { return nil }
    guard let mapping = node.mapping else {
      throw source.error("\(full(key)): keys and values are wanted here", at: node)
    }
    return try YAMLMapping(mapping, path: full(key), source: source)
  }

  /// A mapping below this one, or `false` for none of it.
  ///
  /// - Returns: Nil where the key is missing; a nil within where it is false.
  package mutating func mappingOrFalse(_ key: String) throws -> YAMLMapping?? {
    if let text = value(key)?.scalar?.string, text == "false" || text == "no" { return .some(nil) }
    return try mapping(key).map { .some($0) }
  }

  /// All values as texts, by their keys, whatever those are.
  package mutating func texts() throws -> [String: String] {
    var texts: [String: String] = [:]
    for key in order { texts[key] = try string(key) ?? "" }
    return texts
  }

  /// A list of mappings below this one; one mapping alone is a list of one.
  package mutating func mappings(_ key: String) throws -> [YAMLMapping]? {
    guard let node = value(key) else { return nil }
    if let mapping = node.mapping {
      return [try YAMLMapping(mapping, path: full(key), source: source)]
    }
    guard let sequence = node.sequence else {
      throw source.error("\(full(key)): a list is wanted here", at: node)
    }
    return try sequence.map { element in
      guard let mapping = element.mapping else {
        throw source.error("\(full(key)): each entry has keys and values", at: element)
      }
      return try YAMLMapping(mapping, path: full(key), source: source)
    }
  }

  /// A reference to a secret: `${NAME}` under `key`, or a file under `key_file`. The secret itself
  /// may not stand in the file.
  package mutating func secret(_ key: String) throws -> SecretReference? {
    let file = try url("\(key)_file")
    guard let node = value(key) else { return file.map(SecretReference.file) }
    guard file == nil else {
      throw source.error("give \(full(key)) or \(full(key))_file, not both", at: node)
    }
    let reference = node.scalar?.string.wholeMatch(of: /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/)
    guard let reference else {
      throw source.error(
        "\(full(key)) stands in the file itself", at: node,
        remedy: "take it out, write \(key): ${NAME} and set NAME in the environment")
    }
    return .environment(String(reference.1))
  }

  /// Refuses the keys that nobody has asked for.
  ///
  /// - Throws: ``YAMLError`` with the line of the first one and the nearest known key.
  package func finish() throws {
    guard let unknown = order.first(where: { !known.contains($0) }) else { return }
    let nearest = known.min { left, right in
      let distances = (EditDistance.between(left, unknown), EditDistance.between(right, unknown))
      return distances.0 == distances.1 ? left < right : distances.0 < distances.1
    }
    throw source.error(
      "unknown key “\(full(unknown))”", at: keyNode(unknown),
      remedy: nearest.map {
        "did you mean “\($0)”? known here: \(known.sorted().joined(separator: ", "))"
      })
  }

  /// An error about the value of a key.
  package func error(_ problem: String, at key: String, remedy: String? = nil) -> YAMLError {
    source.error("\(full(key)) \(problem)", at: entries[key], remedy: remedy)
  }

  /// The lines, counted from 1, on which the value of a key begins and the mapping itself does.
  package func lines(of key: String) -> (value: Int, mapping: Int)? {
    let all = entries.values.compactMap { $0.mark?.line }
    guard let value = entries[key]?.mark?.line, let first = all.min() else { return nil }
    return (value, first)
  }

  /// The error of a key that must be there.
  package func missing(_ key: String) -> YAMLError {
    source.error(
      "\(full(key)) is missing", at: entries[key] ?? entries[order.first ?? ""] ?? whole)
  }

  private mutating func value(_ key: String) -> Node? {
    known.insert(key)
    guard let node = entries[key], node.null == nil else { return nil }
    return node
  }

  private func keyNode(_ key: String) -> Node? { entries[key] }

  private func string(_ node: Node, _ key: String) throws -> String {
    guard let text = node.scalar?.string else {
      throw source.error("\(full(key)): one value is wanted here", at: node)
    }
    guard let environment = source.environment else { return text }
    do {
      return try EnvironmentExpansion.expand(text, with: environment)
    } catch {
      throw source.error(
        "\(full(key)) needs ${\(error.name)}, which is not set", at: node,
        remedy: "export \(error.name)=…")
    }
  }

  /// A path of the file, relative to its folder.
  func resolve(_ text: String) -> URL {
    URL(filePath: text, relativeTo: source.file.deletingLastPathComponent()).standardizedFileURL
  }

  private func full(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}
