/// What the sandbox accepts as a key, a user and a password: fixed, and plainly no secrets.
package struct SandboxCredentials: Sendable, Equatable {
  package var itglueKey = "ITG.sandbox-key-for-rehearsals-only"
  package var darkWebIDUser = "sandbox@glueport.invalid"
  package var darkWebIDPassword = "sandbox-password"

  package init() {}
}
