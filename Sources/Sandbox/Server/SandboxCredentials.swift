/// What the sandbox accepts as a key, a user and a password: fixed, and plainly no secrets.
package struct SandboxCredentials: Sendable, Equatable {
  /// The value of `x-api-key`.
  package var itglueKey = "ITG.sandbox-key-for-rehearsals-only"
  /// The user of the Basic login.
  package var darkWebIDUser = "sandbox@glueport.invalid"
  /// The password of the Basic login.
  package var darkWebIDPassword = "sandbox-password"

  /// The fixed values.
  package init() {}
}
