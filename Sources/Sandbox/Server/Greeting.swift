/// What the sandbox says when it is ready.
package struct Greeting: Sendable {
  private let sandbox: Sandbox
  private let addresses: SandboxAddresses

  /// The greeting of a sandbox that listens at these addresses.
  package init(_ sandbox: Sandbox, at addresses: SandboxAddresses) {
    self.sandbox = sandbox
    self.addresses = addresses
  }

  /// The addresses, logins and counts, and the lines to paste into a shell.
  package var text: String {
    let credentials = sandbox.configuration.credentials
    let free = sandbox.domainLimit - sandbox.domainUsage
    let faults = sandbox.configuration.faults.count
    return """
      Glueport sandbox: both services on this computer, nothing real is touched.

        IT Glue      \(addresses.itglue)
          key        \(credentials.itglueKey)
          holds      \(sandbox.organizations) organizations, \(sandbox.domains) domains

        Dark Web ID  \(addresses.darkWebID)
          user       \(credentials.darkWebIDUser)
          password   \(credentials.darkWebIDPassword)
          licences   \(sandbox.domainUsage) of \(sandbox.domainLimit) in use, \(free) free
          journal    \(addresses.darkWebID)/sandbox/journal.json
      \(faults == 0 ? "" : "    faults     \(faults) armed\n")
      Paste this into the shell in which you run glueport:

      \(SandboxEnvironment(addresses, credentials).exports)
      Stop it with Control-C.

      """
  }
}
