package import Pipeline

/// An entry of a list file that is no domain name.
package struct DomainListError: Failure, Equatable {
  /// The list file.
  package let file: String
  /// The line, counted from 1.
  package let line: Int
  /// The entry as it stands there.
  package let entry: String
  /// What is wrong with it.
  package let problem: DomainName.Problem

  package var kind: FailureKind { .badInput }
  package var message: String { "\(file):\(line): “\(entry)” is no entry: \(problem.text)" }
  package var remedy: String? {
    "write example.com for that name alone, .example.com for it and everything below it, "
      + "*.example.com for what is below it only; ! before an entry takes it out"
  }
}
