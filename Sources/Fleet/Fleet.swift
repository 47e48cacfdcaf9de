internal import Pipeline

package import struct FoundationEssentials.URL

/// The partners that are onboarded side by side: a file like `pipelines/fleet/partners.yaml`. Paths in it
/// are relative to the file.
package struct Fleet: Sendable, Equatable {
  /// The file.
  package let file: URL
  /// The partners, in the file's order.
  package let partners: [Partner]

  /// Reads a fleet's file.
  ///
  /// - Throws: `FileError`; `YAMLError` with the line.
  package init(file: URL) throws {
    self.file = file.standardizedFileURL
    var root = try YAMLDocument(file: file).root
    let pipeline = try root.url("pipeline")
    let approval = try Self.approval(&root)
    guard let entries = try root.mappings("partners"), !entries.isEmpty else {
      throw root.missing("partners")
    }
    try root.finish()
    var partners: [Partner] = []
    for var entry in entries {
      let partner = try Self.partner(&entry, pipeline: pipeline, approval: approval ?? nil)
      guard !partners.contains(where: { $0.name == partner.name }) else {
        throw entry.error("is “\(partner.name)”, as that of another partner", at: "name")
      }
      partners.append(partner)
    }
    self.partners = partners
  }

  private static func partner(
    _ entry: inout YAMLMapping, pipeline: URL?, approval: Partner.AutoApproval?
  ) throws -> Partner {
    let name = try entry.requiredString("name")
    guard name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil else {
      throw entry.error(
        "is “\(name)”: lower case letters, digits and hyphens between them are wanted", at: "name",
        remedy: "folders, runs and tasks have this name")
    }
    guard let pipeline = try entry.url("pipeline") ?? pipeline else {
      throw entry.missing("pipeline")
    }
    var environment = try entry.mapping("environment")
    let variables = try environment?.texts() ?? [:]
    if let wrong = variables.keys.sorted().first(where: { !Self.isVariable($0) }) {
      throw entry.error(
        "has “\(wrong)”: letters, digits and _ are wanted in the name of a variable",
        at: "environment")
    }
    guard variables[Partner.nameVariable] == nil else {
      throw entry.error(
        "has \(Partner.nameVariable), which is the partner's name always", at: "environment")
    }
    let connection =
      try entry.string("connection") ?? "glueport_\(name.replacing("-", with: "_"))"
    let own = try Self.approval(&entry)
    try entry.finish()
    return Partner(
      name: name, pipeline: pipeline, variables: variables, connection: connection,
      autoApproval: own ?? approval)
  }

  private static func isVariable(_ name: String) -> Bool {
    name.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil
  }

  /// What `auto_approve` says: nil where it is missing, a nil within where it is false.
  private static func approval(_ section: inout YAMLMapping) throws -> Partner.AutoApproval?? {
    guard let given = try section.mappingOrFalse("auto_approve") else { return nil }
    guard var limits = given else { return .some(nil) }
    let approval = Partner.AutoApproval(
      maxUnimported: try limits.integer("max_unimported", in: 0...Int.max),
      maxLicences: try limits.integer("max_licences", in: 0...Int.max))
    try limits.finish()
    return approval
  }
}
