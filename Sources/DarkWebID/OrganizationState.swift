package import Pipeline

/// An organization as Dark Web ID tells of it now.
package struct OrganizationState: Sendable, Equatable {
  /// Its id.
  package var uuid: String
  /// Empty where an answer does not repeat it.
  package var title: String
  /// Pending, imported or unimported.
  package var status: Status
  /// Its domains, their names in lower case; a reason that is not known becomes
  /// ``Reason/importError``, with the service's own words.
  package var domains: [ResultLine.Domain]
  /// True where the answer tells a status that the profile knows, of the organization or of one of
  /// its domains. The publicly known shape tells none.
  package var tellsStatus: Bool

  package init(
    uuid: String, title: String, status: Status, domains: [ResultLine.Domain],
    tellsStatus: Bool
  ) {
    self.uuid = uuid
    self.title = title
    self.status = status
    self.domains = domains
    self.tellsStatus = tellsStatus
  }
}

extension OrganizationState {
  /// What an answer means by the profile's words.
  ///
  /// A status of the organization that is missing or not known is read off its domains. A domain
  /// that is listed without one has that of the organization where no other domain has one
  /// either, and without that it is an imported one.
  init(_ answer: Wire.Organization, by profile: Profile) {
    let told = answer.status.flatMap(profile.statuses.status)
    let usual = answer.domains.contains { $0.status != nil } ? nil : told
    let domains = answer.domains.map {
      ResultLine.Domain($0, otherwise: usual ?? .imported, by: profile)
    }
    let derived: Status =
      if domains.contains(where: { $0.status == .pending }) {
        .pending
      } else if domains.isEmpty || domains.contains(where: { $0.status == .imported }) {
        .imported
      } else {
        .unimported
      }
    self.init(
      uuid: answer.id, title: answer.title ?? "", status: told ?? derived, domains: domains,
      tellsStatus: told != nil
        || answer.domains.contains { $0.status.flatMap(profile.statuses.status) != nil })
  }
}

extension ResultLine.Domain {
  /// - Parameter usual: The status where the answer has none.
  fileprivate init(_ answer: Wire.Domain, otherwise usual: Status, by profile: Profile) {
    let name = answer.name.lowercased()
    let status = answer.status.map(profile.statuses.status) ?? usual
    switch status {
    case .unimported:
      let reason = answer.reason.flatMap(profile.reasons.reason(of:))
      self.init(
        name: name, status: .unimported, reason: reason ?? .importError,
        detail: answer.reason.flatMap { reason?.says($0) == true ? nil : $0 })
    case let status?:
      self.init(name: name, status: status)
    case nil:
      // By all that is known neither in nor out: it is not claimed to be imported.
      self.init(
        name: name, status: .pending,
        detail: "the profile does not know the status “\(answer.status ?? "")”")
    }
  }
}

extension Reason {
  /// Whether some words tell no more than the reason does.
  fileprivate func says(_ words: String) -> Bool {
    [rawValue, text].contains { FoldedText($0) == FoldedText(words) }
  }
}
