/// All that can be chosen about a sandbox.
package struct SandboxConfiguration: Sendable {
  /// The port of IT Glue; Dark Web ID has the next one. 0 is any free port for each.
  package var port = 8901
  /// What IT Glue holds.
  package var data = SandboxData.default
  /// The seed of generated data and of the uuids.
  package var seed: UInt64 = 1
  /// The faults that are armed from the start.
  package var faults: [FaultRule] = []
  /// How long an import stays pending.
  package var importTime = Duration.milliseconds(400)
  /// How many requests IT Glue allows in five minutes.
  package var requestsPerFiveMinutes = 3000
  /// What the services accept.
  package var credentials = SandboxCredentials()
  /// Tells the time since the start; real time where none is given.
  package var clock: SandboxClock?

  /// The default data on the default ports, without faults.
  package init() {}
}
