import Foundation
import QuickJSON
import TestSupport
import Testing

@testable import Pipeline
@testable import Transform

@Suite("What transform takes from extract's lines as bytes is what they say")
struct JoinProperties {
  private static func decode<Resource: Decodable>(
    _ type: Resource.Type, _ lines: [String]
  ) throws -> [Resource] {
    try lines.map { try JSONDecoder().decode(type, from: Data($0.utf8)) }
  }

  @Test("Domains are joined to their organizations, the others are orphans", arguments: 0..<25)
  func domains(seed: UInt64) async throws {
    let extract = RandomExtract(seed: seed)
    var places = OrganizationPlaces()
    var firstPlaces: [RecordID: Int] = [:]
    let organizations = try Self.decode(OrganizationResource.self, extract.organizations)
    for (place, organization) in organizations.enumerated() {
      places.add(organization.id)
      if firstPlaces[organization.id] == nil { firstPlaces[organization.id] = place }
    }
    var domains: [Int: [CandidateDomain]] = [:]
    var orphans: [OrphanDomain] = []
    for domain in try Self.decode(DomainResource.self, extract.domains) {
      if let place = domain.organizationID.flatMap({ firstPlaces[$0] }) {
        domains[place, default: []].append(domain.candidateDomain)
      } else {
        orphans.append(domain.orphan)
      }
    }

    let fixture = try extract.fixture()
    defer { withExtendedLifetime(fixture) {} }
    let run = fixture.run
    var starts: [Int] = []
    var pieces = try LinePieces(
      run.file("organizations.jsonl", of: .extract), size: extract.pieceSize)
    while let piece = try pieces.next() { starts.append(piece.firstLine - 1) }
    for memory in [1 << 20, 500] {
      var join = try DomainJoin(
        starts: starts, organizations: places.count, domains: extract.domains.count,
        memory: memory, folder: run.folder(of: .extract))
      var others: [OrphanDomain] = []
      var pieces = try LinePieces(
        run.file("domains.jsonl", of: .extract), size: extract.pieceSize)
      while let piece = try pieces.next() {
        let joined = try JoinedDomains(piece, places, parts: join.parts)
        try join.add(joined)
        others += joined.orphans
      }
      join.sort()
      #expect(others == orphans)
      #expect(join.read == extract.domains.count)
      for (part, range) in join.parts.enumerated() {
        let table = try await join.takeDomains(of: part)
        for place in range {
          let own = domains[place] ?? []
          #expect(table.domains(of: place) == own)
          #expect(table.count(of: place) == own.count)
          var writer = JSONWriter()
          table.write(domainsOf: place, to: &writer)
          #expect(writer.bytes.elementsEqual(try JSONLines.encoder().encode(own)))
        }
      }
    }
  }

  @Test("What is noted of organizations is what they are", arguments: 0..<25)
  func notes(seed: UInt64) throws {
    let extract = RandomExtract(seed: seed)
    let folder = try TemporaryFolder.inMemory()
    let file = try folder.write(
      extract.organizations.joined(separator: "\n"), to: "organizations.jsonl")
    let rules = SelectionRules(extract.selection)
    var long = OrganizationNotes()
    for line in extract.organizations {
      long.add(
        try JSONDecoder().decode(OrganizationResource.self, from: Data(line.utf8)), rules)
    }
    var quick = OrganizationNotes()
    var pieces = try LinePieces(file, size: 1000)
    while let piece = try pieces.next() { quick.append(try OrganizationNotes(piece, rules)) }
    func described(_ notes: OrganizationNotes) -> [String] {
      var texts: [String] = []
      notes.forEach { note, name in
        texts.append("\(note.id) \(note.isRefused) \(String(decoding: name, as: UTF8.self))")
      }
      return texts
    }
    #expect(described(quick) == described(long))
    #expect(long.count == extract.organizations.count)
  }
}
