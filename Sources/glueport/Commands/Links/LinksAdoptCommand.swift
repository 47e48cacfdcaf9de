internal import ArgumentParser
internal import DarkWebID
internal import Foundation
internal import Load
internal import Pipeline
internal import Report

/// `glueport links adopt`: a person decides which organization of Dark Web ID one of IT Glue is.
struct LinksAdoptCommand: AsyncParsableCommand, ExitingCommand, ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    abstract: "Link an organization of IT Glue with one of Dark Web ID.",
    discussion: """
      It decides what a lost answer came to where several organizations could be
      the one, and links what was imported by hand. Nothing in Dark Web ID is
      touched.
      """)

  @Argument(help: "The IT Glue id.")
  var id: String

  @Argument(help: "The uuid of the organization in Dark Web ID.")
  var uuid: String?

  @Flag(name: .long, help: "None of them: the request whose answer was lost did not arrive.")
  var none = false

  @Flag(name: .long, help: "Do it without asking.")
  var yes = false

  @OptionGroup var links: LinksOptions
  @OptionGroup var console: ConsoleOptions

  private struct Adopted: Encodable {
    var id: String
    var uuid: String
    var title: String
  }

  func validate() throws {
    try RecordID.check(id)
    guard (uuid == nil) == none else { throw ValidationError("give the uuid, or --none") }
  }

  func perform() async throws -> Exit {
    let session = Session(console: console)
    let file = try links.file(session)
    return try await session.withServices(file) { services in
      let adoption = try services.adoption()
      guard let uuid else { return try await deny(adoption, session) }
      let (remote, runs) = try await adoption.look(at: uuid, for: id)
      let domains = remote.domains.map(\.name).joined(separator: ", ")
      let question =
        "Link \(id) of IT Glue with “\(remote.title)” (\(domains.isEmpty ? "no domains" : domains))?"
      guard try session.confirm(TextStyle.clean(question), yes: yes, what: "a link") else {
        Console.error("nothing was changed")
        return .done
      }
      try await adoption.adopt(remote, for: id)
      if console.json {
        try Console.output(json: Adopted(id: id, uuid: uuid, title: remote.title))
      } else {
        Console.output(TextStyle.clean("\(id) is linked with “\(remote.title)” (\(uuid))") + "\n")
        for run in runs { Console.output("next: glueport resume \(run)\n") }
      }
      return .done
    }
  }

  private func deny(_ adoption: Adoption, _ session: Session) async throws -> Exit {
    let question = "Take it that the request for \(id), whose answer was lost, did not arrive?"
    guard try session.confirm(question, yes: yes, what: "this decision") else {
      Console.error("nothing was changed")
      return .done
    }
    let runs = try await adoption.deny(id)
    if console.json {
      try Console.output(json: ["id": id])
    } else {
      Console.output(
        runs.isEmpty
          ? "nothing about \(id) is in doubt\n"
          : "\(id) counts as not imported; retry sends it again\n")
      for run in runs { Console.output("next: glueport resume \(run)\n") }
    }
    return .done
  }
}
