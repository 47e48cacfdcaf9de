internal import Pipeline

/// The keys that every resource of IT Glue has (JSON:API).
enum ResourceKeys: String, CodingKey {
  case id, attributes
}

extension KeyedDecodingContainer<ResourceKeys> {
  /// The resource's own id, which must be there.
  func decodeResourceID() throws -> RecordID {
    guard let id = try decodeID(forKey: .id) else {
      throw DecodingError.keyNotFound(
        ResourceKeys.id, .init(codingPath: codingPath, debugDescription: "a resource without id"))
    }
    return id
  }

  /// The resource's attributes, where it has some.
  func attributes<Keys: CodingKey>(
    keyedBy type: Keys.Type
  ) throws -> KeyedDecodingContainer<Keys>? {
    guard contains(.attributes), try !decodeNil(forKey: .attributes) else { return nil }
    return try nestedContainer(keyedBy: type, forKey: .attributes)
  }
}

extension KeyedDecodingContainer {
  /// An id that is a text or a whole number; nil for null, nothing and an empty text.
  ///
  /// Never through floating point: ids pass 2^53.
  func decodeID(forKey key: Key) throws -> RecordID? {
    guard contains(key), try !decodeNil(forKey: key) else { return nil }
    if let number = try? decode(UInt64.self, forKey: key) { return .number(number) }
    return RecordID(try decode(String.self, forKey: key))
  }
}
