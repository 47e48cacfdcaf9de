private import CSimdJSON

/// Takes a page apart without touching the bytes of its resources; simdjson does the reading.
package struct PageParser: ~Copyable {
  private let reader: OpaquePointer

  package init() {
    reader = glueport_page_reader_create()
  }

  deinit {
    glueport_page_reader_destroy(reader)
  }

  /// A body that is no page: the problem in words.
  package struct Problem: Error, Equatable {
    package let text: String
  }

  /// Reads the body of an index.
  ///
  /// - Throws: ``Problem``.
  package borrowing func parse(_ body: [UInt8]) throws(Problem) -> Page {
    var found = glueport_page()
    let problem = body.withUnsafeBytes { bytes in
      glueport_page_read(
        reader, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, &found)
    }
    if let problem { throw Problem(text: String(cString: problem)) }
    if found.has_errors { throw Problem(text: "it carries “errors”") }
    guard found.has_data else { throw Problem(text: "it has no “data”") }
    guard found.has_meta else { throw Problem(text: "it has no “meta”") }
    let rows = UnsafeBufferPointer(start: found.rows, count: found.row_count).map { row in
      Page.Row(
        id: String(decoding: Self.bytes(row.id, row.id_length), as: UTF8.self),
        bytes: Array(Self.bytes(row.bytes, row.length)))
    }
    return Page(
      rows: rows,
      totalCount: found.total_count < 0 ? nil : Int(found.total_count),
      nextPage: found.next_page <= 0 ? nil : Int(found.next_page))
  }

  private static func bytes(_ start: UnsafePointer<CChar>?, _ count: Int) -> UnsafeRawBufferPointer
  {
    UnsafeRawBufferPointer(start: start, count: count)
  }
}
