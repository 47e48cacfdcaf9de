internal import FoundationEssentials

/// A type or a status of organizations: its id and its name.
struct NamedID: Decodable, Equatable {
  var id: String
  var name: String

  /// A list of them as IT Glue sends it.
  struct Page: Decodable {
    var data: [NamedID]
    private var meta: Meta?

    private struct Meta: Decodable {
      var total: Int?
      enum CodingKeys: String, CodingKey { case total = "total-count" }
    }

    /// Whether these are all.
    var isWhole: Bool { meta?.total == data.count }

    /// Nil where the body is no such list.
    init?(_ body: [UInt8]) {
      guard let page = try? JSONDecoder().decode(Page.self, from: Data(body)) else { return nil }
      self = page
    }
  }

  init(id: String, name: String) {
    self.id = id
    self.name = name
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    name = try container.decode(Attributes.self, forKey: .attributes).name ?? ""
  }

  private struct Attributes: Decodable {
    var name: String?
  }

  private enum CodingKeys: String, CodingKey {
    case id, attributes
  }
}
