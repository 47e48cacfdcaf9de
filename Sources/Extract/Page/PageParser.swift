private import CSimdJSON
package import Pipeline

/// Takes a page apart without touching the bytes of its resources; simdjson does the reading.
package struct PageParser: ~Copyable {
  /// How many bytes of room behind a body spare it being copied.
  package static let padding = glueport_padding()

  private let reader: OpaquePointer

  package init() {
    reader = glueport_page_reader_create()
  }

  deinit {
    glueport_page_reader_destroy(reader)
  }

  /// Reads the body of an index.
  ///
  /// - Parameter type: The type of its resources; nil takes any.
  /// - Throws: ``PageProblem``.
  package borrowing func parse(
    _ body: [UInt8], type: String? = nil
  ) throws(PageProblem) -> Page {
    var found = glueport_page()
    let problem = body.withUnsafeBytes { bytes in
      let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      guard let type else {
        return glueport_page_read(reader, start, bytes.count, body.capacity, nil, &found)
      }
      return type.withCString {
        glueport_page_read(reader, start, bytes.count, body.capacity, $0, &found)
      }
    }
    try Self.check(problem, found)
    let rows = UnsafeBufferPointer(start: found.rows, count: found.row_count).map { row in
      Page.Row(
        id: RecordID(utf8: UnsafeRawBufferPointer(start: row.id, count: row.id_length)),
        bytes: row.offset..<row.offset + row.length, isOneLine: row.is_one_line)
    }
    func number(_ value: Int64) -> Int? { value < 0 ? nil : Int(value) }
    return Page(
      body: body, rows: rows, totalCount: number(found.total_count),
      totalPages: number(found.total_pages), currentPage: number(found.current_page),
      nextPage: found.next_page <= 0 ? nil : Int(found.next_page),
      tellsNextPage: found.has_next_page)
  }

  /// The id of one resource; nil where it has none.
  package borrowing func id(of row: ArraySlice<UInt8>) -> RecordID? {
    row.withUnsafeBytes { bytes in
      var id: UnsafePointer<CChar>?
      var length = 0
      let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      guard glueport_row_id(reader, start, bytes.count, &id, &length) else { return nil }
      return RecordID(utf8: UnsafeRawBufferPointer(start: id, count: length))
    }
  }

  /// JSON without the white space between its tokens.
  static func minified(_ json: ArraySlice<UInt8>) -> [UInt8] {
    // simdjson writes past the end, in whole vectors.
    Array(unsafeUninitializedCapacity: json.count + 64) { target, count in
      json.withUnsafeBytes { bytes in
        target.withMemoryRebound(to: CChar.self) { target in
          count = glueport_minify(
            bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count,
            target.baseAddress)
        }
      }
    }
  }

  private static func check(
    _ problem: glueport_page_problem, _ page: glueport_page
  ) throws(PageProblem) {
    let row = page.problem_row + 1
    let text = String(
      decoding: UnsafeRawBufferPointer(start: page.problem_text, count: page.problem_length),
      as: UTF8.self)
    switch problem {
    case GLUEPORT_PAGE_FINE: break
    case GLUEPORT_PAGE_EMPTY: throw .empty
    case GLUEPORT_PAGE_NOT_JSON: throw .notJSON
    case GLUEPORT_PAGE_CUT: throw .cut
    case GLUEPORT_PAGE_NOT_AN_OBJECT: throw .notAnObject
    case GLUEPORT_PAGE_DATA_NOT_A_LIST: throw .dataIsNoList
    case GLUEPORT_PAGE_ROW_WITHOUT_ID: throw .noID(row: row)
    case GLUEPORT_PAGE_ROW_WITHOUT_ATTRIBUTES: throw .noAttributes(id: text)
    case GLUEPORT_PAGE_ROW_OF_ANOTHER_TYPE: throw .otherType(text, row: row)
    default: throw .unusableMeta
    }
    if page.has_errors { throw .errors }
    guard page.has_data else { throw .noData }
    guard page.has_meta else { throw .noMeta }
  }
}
