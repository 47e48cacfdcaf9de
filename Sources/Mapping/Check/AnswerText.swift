package import Pipeline
package import Transform

/// An answer as it is given on the command line: `NAME=ID`, `NAME=none`, `industry:WORD=VALUE`,
/// `employee_count:WORD=VALUE`.
package struct AnswerText {
  /// The answer.
  package let answer: Aliases.Answer

  /// Reads an answer.
  ///
  /// - Throws: ``AnswerError`` where it is none, or names what is not there.
  package init(
    _ text: String, records: ExtractedRecords, picklists: Picklists
  ) throws(AnswerError) {
    guard let sign = text.lastIndex(of: "=") else { throw .noAnswer(text) }
    let question = text[..<sign]
    let value = String(text[text.index(after: sign)...])
    for column in [Column.industry, .employeeCount] where question.hasPrefix("\(column.key):") {
      let word = String(question.dropFirst(column.key.count + 1))
      guard !word.isEmpty else { throw .noAnswer(text) }
      guard case .value(let value) = picklists.resolve(value, in: column) else {
        throw .noValue(value, column)
      }
      answer =
        column == .industry
        ? .industry(word: word, value: value) : .employeeCount(word: word, value: value)
      return
    }
    let name = String(question)
    guard !FoldedText(name).isEmpty, let id = RecordID(value) else { throw .noAnswer(text) }
    if FoldedText(value).text == Aliases.nobody {
      answer = .nobody(name: name)
    } else if records.organizations.contains(where: { $0.id == id }) {
      answer = .organization(name: name, id: id)
    } else {
      throw .noOrganization(id.description)
    }
  }
}

/// An answer that cannot be taken.
package enum AnswerError: Failure, Equatable {
  /// It has not the form of one.
  case noAnswer(String)
  /// No organization that was extracted has this id.
  case noOrganization(String)
  /// The picklist has no such value.
  case noValue(String, Column)

  package var kind: FailureKind { .usage }

  package var message: String {
    switch self {
    case .noAnswer(let text): "“\(text)” is no answer"
    case .noOrganization(let id): "no organization has the id \(id)"
    case .noValue(let value, let column): "\(column.title) has no value “\(value)” in its picklist"
    }
  }

  package var remedy: String? {
    switch self {
    case .noAnswer: "write NAME=ID, NAME=none, industry:WORD=VALUE or employee_count:WORD=VALUE"
    case .noOrganization: "`glueport mapping check` suggests ids; --fresh reads IT Glue again"
    case .noValue: "the picklists file of the pipeline has the values"
    }
  }
}
