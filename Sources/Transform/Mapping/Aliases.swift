package import Pipeline

package import struct FoundationEssentials.URL

/// What a person has answered before: which organization a row without an id means, and which value
/// of a picklist a word means. They stand in a file beside the pipeline, an answer a line.
package struct Aliases: Sendable, Equatable {
  /// An answer.
  package enum Answer: Sendable, Equatable {
    /// A row of this name means the organization of this id.
    case organization(name: String, id: RecordID)
    /// A row of this name means nobody here.
    case nobody(name: String)
    /// This word means a value of Employee Count.
    case employeeCount(word: String, value: String)
    /// This word means a value of Industry.
    case industry(word: String, value: String)
  }

  /// Whom a row of some name means.
  package enum Target: Sendable, Equatable {
    /// The organization of this id.
    case organization(RecordID)
    /// Nobody.
    case nobody
  }

  private var targets: [FoldedText: Target] = [:]
  private var employeeCounts: [FoldedText: String] = [:]
  private var industries: [FoldedText: String] = [:]

  /// No answers.
  package init() {}

  /// Reads the answers; there are none where there is no file. Of two answers to one question the
  /// later one counts.
  ///
  /// - Throws: ``FileError``, ``YAMLError`` with the line.
  package init(file: URL) throws {
    guard FileBytes.size(of: file) != nil else {
      self.init()
      return
    }
    try self.init(YAMLDocument(file: file))
  }

  init(_ document: YAMLDocument) throws {
    var root = document.root
    for entry in try root.mappings(Self.key) ?? [] { add(try Self.answer(entry)) }
    try root.finish()
  }

  /// Whether nothing was answered about any row.
  var saysNothingOfRows: Bool { targets.isEmpty }

  /// Takes an answer in.
  package mutating func add(_ answer: Answer) {
    switch answer {
    case .organization(let name, let id): targets[FoldedText(name)] = .organization(id)
    case .nobody(let name): targets[FoldedText(name)] = .nobody
    case .employeeCount(let word, let value): employeeCounts[.value(word)] = value
    case .industry(let word, let value): industries[.value(word)] = value
    }
  }

  /// Whom a row of this name means, where somebody said so.
  package func target(ofName name: String) -> Target? {
    targets.isEmpty ? nil : targets[FoldedText(name)]
  }

  /// The value that a word means in a column, where somebody said so.
  func value(of word: String, in column: Column) -> String? {
    switch column {
    case .employeeCount: employeeCounts.isEmpty ? nil : employeeCounts[.value(word)]
    case .industry: industries.isEmpty ? nil : industries[.value(word)]
    default: nil
    }
  }

  static let key = "aliases"
  /// What stands for nobody in the place of an id.
  package static let nobody = "none"

  private static func answer(_ entry: YAMLMapping) throws -> Answer {
    var entry = entry
    let name = try entry.string("name")
    let employeeCount = try entry.string("employee_count")
    let industry = try entry.string("industry")
    let answer: Answer
    switch (name, employeeCount, industry) {
    case (let name?, nil, nil):
      let id = try entry.requiredString("id")
      if id == nobody {
        answer = .nobody(name: name)
      } else if let id = RecordID(id) {
        answer = .organization(name: name, id: id)
      } else {
        throw entry.missing("id")
      }
    case (nil, let word?, nil):
      answer = .employeeCount(word: word, value: try entry.requiredString("value"))
    case (nil, nil, let word?):
      answer = .industry(word: word, value: try entry.requiredString("value"))
    default:
      throw entry.missing("name, employee_count or industry (one of them)")
    }
    try entry.finish()
    return answer
  }
}
