/// What a plan takes of the domain licences, and what more of them would bring: part of
/// `3-validate/plan.json`.
package struct LicenceForecast: Codable, Sendable, Equatable {
  /// What a number of further licences would bring.
  package struct Step: Codable, Sendable, Equatable {
    /// The licences bought.
    package var licences: Int
    /// The domains that could be imported besides.
    package var domains: Int
    /// The organizations that would be imported whole besides.
    package var organizations: Int

    package init(licences: Int, domains: Int, organizations: Int) {
      self.licences = licences
      self.domains = domains
      self.organizations = organizations
    }
  }

  /// The domains that may be monitored: the smaller of the account's and the pipeline file's limit;
  /// nil for no limit.
  package var limit: Int?
  /// The domains that are monitored before the plan is loaded.
  package var used: Int
  /// The licences that are left free on purpose.
  package var reserve: Int
  /// The licences that the plan could take; nil for no limit.
  package var free: Int?
  /// The domains that would be imported if there were no limit.
  package var wanted: Int
  /// The domains of the plan.
  package var planned: Int
  /// The domains that are left out for want of licences.
  package var short: Int
  /// What further licences would bring, until none is short.
  package var steps: [Step]

  package init(
    limit: Int?, used: Int, reserve: Int, free: Int?, wanted: Int, planned: Int, short: Int,
    steps: [Step]
  ) {
    self.limit = limit
    self.used = used
    self.reserve = reserve
    self.free = free
    self.wanted = wanted
    self.planned = planned
    self.short = short
    self.steps = steps
  }
}
