/// A table to be written as a spreadsheet: a header, and rows below it.
package struct SheetTable: Sendable, Equatable {
  /// A column.
  package struct Column: Sendable, Equatable {
    /// Its header.
    package var title: String
    /// The values that a person may choose from; none where anything may be typed.
    package var choices: [String]
    /// Whether something else than the choices is taken without a question.
    package var takesOthers: Bool
    /// Whether a person is to fill it in.
    package var isForm: Bool
    /// What a person is told who stands in a cell.
    package var hint: String?

    package init(
      _ title: String, choices: [String] = [], takesOthers: Bool = false, isForm: Bool = false,
      hint: String? = nil
    ) {
      self.title = title
      self.choices = choices
      self.takesOthers = takesOthers
      self.isForm = isForm
      self.hint = hint
    }
  }

  /// How a row looks.
  package enum Tone: Sendable, Hashable, CaseIterable {
    /// As any other.
    case plain
    /// As something new.
    case new
    /// As something that is well.
    case good
    /// As something that is still open.
    case attention
    /// As something that is wrong.
    case bad
  }

  /// A row.
  package struct Row: Sendable, Equatable {
    /// The cells; those that are missing are empty.
    package var cells: [String]
    /// How it looks.
    package var tone: Tone

    package init(_ cells: [String], tone: Tone = .plain) {
      self.cells = cells
      self.tone = tone
    }
  }

  /// The table's name: that of its sheet.
  package var name: String
  /// The columns.
  package var columns: [Column]
  /// The rows.
  package var rows: [Row]

  package init(name: String, columns: [Column], rows: [Row] = []) {
    self.name = name
    self.columns = columns
    self.rows = rows
  }
}
