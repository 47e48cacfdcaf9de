private import CPSL
package import FoundationEssentials
private import Glibc
package import Pipeline

/// The public suffix list: the names below which anybody can have one, such as `co.uk`.
///
/// Source: publicsuffix.org. Where the pipeline file names none it is that of the system, or where
/// there is none the one that is built into libpsl.
package final class PublicSuffixList: Sendable {
  /// Where a name stands.
  enum Standing: Sendable, Equatable {
    /// It is a public suffix itself.
    case suffix
    /// It is below a listed suffix.
    ///
    /// - Parameters:
    ///   - registrable: The name that was registered: one label below the suffix.
    ///   - isPrivate: Whether the suffix is a company's, such as `github.io`, and no registry's.
    case below(registrable: String, isPrivate: Bool)
    /// No list has its ending.
    case unlisted
  }

  // A list is never changed once it is loaded, and libpsl only reads it.
  private nonisolated(unsafe) let context: OpaquePointer
  /// Tells of most names that no rule is of them; nil where the list has to be asked of each.
  private let filter: NameFilter?
  /// The file that it was read from; nil where it is built in.
  package let file: URL?

  /// Reads the list that a pipeline file names, or that of the system.
  ///
  /// - Throws: ``FileError``; ``PublicSuffixListError``.
  package convenience init(_ validation: PipelineFile.Validation) throws {
    if let file = Self.file(validation) {
      try self.init(file: file)
    } else {
      try self.init()
    }
  }

  /// Reads a list, as text or as compiled for libpsl.
  ///
  /// - Throws: ``FileError``; ``PublicSuffixListError``.
  init(file: URL) throws {
    let bytes = try FileBytes.read(file)
    guard let context = Self.load(bytes) else { throw PublicSuffixListError(file: file.path) }
    // Anything can be read as a list; one that lacks this is another file.
    guard Self.isListed("com", in: context) else {
      psl_free(context)
      throw PublicSuffixListError(file: file.path)
    }
    self.context = context
    self.file = file
    filter = Self.filter(for: bytes)
  }

  /// The list that is built into libpsl.
  init() throws {
    guard let builtin = psl_builtin() else { throw PublicSuffixListError(file: nil) }
    context = builtin
    file = nil
    filter = nil
  }

  deinit { psl_free(context) }

  /// The digest of the list that ``init(_:)`` reads.
  ///
  /// - Throws: ``FileError``.
  static func digest(_ validation: PipelineFile.Validation) throws -> String {
    if let file = file(validation) { return try Digest.of(file: file).text }
    return psl_builtin_sha1sum().map { "sha1:" + String(cString: $0) } ?? "unknown"
  }

  /// How new and how long it is.
  ///
  /// - Throws: ``FileError``.
  package var version: DomainListVersion {
    get throws {
      let date =
        try file.map { try Self.date(in: FileBytes.read($0)) ?? Self.changed($0) }
        ?? Date(timeIntervalSince1970: Double(psl_builtin_file_time()))
      return DomainListVersion(date: date, entries: Int(psl_suffix_count(context)))
    }
  }

  /// Where a name stands.
  func standing(of name: DomainName) -> Standing {
    if Self.isListed(name.text, in: context) { return .suffix }
    var below = name.text[...]
    while let dot = below.utf8.firstIndex(of: UInt8(ascii: ".")) {
      let above = below[below.utf8.index(after: dot)...]
      if let isPrivate = suffix(String(above)) {
        let isItself = below.startIndex == name.text.startIndex
        return .below(registrable: isItself ? name.text : String(below), isPrivate: isPrivate)
      }
      below = above
    }
    return .unlisted
  }

  /// Whether a normalized name, with a NUL byte behind it, is below a listed suffix and none itself.
  ///
  /// - Parameters:
  ///   - hashes: Those of the name.
  ///   - met: The suffixes that were met so far: nearly all names are below a few of them, and to ask the
  ///     list takes longer.
  func isBelowSuffix(
    _ name: UnsafeRawBufferPointer, _ hashes: NameHashes?, _ met: inout TextTable
  ) -> Bool {
    guard let start = name.baseAddress?.assumingMemoryBound(to: CChar.self) else { return false }
    if filter?.mayMatch(hashes) ?? true, Self.isListed(start, in: context) { return false }
    for place in name.indices where name[place] == UInt8(ascii: ".") {
      let above = UnsafeRawBufferPointer(rebasing: name[(place + 1)...])
      if met.number(of: above) != nil { return true }
      guard Self.isListed(start + place + 1, in: context) else { continue }
      _ = met.insert(above)
      return true
    }
    return false
  }

  /// Whether a listed suffix is a company's; nil where the name is no suffix.
  private func suffix(_ name: String) -> Bool? {
    guard Self.isListed(name, in: context) else { return nil }
    return psl_is_public_suffix2(context, name, PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE) == 0
  }

  /// Without the rule that takes every unknown ending for a suffix.
  private static func isListed(_ name: UnsafePointer<CChar>, in context: OpaquePointer) -> Bool {
    psl_is_public_suffix2(context, name, PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE) == 1
  }

  /// The file that a pipeline file names, or the system's; nil where there is none.
  private static func file(_ validation: PipelineFile.Validation) -> URL? {
    validation.domains.publicSuffixList ?? systemFile
  }

  /// The system's list: as text where that stands beside the compiled one, for it is faster to ask.
  private static var systemFile: URL? {
    guard let path = psl_dist_filename() else { return nil }
    let file = URL(filePath: String(cString: path))
    let text = file.deletingPathExtension().appendingPathExtension("dat")
    return [text, file].first { FileBytes.size(of: $0) != nil }
  }

  /// Lets libpsl read what was read of the file, so that it is the same.
  private static func load(_ bytes: [UInt8]) -> OpaquePointer? {
    var bytes = bytes
    return bytes.withUnsafeMutableBytes { bytes in
      guard let stream = fmemopen(bytes.baseAddress, bytes.count, "r") else { return nil }
      defer { fclose(stream) }
      return psl_load_fp(stream)
    }
  }

  /// The names that the rules of a list are of, and those that a star is above; nil where it is no
  /// text, or where libpsl may read one of its rules in another way.
  private static func filter(for bytes: [UInt8]) -> NameFilter? {
    if bytes.starts(with: ".DAFSA@PSL_".utf8) { return nil }
    var filter = NameFilter()
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      // It cuts longer lines, and takes their rest for another one.
      if line.count > 200 { return nil }
      let rule = line.drop { $0 <= 0x20 }.prefix { $0 > 0x20 }
      if rule.first == UInt8(ascii: "/") || rule.isEmpty { continue }
      let name = rule.drop { $0 == UInt8(ascii: "!") || $0 == UInt8(ascii: "*") }
        .drop { $0 == UInt8(ascii: ".") }
      let reach: NamePattern.Reach = name.count == rule.count ? .alone : .withAllBelow
      if name.contains(UInt8(ascii: "*")) { return nil }
      if name.allSatisfy({ $0 < 0x80 && !(0x41...0x5A ~= $0) }) {
        filter.add(name, reach: reach)
      } else if !hasDeviation(name), let name = try? DomainName(entry: name, labels: 1) {
        filter.add(name.text.utf8, reach: reach)
      } else {
        return nil
      }
    }
    return filter
  }

  /// Whether a name has one of the letters that are written in ASCII in two ways (UTS 46, “deviation
  /// characters”): ß, ς and the two joiners.
  private static func hasDeviation(_ name: ArraySlice<UInt8>) -> Bool {
    String(decoding: name, as: UTF8.self).unicodeScalars
      .contains { ["\u{DF}", "\u{3C2}", "\u{200C}", "\u{200D}"].contains($0) }
  }

  /// The date that a list tells of itself: `// VERSION: 2026-11-20_09-15-02_UTC`.
  private static func date(in bytes: [UInt8]) -> Date? {
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
    guard let match = head.firstMatch(of: /VERSION:\s*([0-9]{4}-[0-9]{2}-[0-9]{2})/) else {
      return nil
    }
    return try? Date(String(match.1), strategy: .iso8601.year().month().day())
  }

  private static func changed(_ file: URL) -> Date? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
    return attributes?[.modificationDate] as? Date
  }
}

/// A file that is no public suffix list.
package struct PublicSuffixListError: Failure, Equatable {
  /// The file; nil for the list of the system.
  let file: String?

  package var kind: FailureKind { file == nil ? .inconsistent : .badInput }
  package var message: String {
    file.map { "\($0) is no public suffix list" } ?? "libpsl was built without a list"
  }
  package var remedy: String? {
    "take public_suffix_list.dat from publicsuffix.org, or leave public_suffix_list out"
  }
}
