private import CExpat

/// What an XML document tells, as it is read. Names are without their namespace prefix.
protocol XMLHandler: AnyObject {
  /// An element begins.
  func begin(_ element: String, _ attributes: XMLAttributes) throws(SheetError.Problem)
  /// Text, perhaps a part of it only.
  func text(_ bytes: UnsafeRawBufferPointer)
  /// An element ends.
  func end(_ element: String) throws(SheetError.Problem)
}

/// The attributes of an element, valid while it is being told.
struct XMLAttributes {
  fileprivate let names: UnsafeMutablePointer<UnsafePointer<CChar>?>?

  /// The value of an attribute by its name without a prefix, or nil where it is not there.
  subscript(name: String) -> String? {
    guard var pair = names else { return nil }
    while let attribute = pair[0] {
      if XMLReader.localName(attribute) == name, let value = pair[1] {
        return String(cString: value)
      }
      pair += 2
    }
    return nil
  }
}

/// Expat: the bytes of a part of the workbook in, elements and text out.
///
/// Documents with a DTD are refused: no workbook has one, and entities are a way to fill the memory.
final class XMLReader {
  private let part: String
  private let handler: any XMLHandler
  private let parser: XML_Parser
  private var problem: SheetError.Problem?

  /// A reader of one part.
  ///
  /// - Parameters:
  ///   - part: The part's path, for errors.
  ///   - handler: Who is told.
  private init(part: String, handler: any XMLHandler) throws(SheetError.Problem) {
    guard let parser = XML_ParserCreate(nil) else {
      throw .damaged(part: part, "there is no memory to read it")
    }
    self.part = part
    self.handler = handler
    self.parser = parser
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(parser, Self.onBegin, Self.onEnd)
    XML_SetCharacterDataHandler(parser, Self.onText)
    XML_SetStartDoctypeDeclHandler(parser, Self.onDoctype)
  }

  deinit {
    XML_ParserFree(parser)
  }

  /// Reads a part of an archive.
  ///
  /// - Throws: ``SheetError/Problem`` where the part is missing, no XML, or refused by the handler.
  static func read(
    _ part: String, of archive: ZipArchive, telling handler: any XMLHandler
  ) throws(SheetError.Problem) {
    let reader = try XMLReader(part: part, handler: handler)
    try archive.forEachBlock(of: part) { (block) throws(SheetError.Problem) in
      try reader.parse(block, isLast: false)
    }
    try reader.parse(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
  }

  private func parse(
    _ block: UnsafeRawBufferPointer, isLast: Bool
  ) throws(SheetError.Problem) {
    let bytes = block.baseAddress?.assumingMemoryBound(to: CChar.self)
    guard XML_Parse(parser, bytes, Int32(block.count), isLast ? 1 : 0) != XML_STATUS_OK else {
      return
    }
    if let problem { throw problem }
    let what = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "no XML"
    throw .damaged(
      part: part, "\(what) (line \(XML_GetCurrentLineNumber(parser)))")
  }

  private func carryOut(_ body: () throws(SheetError.Problem) -> Void) {
    // Expat still tells what it has read when it is stopped.
    guard problem == nil else { return }
    do {
      try body()
    } catch {
      problem = error
      XML_StopParser(parser, 0)
    }
  }

  /// A name without its prefix.
  fileprivate static func localName(_ name: UnsafePointer<CChar>) -> String {
    var local = name
    var next = name
    while next.pointee != 0 {
      if next.pointee == CChar(UInt8(ascii: ":")) { local = next + 1 }
      next += 1
    }
    return String(cString: local)
  }

  private static func reader(_ context: UnsafeMutableRawPointer?) -> XMLReader? {
    context.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
  }

  private static let onBegin: XML_StartElementHandler = { context, name, attributes in
    guard let name, let reader = reader(context) else { return }
    reader.carryOut { () throws(SheetError.Problem) in
      try reader.handler.begin(localName(name), XMLAttributes(names: attributes))
    }
  }

  private static let onEnd: XML_EndElementHandler = { context, name in
    guard let name, let reader = reader(context) else { return }
    reader.carryOut { () throws(SheetError.Problem) in
      try reader.handler.end(localName(name))
    }
  }

  private static let onText: XML_CharacterDataHandler = { context, text, count in
    reader(context)?.handler.text(UnsafeRawBufferPointer(start: text, count: Int(count)))
  }

  private static let onDoctype: XML_StartDoctypeDeclHandler = { context, _, _, _, _ in
    guard let reader = reader(context) else { return }
    reader.carryOut { () throws(SheetError.Problem) in
      throw .damaged(part: reader.part, "it has a document type, which no workbook has")
    }
  }
}
