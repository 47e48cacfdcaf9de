internal import Foundation
internal import Mapping
internal import Pipeline
internal import Transform

/// Asks a person at the terminal what rows and words mean that are only near to something.
struct Questions {
  private let review: MappingReview

  init(_ review: MappingReview) {
    self.review = review
  }

  /// Asks, each question once; an empty answer leaves it open, `q` leaves all that follow open.
  ///
  /// - Parameter keep: Takes each answer as it is given, so that what follows cannot lose it.
  /// - Throws: `CancellationError` where a signal came instead of an answer; what `keep` throws.
  func ask(_ keep: (Aliases.Answer) throws -> Void) throws {
    var asked: Set<String> = []
    for entry in review.entries {
      let place = "\(review.sheet.name) \(entry.place(in: review.sheet))"
      let problem = entry.problem
      let choices: [(text: String, answer: Aliases.Answer)]
      switch problem.kind {
      case .unused(.unknownName(let name)) where !entry.near.isEmpty:
        choices =
          entry.near.map { near in
            let organization = near.organization
            return (
              "“\(organization.name)” \(organization.id) (\(near.percent) %)",
              .organization(name: name, id: organization.id)
            )
          } + [("nobody: it is not to be imported", .nobody(name: name))]
      case .unknownValue(let nearest?) where problem.column == .industry:
        choices = [("“\(nearest)”", .industry(word: problem.value, value: nearest))]
      case .unknownValue(let nearest?):
        choices = [("“\(nearest)”", .employeeCount(word: problem.value, value: nearest))]
      default: continue
      }
      guard asked.insert("\(problem.column?.key ?? "") \(problem.value)").inserted else { continue }
      switch try Console.choose("\(place) “\(problem.value)” means", choices.map(\.text)) {
      case .chosen(let number): try keep(choices[number].answer)
      case .none: continue
      case .quit: return
      }
    }
  }
}
