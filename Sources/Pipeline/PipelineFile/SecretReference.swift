private import Glibc

package import struct FoundationEssentials.URL

/// Where a secret is to be found; it is read only by the stage that needs it.
package enum SecretReference: Sendable, Equatable {
  /// A variable of the environment.
  case environment(String)
  /// A file that only its owner can read.
  case file(URL)

  /// Reads the secret.
  ///
  /// - Throws: ``SecretError``, ``FileError``.
  package func read(from environment: [String: String]) throws -> Secret {
    switch self {
    case .environment(let name):
      guard let value = environment[name], !value.isEmpty else {
        throw SecretError.notSet(name)
      }
      return try Self.secret(value, from: name)
    case .file(let file):
      var status = stat()
      guard stat(file.path, &status) == 0 else { throw FileError("read", file) }
      guard status.st_mode & 0o077 == 0 else { throw SecretError.readableByOthers(file.path) }
      guard let text = String(validating: try FileBytes.read(file), as: UTF8.self) else {
        throw SecretError.empty(file.path)
      }
      let value = text.filter { !$0.isNewline }
      guard !value.isEmpty else { throw SecretError.empty(file.path) }
      return try Self.secret(value, from: file.path)
    }
  }

  /// A control character has no place in a header: it would fail as if the network had.
  private static func secret(_ value: String, from place: String) throws -> Secret {
    guard value.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
      throw SecretError.controlCharacter(place)
    }
    return Secret(value)
  }
}

/// A secret that cannot be read. None of these carries the secret.
package enum SecretError: Failure, Equatable {
  /// The variable is not set, or empty.
  case notSet(String)
  /// The file can be read by others than its owner.
  case readableByOthers(String)
  /// The file is empty, or no text.
  case empty(String)
  /// There is a control character in it, such as a line break.
  case controlCharacter(String)

  package var kind: FailureKind { .badInput }
  package var message: String {
    switch self {
    case .notSet(let name): "the environment variable \(name) is not set"
    case .readableByOthers(let path): "\(path) holds a secret and others can read it"
    case .empty(let path): "\(path) holds no secret"
    case .controlCharacter(let place): "\(place) holds a line break or another control character"
    }
  }
  package var remedy: String? {
    switch self {
    case .notSet(let name): "export \(name)=…"
    case .readableByOthers(let path): "chmod 600 \(path)"
    case .controlCharacter: "set it again, without what was pasted along"
    case .empty: "write the secret into it, on one line"
    }
  }
}
