package import Pipeline

/// Organizations that Dark Web ID has already, where the pipeline file wants no plan then.
package struct ExistingOrganizationsError: Failure, Equatable {
  /// The first few, each as “name” (id).
  let named: [String]
  /// How many there are.
  let count: Int

  init(_ candidates: [Candidate]) {
    named = candidates.prefix(5).map { "“\($0.name)” (\($0.id))" }
    count = candidates.count
  }

  package var kind: FailureKind { .badInput }
  package var message: String {
    let more = count > named.count ? ", and \(count - named.count) more" : ""
    return "Dark Web ID has organizations of these names, which are not linked: "
      + named.joined(separator: ", ") + "\(more); validate.existing is fail, so no plan was made"
  }
  package var remedy: String? {
    "validate.existing: adopt links them, skip leaves them out; or rename them in IT Glue"
  }
}
