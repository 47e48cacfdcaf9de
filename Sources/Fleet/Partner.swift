package import struct FoundationEssentials.URL

/// A partner of a fleet: whose clients are onboarded by a pipeline of their own, with their own keys,
/// licences and ledger.
package struct Partner: Sendable, Equatable {
  /// What may be loaded without asking a person.
  package struct AutoApproval: Sendable, Equatable {
    /// How many organizations may stay Unimported; nil for any number.
    package var maxUnimported: Int?
    /// How many domain licences the plan may take; nil for any number.
    package var maxLicences: Int?
  }

  /// The name: lower case letters, digits and hyphens.
  package var name: String
  /// The pipeline file.
  package var pipeline: URL
  /// What the fleet's file says for `${…}` in the pipeline file. No secret is among them.
  package var variables: [String: String]
  /// The connection of Airflow that holds the partner's secrets.
  package var connection: String
  /// What may be loaded without asking; nil where a person is asked always.
  package var autoApproval: AutoApproval?

  /// The variable that is the partner's name.
  static let nameVariable = "PARTNER"

  /// The environment that the partner's pipeline file is read with.
  ///
  /// - Parameter other: The program's own; the fleet's file overrules it.
  package func environment(over other: [String: String]) -> [String: String] {
    other.merging(ownEnvironment) { _, own in own }
  }

  /// What the partner adds to the environment.
  package var ownEnvironment: [String: String] {
    variables.merging([Self.nameVariable: name]) { _, name in name }
  }
}
