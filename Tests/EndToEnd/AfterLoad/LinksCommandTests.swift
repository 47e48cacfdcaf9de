import Foundation
import Testing

@Suite("glueport links")
struct LinksCommandTests {
  private func loaded() async throws -> (Workplace, pipeline: String) {
    let place = try await Workplace(["--organizations", "4", "--domains", "6", "--seed", "3"])
    let sheet = try await place.sheetForAll()
    let pipeline = try place.pipeline {
      $0.spreadsheet = sheet
      $0.organizations = "{}"
    }
    let run = try await place.glueport("run", pipeline, "--yes")
    #expect([0, 2].contains(run.exit), "\(run.error)")
    return (place, pipeline)
  }

  private func links(_ place: Workplace) async throws -> [[String: Any]] {
    let outcome = try await place.glueport("links", "list", "--json")
    return try #require(try outcome.json()["links"] as? [[String: Any]], "\(outcome.output)")
  }

  @Test("list tells them as a table, as CSV and as JSON; the newest run's pipeline is meant")
  func list() async throws {
    let (place, _) = try await loaded()
    let links = try await links(place)
    let created = try await place.created()
    #expect(links.count == created.count)
    #expect(Set(links.compactMap { $0["title"] as? String }) == Set(created))
    let table = try await place.glueport("links", "list")
    let csv = try await place.glueport("links", "list", "--format", "csv")
    #expect(csv.output.hasPrefix(#""IT Glue ID","Dark Web ID","Title","Run","Linked at""#))
    for link in links {
      let uuid = try #require(link["darkwebid_uuid"] as? String)
      #expect(table.output.contains(uuid))
      #expect(csv.output.contains(uuid))
    }
  }

  @Test("remove takes links away after a yes, touches nothing in Dark Web ID, and says so")
  func remove() async throws {
    let (place, pipeline) = try await loaded()
    let before = try await place.journal()
    let asked = try await place.glueport("links", "remove", "--all")
    #expect(asked.exit == 64)
    #expect(try await links(place).isEmpty == false)
    let outcome = try await place.glueport("links", "remove", "--all", "--yes")
    #expect(outcome.exit == 0, "\(outcome.error)")
    #expect(outcome.output.contains("nothing in Dark Web ID was touched"))
    #expect(try await links(place).isEmpty)
    let after = try await place.journal()
    #expect((before["creates"] as? [Any])?.count == (after["creates"] as? [Any])?.count)
    #expect((after["patches"] as? [Any])?.isEmpty == true)
    // What is there under its title is not made again.
    let second = try await place.glueport("run", pipeline, "--yes")
    #expect(second.exit == 2)
    #expect(second.output.contains("title_exists"))
    #expect((try await place.created()).count == (before["creates"] as? [Any])?.count)
  }

  @Test("adopt links what a person names, once, and only what Dark Web ID has")
  func adopt() async throws {
    let (place, _) = try await loaded()
    let link = try #require(try await links(place).first)
    let id = try #require(link["itglue_id"] as? String)
    let uuid = try #require(link["darkwebid_uuid"] as? String)
    #expect(try await place.glueport("links", "remove", id, "--yes").exit == 0)
    let nobody = try await place.glueport("links", "adopt", id, "no-such-uuid", "--yes")
    #expect(nobody.exit == 65, "\(nobody.error)")
    #expect(nobody.error.contains("no-such-uuid"))
    let outcome = try await place.glueport("links", "adopt", id, uuid, "--yes")
    #expect(outcome.exit == 0, "\(outcome.error)")
    #expect(try await links(place).contains { $0["darkwebid_uuid"] as? String == uuid })
    let second = try await place.glueport("links", "adopt", "999", uuid, "--yes")
    #expect(second.exit == 78, "\(second.error)")
    #expect(second.error.contains("is linked with the organization \(id) already"))
    let unknown = try await place.glueport("links", "remove", "999", "--yes")
    #expect(unknown.exit == 64)
  }

  @Test("An account that the ledger does not know is named, and is no empty list")
  func unknownAccount() async throws {
    let (place, _) = try await loaded()
    for command in [["list"], ["list", "--json"], ["remove", "--all", "--yes"]] {
      let outcome = try await place.glueport(
        ["links"] + command + ["--account", "no-such-partner"])
      #expect(outcome.exit == 64, "\(command): \(outcome.error)")
      #expect(outcome.error.contains("no-such-partner"), "\(command)")
    }
    #expect(try await links(place).isEmpty == false)
  }

  @Test("An IT Glue id is a number: anything else is named, and nothing is changed")
  func noNumber() async throws {
    let (place, _) = try await loaded()
    let before = try await links(place)
    let uuid = try #require(before.first?["darkwebid_uuid"] as? String)
    for id in ["acme.com", uuid, "12x"] {
      for command in [["adopt", id, uuid, "--yes"], ["remove", id, "--yes"]] {
        let outcome = try await place.glueport(["links"] + command)
        #expect(outcome.exit == 64, "\(command): \(outcome.error)")
        #expect(outcome.error.contains(id), "\(command)")
        #expect(!outcome.error.contains("there is no link"), "\(command)")
      }
    }
    let after = try await links(place)
    #expect(NSArray(array: after).isEqual(to: before))
  }

  @Test("No link is removed under a run that is not settled")
  func open() async throws {
    let place = try await Workplace()
    let run = try await place.glueport(
      "run", try place.pipeline { $0.pendingTimeout = 0.3 }, "--yes")
    #expect(run.exit == 69)
    let outcome = try await place.glueport("links", "remove", "--all", "--yes")
    #expect(outcome.exit == 78)
    #expect(outcome.error.contains("glueport resume"))
    #expect(outcome.error.contains("glueport discard"))
  }
}
