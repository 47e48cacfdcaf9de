internal import Pipeline
internal import QuickJSON

/// A domain with the place of its organization: what is written where the join table is too large for
/// the memory.
struct JoinedDomain: WritableLineRecord, Codable {
  var id: String
  var name: String
  var place: Int

  init(id: String, name: String, place: Int) {
    self.id = id
    self.name = name
    self.place = place
  }

  init?(_ line: JSONValue) {
    guard var fields = line.fields else { return nil }
    var id, name, place: JSONValue?
    while let (key, value) = fields.next() {
      switch key {
      case "id": id = id ?? value
      case "name": name = name ?? value
      case "place": place = place ?? value
      default: break
      }
    }
    guard let id = id?.text, let name = name?.text, let place = place?.integer else { return nil }
    self.init(id: id, name: name, place: place)
  }

  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.field("id", id)
      $0.field("name", name)
      $0.field("place", place)
    }
  }
}
