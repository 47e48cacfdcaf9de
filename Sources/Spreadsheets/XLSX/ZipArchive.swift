private import CZip

internal import struct FoundationEssentials.URL

/// A ZIP archive, its parts unpacked a block at a time and never beyond a sensible size.
///
/// A class because libzip hands out an address that must be given back once.
final class ZipArchive {
  /// The largest part that is unpacked, in bytes: more than a million rows of a client list.
  static let largestPart = 512 << 20
  /// A part larger than this may be so many times larger than what is packed, and no more.
  private static let suspiciousPart = 16 << 20
  private static let largestRatio = 250

  private let handle: OpaquePointer
  private let buffer: UnsafeMutableRawBufferPointer

  /// Opens an archive.
  ///
  /// - Throws: ``SheetError/Problem`` where its directory is damaged.
  init(_ file: URL) throws(SheetError.Problem) {
    var code: Int32 = 0
    guard let handle = zip_open(file.path, ZIP_RDONLY, &code) else {
      var error = zip_error_t()
      zip_error_init_with_code(&error, code)
      defer { zip_error_fini(&error) }
      throw .damaged(part: "(directory)", String(cString: zip_error_strerror(&error)))
    }
    self.handle = handle
    buffer = .allocate(byteCount: 1 << 16, alignment: 64)
  }

  deinit {
    zip_discard(handle)
    buffer.deallocate()
  }

  /// Whether there is a part of this path.
  func has(_ part: String) -> Bool {
    zip_name_locate(handle, part, 0) >= 0
  }

  /// Gives the unpacked bytes of a part to `body`, a block at a time.
  ///
  /// - Throws: ``SheetError/Problem`` where the part is not there, damaged or too large.
  func forEachBlock(
    of part: String, _ body: (UnsafeRawBufferPointer) throws(SheetError.Problem) -> Void
  ) throws(SheetError.Problem) {
    let index = zip_name_locate(handle, part, 0)
    guard index >= 0 else { throw .damaged(part: part, "it is missing") }
    var status = zip_stat_t()
    guard zip_stat_index(handle, UInt64(index), 0, &status) == 0 else { throw damaged(part) }
    try refuseBomb(part, size: status.size, packed: status.comp_size)
    guard let entry = zip_fopen_index(handle, UInt64(index), 0) else { throw damaged(part) }
    defer { zip_fclose(entry) }
    // What the directory says of the size need not be so.
    var size: UInt64 = 0
    while true {
      let count = zip_fread(entry, buffer.baseAddress, UInt64(buffer.count))
      if count == 0 { return }
      guard count > 0 else {
        throw .damaged(part: part, String(cString: zip_file_strerror(entry)))
      }
      size += UInt64(count)
      try refuseBomb(part, size: size, packed: status.comp_size)
      try body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<Int(count)]))
    }
  }

  private func refuseBomb(
    _ part: String, size: UInt64, packed: UInt64
  ) throws(SheetError.Problem) {
    let (most, overflows) = packed.multipliedReportingOverflow(by: UInt64(Self.largestRatio))
    let isBlownUp = size > UInt64(Self.suspiciousPart) && !overflows && size > most
    if size > UInt64(Self.largestPart) || isBlownUp {
      throw .tooLarge(part: part, size: Int(clamping: size))
    }
  }

  private func damaged(_ part: String) -> SheetError.Problem {
    .damaged(part: part, String(cString: zip_strerror(handle)))
  }
}
