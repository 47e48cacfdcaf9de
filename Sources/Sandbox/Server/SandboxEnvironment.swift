/// The addresses and logins of a running sandbox, as variables for a shell.
package struct SandboxEnvironment: Sendable, Equatable {
  /// The variables in their order.
  package let variables: [(name: String, value: String)]

  /// The variables of a sandbox at these addresses.
  package init(_ addresses: SandboxAddresses, _ credentials: SandboxCredentials) {
    variables = [
      ("GLUEPORT_SANDBOX_ITGLUE_URL", addresses.itglue),
      ("GLUEPORT_SANDBOX_ITGLUE_KEY", credentials.itglueKey),
      ("GLUEPORT_SANDBOX_DARKWEBID_URL", addresses.darkWebID),
      ("GLUEPORT_SANDBOX_DARKWEBID_USER", credentials.darkWebIDUser),
      ("GLUEPORT_SANDBOX_DARKWEBID_PASSWORD", credentials.darkWebIDPassword),
    ]
  }

  /// `export NAME='value'`, a line each.
  package var exports: String {
    variables.map { "export \($0.name)='\(Self.escaped($0.value))'\n" }.joined()
  }

  /// Whether the variables are the same, in the same order.
  package static func == (left: SandboxEnvironment, right: SandboxEnvironment) -> Bool {
    left.exports == right.exports
  }

  private static func escaped(_ value: String) -> String {
    value.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
  }
}
