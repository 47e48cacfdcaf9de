import Foundation

/// Pages of the API that were saved earlier, as a catalogue: `organizations/*.json` and
/// `domains/*.json` of a folder, in the order of the file names.
struct SavedPages {
  let folder: String

  /// Reads all pages; throws ``SandboxError/badData(file:problem:)`` for the first that is no page.
  func catalogue() throws(SandboxError) -> StoredCatalogue {
    let organizations = try resources(in: "organizations")
    let domains = try resources(in: "domains")
    return StoredCatalogue(
      organizations: organizations.map(\.row), domains: domains.map(\.row),
      types: Self.named(organizations.map { ($0.row.keys.typeID, $0.typeName) }),
      statuses: Self.named(organizations.map { ($0.row.keys.statusID, $0.statusName) }))
  }

  private struct Resource {
    let row: StoredCatalogue.Row
    let typeName: String?
    let statusName: String?
  }

  private func resources(in name: String) throws(SandboxError) -> [Resource] {
    let directory = URL(fileURLWithPath: folder).appendingPathComponent(name)
    guard let files = try? FileManager.default.contentsOfDirectory(atPath: directory.path) else {
      throw .badData(file: directory.path, problem: "no such folder")
    }
    var resources: [Resource] = []
    for file in files.filter({ $0.hasSuffix(".json") }).sorted() {
      let path = directory.appendingPathComponent(file).path
      guard let data = FileManager.default.contents(atPath: path) else {
        throw .badData(file: path, problem: "cannot be read")
      }
      var slices = JSONSlices([UInt8](data))
      guard let elements = slices.dataElements() else {
        throw .badData(
          file: path, problem: "no page of the API: an array under \"data\" is missing")
      }
      for (number, element) in elements.enumerated() {
        guard let saved = try? JSONDecoder().decode(SavedResource.self, from: Data(element)) else {
          throw .badData(file: path, problem: "row \(number + 1) is no resource with an id")
        }
        resources.append(
          Resource(
            row: .init(keys: saved.keys, text: String(decoding: element, as: UTF8.self)),
            typeName: saved.attributes?.organizationTypeName,
            statusName: saved.attributes?.organizationStatusName))
      }
    }
    return resources
  }

  /// The types or statuses that the organizations name, in the order of their ids.
  private static func named(_ pairs: [(id: String?, name: String?)]) -> [NamedID] {
    var found: [String: NamedID] = [:]
    for case (let id?, let name?) in pairs { found[id] = NamedID(id: id, name: name) }
    return found.values.sorted { RowKeys.idPrecedes($0.id, $1.id) }
  }
}
