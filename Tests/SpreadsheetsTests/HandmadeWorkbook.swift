import CZip
import FoundationEssentials
import TestSupport

/// A workbook put together by hand, so that a test can say exactly what stands in it.
struct HandmadeWorkbook {
  /// The parts by their paths.
  var parts: [String: String]

  /// A workbook of one sheet called `Clients`.
  ///
  /// - Parameters:
  ///   - rows: What stands in its `sheetData`.
  ///   - texts: The items of its shared texts, as XML.
  ///   - formats: The codes of its cell formats, from style 1 on.
  init(rows: String, texts: [String] = [], formats: [String] = [], workbook: String = "") {
    let formatCodes = formats.enumerated().map { position, code in
      "<numFmt numFmtId=\"\(200 + position)\" formatCode=\"\(code)\"/>"
    }
    let styles = formats.indices.map { "<xf numFmtId=\"\(200 + $0)\"/>" }
    parts = [
      "[Content_Types].xml": "<Types/>",
      "_rels/.rels": Self.relations([("rId1", "officeDocument", "xl/workbook.xml")]),
      "xl/workbook.xml": """
      <?xml version="1.0" encoding="UTF-8"?>
      <workbook xmlns:r="urn:r">\(workbook)<sheets>
      <sheet name="Clients" sheetId="1" r:id="rId1"/></sheets></workbook>
      """,
      "xl/_rels/workbook.xml.rels": Self.relations([
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "sharedStrings", "/xl/sharedStrings.xml"),
        ("rId3", "styles", "./styles.xml"),
      ]),
      "xl/worksheets/sheet1.xml": Self.sheet(rows),
      "xl/sharedStrings.xml":
        "<sst>\(texts.map { "<si>\($0)</si>" }.joined())</sst>",
      "xl/styles.xml": """
      <styleSheet><numFmts>\(formatCodes.joined())</numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
      <cellXfs><xf numFmtId="0"/>\(styles.joined())</cellXfs></styleSheet>
      """,
    ]
  }

  /// A part with relations: their ids, the ends of their types and their targets.
  static func relations(_ all: [(id: String, type: String, target: String)]) -> String {
    let lines = all.map {
      "<Relationship Id=\"\($0.id)\" Type=\"http://x/\($0.type)\" Target=\"\($0.target)\"/>"
    }
    return "<Relationships>\(lines.joined())</Relationships>"
  }

  /// A part with the rows of a sheet.
  static func sheet(_ rows: String) -> String {
    "<worksheet><sheetData>\(rows)</sheetData></worksheet>"
  }

  /// Writes it as `clients.xlsx`.
  func write(in folder: TemporaryFolder) throws -> URL {
    let file = folder.url.appending(path: "clients.xlsx")
    var code: Int32 = 0
    guard let archive = zip_open(file.path, ZIP_CREATE | ZIP_TRUNCATE, &code) else {
      throw NotWritten(code: code)
    }
    for (path, text) in parts.sorted(by: { $0.key < $1.key }) {
      let bytes = Array(text.utf8)
      // libzip frees what it was given.
      let copy = UnsafeMutableRawPointer.allocate(byteCount: max(bytes.count, 1), alignment: 1)
      copy.copyMemory(from: bytes, byteCount: bytes.count)
      let source = zip_source_buffer(archive, copy, UInt64(bytes.count), 1)
      guard zip_file_add(archive, path, source, 0) >= 0 else { throw NotWritten(code: -1) }
    }
    guard zip_close(archive) == 0 else { throw NotWritten(code: -2) }
    return file
  }

  struct NotWritten: Error {
    var code: Int32
  }
}
