package import Pipeline

/// The diagnoses for a person, or for a program.
package struct DoctorReport: Sendable, Encodable {
  private struct Entry: Encodable {
    var subject: String
    var verdict: Diagnosis.Verdict
    var text: String
    var remedy: String?
  }

  private enum CodingKeys: String, CodingKey {
    case checks, exit
  }

  /// The diagnoses.
  package let diagnoses: [Diagnosis]

  package init(_ diagnoses: [Diagnosis]) {
    self.diagnoses = diagnoses
  }

  /// The exit code: of failures, that of the one that is hardest to mend.
  package var exit: Exit {
    let order: [FailureKind] = [.refused, .badInput, .unavailable, .storage]
    let failed = diagnoses.filter { $0.verdict == .fail }
    guard let first = failed.first else { return .done }
    return (order.first { kind in failed.contains { $0.kind == kind } } ?? first.kind)?.exit
      ?? .done
  }

  /// A line a diagnosis, and its remedy on the next; `paint` gives a verdict its colour.
  package func text(_ paint: (Diagnosis.Verdict, String) -> String) -> String {
    let width = diagnoses.map(\.subject.count).max() ?? 0
    var text = ""
    for diagnosis in diagnoses {
      let gap = String(repeating: " ", count: width - diagnosis.subject.count)
      text +=
        "\(paint(diagnosis.verdict, diagnosis.verdict.rawValue))  \(diagnosis.subject)\(gap)  "
      text += diagnosis.text + "\n"
      guard diagnosis.verdict != .pass, let remedy = diagnosis.remedy else { continue }
      text += String(repeating: " ", count: width + 8) + "→ \(remedy)\n"
    }
    return text
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(
      diagnoses.map {
        Entry(subject: $0.subject, verdict: $0.verdict, text: $0.text, remedy: $0.remedy)
      }, forKey: .checks)
    try container.encode(exit.rawValue, forKey: .exit)
  }
}
