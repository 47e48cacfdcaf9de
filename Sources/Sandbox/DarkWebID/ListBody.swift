/// A page of organizations.
struct ListBody: Encodable, Sendable {
  let here: String
  let first: String
  let last: String
  let prev: String?
  let next: String?
  let list: [OrganizationBody]

  enum CodingKeys: String, CodingKey {
    case here = "self"
    case first, last, prev, next, list
  }
}
