/// A request as the armed faults see it.
struct FaultTarget: Sendable {
  var service: SandboxService
  /// It asks for a page of rows.
  var isIndex = false
  /// It writes: POST or PATCH.
  var isWrite = false
  /// It creates an organization.
  var isCreate = false
  /// The title of the organization that it writes.
  var title: String?
}
