package import QuickJSON

/// A record of which there are hundreds of thousands. Beside `Codable`, which says what its lines
/// are, it has a quick way to read and write the very same lines.
package protocol LineRecord: Decodable, Sendable {
  /// Reads a record that is written as such records usually are.
  ///
  /// Nil wherever there is the least doubt: `Decodable` then reads the line, or says what is wrong
  /// with it.
  init?(_ line: JSONValue)
}

/// A record that is written by the hundred thousand.
package protocol WritableLineRecord: LineRecord, Encodable {
  /// Writes the bytes that ``JSONLines/encoder()`` gives.
  func write(to writer: inout JSONWriter)
}
