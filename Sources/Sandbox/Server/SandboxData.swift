/// What the sandbox's IT Glue holds.
package enum SandboxData: Sendable, Equatable {
  /// The invented clients that go with `samples/clients.csv`.
  case `default`
  /// Made-up data of exactly this size.
  case generated(organizations: Int, domains: Int)
  /// Pages saved earlier, in `organizations/*.json` and `domains/*.json` of a folder.
  case saved(folder: String)
}
