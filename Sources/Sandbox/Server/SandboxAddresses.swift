/// Where the sandbox can be reached, once both services listen.
package struct SandboxAddresses: Sendable, Equatable {
  /// The port of IT Glue.
  package let itgluePort: Int
  /// The port of Dark Web ID.
  package let darkWebIDPort: Int

  /// The base URL of IT Glue.
  package var itglue: String { "http://127.0.0.1:\(itgluePort)" }
  /// The base URL of Dark Web ID.
  package var darkWebID: String { "http://127.0.0.1:\(darkWebIDPort)" }
}
