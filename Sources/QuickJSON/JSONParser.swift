internal import CSimdJSON

/// Reads JSON documents one after the other; simdjson does the work.
public struct JSONParser: ~Copyable {
  /// How many bytes behind a document must be readable, whatever stands there.
  public static let padding = glueport_padding()

  private let reader: OpaquePointer

  public init() {
    reader = glueport_tape_reader_create()
  }

  deinit {
    glueport_tape_reader_destroy(reader)
  }

  /// Reads a document, behind which ``padding`` bytes must be readable.
  ///
  /// - Returns: Its value, which lives until the next call; nil where it is not JSON.
  public borrowing func parse(_ document: UnsafeRawBufferPointer) -> JSONValue? {
    var tape = glueport_tape()
    let bytes = document.baseAddress?.assumingMemoryBound(to: CChar.self)
    guard glueport_tape_read(reader, bytes, document.count, &tape), let words = tape.words,
      let texts = tape.texts
    else { return nil }
    // The first word is the document's own.
    return JSONValue(words: words, texts: texts, index: 1)
  }
}
