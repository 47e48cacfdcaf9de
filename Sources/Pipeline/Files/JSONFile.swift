package import FoundationEssentials

/// Small JSON documents: `run.json`, `checkpoint.json`, `plan.json`, `world.json`.
package enum JSONFile {
  /// The bytes of a document: indented, its keys sorted, a line break at the end.
  package static func bytes(of value: some Encodable) throws -> Data {
    let encoder = JSONLines.encoder()
    encoder.outputFormatting.insert(.prettyPrinted)
    return try encoder.encode(value) + Data([UInt8(ascii: "\n")])
  }

  /// Writes a document, whole or not at all.
  ///
  /// - Throws: ``FileError``.
  package static func write(_ value: some Encodable, to file: URL) throws {
    try OutputFile.write(bytes(of: value), to: file)
  }

  /// Reads a document; nil where there is no such file.
  ///
  /// - Throws: ``FileError``, ``JSONFileError``.
  package static func readIfPresent<Value: Decodable>(
    _ type: Value.Type, from file: URL
  ) throws -> Value? {
    guard FileBytes.size(of: file) != nil else { return nil }
    return try read(type, from: file)
  }

  /// Reads a document.
  ///
  /// - Throws: ``FileError``, ``JSONFileError``.
  package static func read<Value: Decodable>(_ type: Value.Type, from file: URL) throws -> Value {
    let bytes = try FileBytes.read(file)
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch {
      throw JSONFileError(file: file.path, problem: JSONLines.describe(error))
    }
  }
}

/// A JSON document that cannot be read.
package struct JSONFileError: Failure, Equatable {
  package let file: String
  package let problem: String

  package var kind: FailureKind { .badInput }
  package var message: String { "\(file): \(problem)" }
  package var remedy: String? { "the file was changed by hand or damaged; start a new run" }
}
