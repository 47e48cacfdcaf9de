private import CNettle

package import struct FoundationEssentials.URL

/// A SHA-256 digest, as checkpoints and plans carry it: `sha256:<hex>`.
package struct Digest: Sendable, Hashable, CustomStringConvertible {
  /// `sha256:` and 64 hexadecimal digits.
  package let text: String

  package var description: String { text }

  /// Its 32 bytes.
  package var bytes: [UInt8] {
    var rest = text.dropFirst("sha256:".count)
    var bytes: [UInt8] = []
    while !rest.isEmpty {
      bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
      rest = rest.dropFirst(2)
    }
    return bytes
  }

  /// The digest of a text's UTF-8 bytes.
  package static func of(_ text: String) -> Digest { of(Array(text.utf8)) }

  /// The digest of bytes.
  package static func of(_ bytes: [UInt8]) -> Digest {
    var hasher = Hasher()
    hasher.update(bytes)
    return hasher.finish()
  }

  /// The digest of a file's bytes.
  ///
  /// - Throws: ``FileError`` where the file cannot be read.
  package static func of(file: URL) throws -> Digest {
    var hasher = Hasher()
    try FileBytes.forEachBlock(of: file) { hasher.update($0) }
    return hasher.finish()
  }

  /// The digests of files, which are read side by side.
  ///
  /// - Throws: ``FileError`` where one cannot be read; `CancellationError`.
  package static func of(files: [URL]) async throws -> [Digest] {
    try await withThrowingTaskGroup(of: [Int: Digest].self) { group in
      var digests: [Int: Digest] = [:]
      // As soon as one is done the next begins: how many are under way depends on what else there is.
      for (place, file) in files.enumerated() {
        try Task.checkCancellation()
        if place >= JSONLines.processors, let done = try await group.next() {
          digests.merge(done) { first, _ in first }
        }
        group.addTask { [place: try Digest.of(file: file)] }
      }
      for try await done in group { digests.merge(done) { first, _ in first } }
      return files.indices.compactMap { digests[$0] }
    }
  }

  /// A digest in the making; nettle computes it.
  package struct Hasher: Sendable {
    private var context = sha256_ctx()

    package init() {
      nettle_sha256_init(&context)
    }

    /// Takes in more bytes.
    package mutating func update(_ bytes: some Collection<UInt8>) {
      let taken: Void? = bytes.withContiguousStorageIfAvailable { buffer in
        nettle_sha256_update(&context, buffer.count, buffer.baseAddress)
      }
      if taken == nil { update(Array(bytes)) }
    }

    /// The digest of all that was taken in.
    package func finish() -> Digest {
      var context = context
      var bytes = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
      nettle_sha256_digest(&context, bytes.count, &bytes)
      let digits = Array("0123456789abcdef".utf8)
      var text = Array("sha256:".utf8)
      for byte in bytes {
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
      }
      return Digest(text: String(decoding: text, as: UTF8.self))
    }
  }
}
