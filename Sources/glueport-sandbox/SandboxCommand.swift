import ArgumentParser
import Foundation
import Sandbox

/// The command line of the sandbox.
struct SandboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "glueport-sandbox",
    abstract: "Plays IT Glue and Dark Web ID on this computer, to rehearse an onboarding.",
    discussion: """
      Both services listen on 127.0.0.1 only: IT Glue on the port, Dark Web ID on the next one. \
      Without further options IT Glue holds the invented clients that go with samples/clients.csv. \
      Nothing real is touched, and nothing is kept when the program ends.

      \(FaultManual.text)
      """)

  @Option(help: ArgumentHelp("The port of IT Glue; 0 for any free ports.", valueName: "N"))
  var port = 8901

  @Option(
    help: ArgumentHelp(
      "Make up this many organizations; half of --domains unless told.", valueName: "N"))
  var organizations: Int?

  @Option(
    help: ArgumentHelp(
      "Make up this many domains; twice --organizations unless told.", valueName: "N"))
  var domains: Int?

  @Option(help: ArgumentHelp("The same seed makes the same data.", valueName: "N"))
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("What goes wrong; see above.", valueName: "SPEC"))
  var faults = ""

  @Option(
    help: ArgumentHelp(
      "Serve saved pages: DIR/organizations/*.json, DIR/domains/*.json.", valueName: "DIR"))
  var data: String?

  @Option(
    help: ArgumentHelp(
      "Write the export lines to this file too, once both services listen.", valueName: "FILE"))
  var environmentFile: String?

  @Option(help: ArgumentHelp("How long an import stays pending.", valueName: "MILLISECONDS"))
  var importTime = 400

  @Flag(help: "Print nothing on standard output.")
  var quiet = false

  func run() async throws {
    let sandbox = try makeSandbox()
    let file = environmentFile.map(EnvironmentFile.init(path:))
    file?.clear()
    do {
      try await sandbox.runUntilSignalled { addresses in
        try file?.write(SandboxEnvironment(addresses, sandbox.configuration.credentials))
        if !quiet {
          // Unbuffered, so that a script that reads it sees it at once.
          let greeting = Greeting(sandbox, at: addresses).text
          try? FileHandle.standardOutput.write(contentsOf: Data(greeting.utf8))
        }
      }
    } catch let error as SandboxError {
      throw ExitStatus.storage(error.description)
    }
  }

  private func makeSandbox() throws -> Sandbox {
    guard (0...65_534).contains(port) else {
      throw ExitStatus.usage("--port \(port): 0 to 65534, for the next one is used too")
    }
    guard importTime >= 0 else {
      throw ExitStatus.usage("--import-time \(importTime): 0 or more milliseconds")
    }
    var configuration = SandboxConfiguration()
    configuration.port = port
    configuration.seed = seed
    configuration.importTime = .milliseconds(importTime)
    configuration.data = try chosenData()
    do {
      configuration.faults = try FaultSpec(faults).rules
      return try Sandbox(configuration)
    } catch let error as FaultSpecError {
      throw ExitStatus.usage(error.description)
    } catch let error as SandboxError {
      throw ExitStatus.usage("--data: \(error.description)")
    }
  }

  private func chosenData() throws -> SandboxData {
    if let data {
      guard organizations == nil, domains == nil else {
        throw ExitStatus.usage(
          "--data serves what is saved: leave --organizations and --domains out")
      }
      return .saved(folder: data)
    }
    guard organizations != nil || domains != nil else { return .default }
    let organizations = organizations ?? (domains ?? 0) / 2
    let domains = domains ?? organizations * 2
    guard (0...50_000_000).contains(organizations), (0...50_000_000).contains(domains) else {
      throw ExitStatus.usage("--organizations and --domains: 0 to 50000000")
    }
    return .generated(organizations: organizations, domains: domains)
  }
}
