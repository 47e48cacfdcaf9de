package import Pipeline

/// Which of the refused ones a person wants tried again. Without any condition: all.
package struct RetrySelection: Sendable, Equatable {
  /// The reasons that they were refused for; empty for all.
  package var reasons: Set<Reason>
  /// The IT Glue ids of their organizations; empty for all.
  package var organizations: Set<String>

  package init(reasons: Set<Reason> = [], organizations: Set<String> = []) {
    self.reasons = reasons
    self.organizations = organizations
  }

  /// Whether an organization is meant.
  package func takes(organization id: String?) -> Bool {
    organizations.isEmpty || id.map(organizations.contains) ?? false
  }

  /// Whether what was refused for this reason is meant.
  package func takes(_ reason: Reason?) -> Bool {
    reasons.isEmpty || reason.map(reasons.contains) ?? false
  }
}
