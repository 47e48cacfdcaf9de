/// Knows where the cell of a record begins whose quote is still open. The text must be such as libcsv
/// accepts: each quote opens a cell, ends one, or stands for itself by being there twice.
struct QuoteTracker {
  /// Where the quote stands that was opened last.
  private(set) var opening = TextPosition()
  private var isInside = false
  /// Whether the byte before is a quote that closed the cell, or is the first of two.
  private var hasJustClosed = false

  /// Looks at the next piece of the record.
  mutating func look(at piece: UnsafeRawBufferPointer, from start: TextPosition) {
    for (offset, byte) in piece.enumerated() {
      guard byte == UInt8(ascii: "\"") else {
        hasJustClosed = false
        continue
      }
      if !isInside, !hasJustClosed {
        opening = start
        opening.advance(over: piece.prefix(offset))
      }
      isInside.toggle()
      hasJustClosed = !isInside
    }
  }
}
