/// Reads the rows of a worksheet's part and gives away those that are not blank.
final class SheetRows: XMLHandler {
  /// Excel's own limit, column XFD.
  private static let columnLimit = 16_384
  private static let rowLimit = 1_048_576

  private let part: String
  private let values: CellValues
  private let take: (SheetRow) throws -> Void
  /// What the taker of the rows threw.
  private(set) var refusal: (any Error)?

  private var number = 0
  private var cells: [String] = []
  private var column = -1
  private var type = "n"
  private var style = 0
  private var value: [UInt8] = []
  private var isInValue = false
  private var run = TextRun()

  init(part: String, values: CellValues, take: @escaping (SheetRow) throws -> Void) {
    self.part = part
    self.values = values
    self.take = take
  }

  func begin(_ element: String, _ attributes: XMLAttributes) throws(SheetError.Problem) {
    switch element {
    case "row":
      try beginRow(attributes["r"])
    case "c":
      try beginCell(attributes)
    case "v":
      isInValue = true
    default:
      run.begin(element)
    }
  }

  func text(_ bytes: UnsafeRawBufferPointer) {
    if isInValue { value.append(contentsOf: bytes) } else { run.add(bytes) }
  }

  func end(_ element: String) throws(SheetError.Problem) {
    switch element {
    case "row":
      let row = SheetRow(number: number, cells: cells)
      guard !row.isBlank else { return }
      do {
        try take(row)
      } catch {
        refusal = error
        throw .damaged(part: part, "it was refused")
      }
    case "c": try endCell()
    case "v": isInValue = false
    default: run.end(element)
    }
  }

  private func beginRow(_ given: String?) throws(SheetError.Problem) {
    // A row's number may be left out; then it is the next one.
    let next = given.flatMap { Int($0) } ?? number + 1
    guard next > number, next <= Self.rowLimit else {
      throw .damaged(part: part, "row \(given ?? "") comes behind row \(number)")
    }
    number = next
    cells.removeAll(keepingCapacity: true)
    column = -1
  }

  private func beginCell(_ attributes: XMLAttributes) throws(SheetError.Problem) {
    let reference = attributes["r"]
    column = reference.flatMap(CellReference.column) ?? column + 1
    guard column >= cells.count, column < Self.columnLimit else {
      throw .damaged(part: part, "the cell \(reference ?? "") of row \(number) is out of place")
    }
    type = attributes["t"] ?? "n"
    style = attributes["s"].flatMap { Int($0) } ?? 0
    value.removeAll(keepingCapacity: true)
    run = TextRun()
  }

  private func endCell() throws(SheetError.Problem) {
    let given = type == "inlineStr" ? run.text : String(decoding: value, as: UTF8.self)
    guard !given.isEmpty else { return }
    guard let text = values.text(given, type: type, style: style) else {
      let cell = CellReference(row: number, column: column)
      throw .damaged(part: part, "the cell \(cell) refers to the text \(given), which is not there")
    }
    while cells.count < column { cells.append("") }
    cells.append(text)
  }
}
