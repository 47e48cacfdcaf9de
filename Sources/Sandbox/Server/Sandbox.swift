import UnixSignals

/// Both services on loopback, in this process: to rehearse an onboarding, and for tests.
package struct Sandbox: Sendable {
  /// What was asked for.
  package let configuration: SandboxConfiguration
  /// How many organizations IT Glue holds.
  package let organizations: Int
  /// How many domains IT Glue holds.
  package let domains: Int
  /// How many domain licences of Dark Web ID are in use at the start.
  package let domainUsage: Int
  /// How many domain licences there are.
  package let domainLimit: Int

  private let itglue: ITGlueService
  private let darkWebID: DarkWebIDService
  private let control: SandboxControl

  /// A sandbox that is ready to run; throws where saved pages cannot be read.
  package init(_ configuration: SandboxConfiguration) throws(SandboxError) {
    self.configuration = configuration
    let catalogue: any Catalogue
    switch configuration.data {
    case .default: catalogue = DefaultAccount.catalogue()
    case .generated(let organizations, let domains):
      catalogue = GeneratedCatalogue(
        organizations: organizations, domains: domains, seed: configuration.seed)
    case .saved(let folder): catalogue = try SavedPages(folder: folder).catalogue()
    }
    organizations = catalogue.count(of: .organizations)
    domains = catalogue.count(of: .domains)
    let tenant =
      configuration.data == .default
      ? DefaultTenant.tenant(importTime: configuration.importTime)
      : DefaultTenant.tenant(importTime: configuration.importTime, domains: domains)
    domainUsage = tenant.domainUsage
    domainLimit = tenant.domainLimit

    let clock = configuration.clock ?? SandboxClocks.real()
    let gate = FaultGate(
      faults: configuration.faults,
      window: RateWindow(limit: configuration.requestsPerFiveMinutes, length: .seconds(300)),
      now: clock)
    let account = DarkWebIDAccount(tenant, seed: configuration.seed, now: clock)
    itglue = ITGlueService(
      catalogue: catalogue, key: configuration.credentials.itglueKey, gate: gate)
    darkWebID = DarkWebIDService(
      account: account, credentials: configuration.credentials, gate: gate)
    control = SandboxControl(account: account, gate: gate)
  }

  /// Serves until the task is cancelled. `onReady` is called once, when both services listen; they
  /// answer while it runs. Throws ``SandboxError`` where a port cannot be bound.
  package func run(
    onReady: @escaping @Sendable (SandboxAddresses) async throws -> Void
  ) async throws {
    let (ports, bound) = AsyncStream.makeStream(of: (SandboxService, Int).self)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for listener in listeners {
        group.addTask {
          try await listener.run { port in bound.yield((listener.service, port)) }
        }
      }
      group.addTask {
        var found: [SandboxService: Int] = [:]
        for await (service, port) in ports {
          found[service] = port
          guard let itglue = found[.itglue], let darkWebID = found[.darkwebid] else { continue }
          try await onReady(SandboxAddresses(itgluePort: itglue, darkWebIDPort: darkWebID))
          return
        }
      }
      // The first failure ends the others.
      while try await group.next() != nil {}
    }
  }

  /// Serves until SIGINT or SIGTERM, then returns.
  package func runUntilSignalled(
    onReady: @escaping @Sendable (SandboxAddresses) async throws -> Void
  ) async throws {
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    try await runUntilDone(onReady: onReady) {
      for await _ in signals { return }
    }
  }

  /// Serves while the body runs, and gives back what the body gives.
  package func whileRunning<Result: Sendable>(
    _ body: @escaping @Sendable (SandboxAddresses) async throws -> Result
  ) async throws -> Result {
    let (ready, announce) = AsyncStream.makeStream(of: SandboxAddresses.self)
    return try await runUntilDone(onReady: { announce.yield($0) }) {
      for await addresses in ready { return try await body(addresses) }
      throw CancellationError()
    }
  }

  private func runUntilDone<Result: Sendable>(
    onReady: @escaping @Sendable (SandboxAddresses) async throws -> Void,
    _ done: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    try await withThrowingTaskGroup(of: Result?.self) { group in
      group.addTask {
        try await run(onReady: onReady)
        return nil
      }
      group.addTask { try await done() }
      defer { group.cancelAll() }
      while let result = try await group.next() {
        if let result { return result }
      }
      throw CancellationError()
    }
  }

  private var listeners: [Listener] {
    let port = configuration.port
    return [
      Listener(service: .itglue, port: port) { try await itglue.respond(to: $0) },
      Listener(service: .darkwebid, port: port == 0 ? 0 : port + 1) { request in
        if let answer = await control.respond(to: request) { return answer }
        return try await darkWebID.respond(to: request)
      },
    ]
  }
}
