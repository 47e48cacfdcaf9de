package import Pipeline

/// Organizations that were asked for by their ids, and that IT Glue's list does not have.
package struct UnknownOrganizationsError: Failure, Equatable {
  /// The ids, in order.
  let ids: [String]

  package var kind: FailureKind { .badInput }
  package var message: String {
    let what = ids.count == 1 ? "organization" : "organizations"
    return "no \(what) \(ids.joined(separator: ", ")) in IT Glue's list; no plan was made"
  }
  package var remedy: String? {
    "--only takes the number in the address of the organization's page in IT Glue; the selection of "
      + "the pipeline file may leave it out, too"
  }
}
