private import CXLSXWriter
private import Glibc
internal import Pipeline

internal import struct FoundationEssentials.URL

/// A workbook: each table on a sheet, the choices of its columns on a further one.
///
/// All cells are text, so that Excel rounds no long id and makes no date of 1-10.
enum XLSXWriter {
  /// The rows of a sheet of Excel, the header included.
  private static let mostRows = 1_048_576
  /// The characters of a cell of Excel.
  private static let mostCharacters = 32_767

  /// The bytes of tables as a workbook.
  ///
  /// - Parameter file: Where it will stand; the library writes beside it first.
  /// - Throws: ``SheetWriteError``, ``FileError``.
  static func bytes(of tables: [SheetTable], beside file: URL) throws -> [UInt8] {
    for table in tables { try check(table, for: file) }
    let draft = file.deletingLastPathComponent()
      .appending(path: ".\(file.lastPathComponent).draft")
    // The library opens the file at its end only, and its message then is a number.
    try OutputFile.write([], to: draft)
    defer { try? FileBytes.remove(draft) }
    guard let workbook = workbook_new(draft.path) else {
      throw SheetWriteError.library(file: file.path, "no memory")
    }
    do {
      do {
        for table in tables { try Drawing(table, in: workbook).draw() }
      } catch {
        lxw_workbook_free(workbook)
        throw error
      }
      try Refusal.check(workbook_close(workbook))
    } catch let refusal as Refusal {
      throw SheetWriteError.library(file: file.path, refusal.text)
    }
    return try FileBytes.read(draft)
  }

  private static func check(_ table: SheetTable, for file: URL) throws {
    guard table.rows.count < mostRows else {
      throw SheetWriteError.tooManyRows(file: file.path, table.rows.count)
    }
    for (number, row) in table.rows.enumerated() {
      for (position, cell) in row.cells.enumerated() where cell.utf16.count > mostCharacters {
        let place = CellReference(row: number + 2, column: position)
        throw SheetWriteError.cellTooLong(file: file.path, place, cell.utf16.count)
      }
    }
  }

  /// Something that the library does not do.
  private struct Refusal: Error {
    let text: String

    static func check(_ error: lxw_error) throws {
      guard error == LXW_NO_ERROR else {
        throw Refusal(text: String(cString: lxw_strerror(error)))
      }
    }
  }

  /// A table on its way into a workbook.
  private struct Drawing {
    let table: SheetTable
    let workbook: UnsafeMutablePointer<lxw_workbook>
    /// The name of the sheet that has the choices.
    let listsName: String

    init(_ table: SheetTable, in workbook: UnsafeMutablePointer<lxw_workbook>) {
      self.table = table
      self.workbook = workbook
      // Excel tells no capitals from small letters here.
      listsName = table.name.lowercased() == "lists" ? "Lists 2" : "Lists"
    }

    func draw() throws {
      let sheet = try addSheet(SheetName.allowed(table.name))
      let header = workbook_add_format(workbook)
      format_set_bold(header)
      format_set_bottom(header, UInt8(LXW_BORDER_THIN.rawValue))
      let formats = Formats(workbook)
      worksheet_freeze_panes(sheet, 1, 0)
      let last = lxw_row_t(table.rows.count)
      for (position, column) in table.columns.enumerated() {
        let place = lxw_col_t(position)
        try Refusal.check(
          worksheet_set_column(
            sheet, place, place, width(of: position), formats.cell(of: column, .plain)))
        try write(column.title, 0, place, header, on: sheet)
        for (number, row) in table.rows.enumerated() {
          let cell = position < row.cells.count ? row.cells[position] : ""
          let format = formats.cell(of: column, row.tone)
          try write(cell, lxw_row_t(number + 1), place, format, on: sheet)
        }
      }
      let lastColumn = lxw_col_t(max(table.columns.count, 1) - 1)
      try Refusal.check(worksheet_autofilter(sheet, 0, 0, last, lastColumn))
      let all = "A1:\(CellReference(row: Int(last) + 1, column: Int(lastColumn)))"
      try Refusal.check(
        worksheet_ignore_errors(sheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), all))
      try addChoices(to: sheet, last: max(last, 1))
    }

    /// The drop-downs. They point to a sheet of their own: a list within the rule may have 255
    /// characters only, and no commas in its values.
    private func addChoices(
      to sheet: UnsafeMutablePointer<lxw_worksheet>, last: lxw_row_t
    ) throws {
      var lists: UnsafeMutablePointer<lxw_worksheet>?
      var listed = 0
      for (position, column) in table.columns.enumerated()
      where !column.choices.isEmpty || column.hint != nil {
        var rule = lxw_data_validation()
        rule.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
        var formula = ""
        if !column.choices.isEmpty {
          let sheet = try lists ?? addSheet(listsName)
          lists = sheet
          try write(column.title, 0, lxw_col_t(listed), nil, on: sheet)
          for (number, choice) in column.choices.enumerated() {
            try write(choice, lxw_row_t(number + 1), lxw_col_t(listed), nil, on: sheet)
          }
          let letters = CellReference(row: 1, column: listed).letters
          formula = "='\(listsName)'!$\(letters)$2:$\(letters)$\(column.choices.count + 1)"
          listed += 1
          rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
          rule.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
          if column.takesOthers { rule.show_error = UInt8(LXW_VALIDATION_OFF.rawValue) }
        }
        let place = lxw_col_t(position)
        let hint = column.hint ?? ""
        // Excel refuses the rule where the title of its hint has more characters.
        let title = hint.isEmpty ? "" : String(column.title.prefix(Self.mostTitleCharacters))
        let strings: [String] = [formula, title, hint]
        let texts = strings.map { text in text.isEmpty ? nil : strdup(text) }
        defer { texts.forEach { free($0) } }
        rule.value_formula = texts[0]
        rule.input_title = texts[1]
        rule.input_message = texts[2]
        try Refusal.check(
          worksheet_data_validation_range(sheet, 1, place, last, place, &rule))
      }
    }

    /// As wide as its texts, within reason, with room for the button of the filter.
    private func width(of position: Int) -> Double {
      let texts = table.rows.lazy.map { position < $0.cells.count ? $0.cells[position].count : 0 }
      let widest = max(texts.max() ?? 0, table.columns[position].title.count + 3)
      return Double(min(max(widest + 1, 8), 60))
    }

    private func write(
      _ text: String, _ row: lxw_row_t, _ column: lxw_col_t,
      _ format: UnsafeMutablePointer<lxw_format>?, on sheet: UnsafeMutablePointer<lxw_worksheet>
    ) throws {
      try Refusal.check(
        text.isEmpty
          ? worksheet_write_blank(sheet, row, column, format)
          : worksheet_write_string(sheet, row, column, text, format))
    }

    private func addSheet(_ name: String) throws -> UnsafeMutablePointer<lxw_worksheet> {
      guard let sheet = workbook_add_worksheet(workbook, name) else {
        throw Refusal(text: "a sheet cannot be called “\(name)”")
      }
      return sheet
    }

    private static let mostTitleCharacters = 32
  }

  /// How cells look.
  private struct Formats {
    private let form: UnsafeMutablePointer<lxw_format>?
    private let byTone: [SheetTable.Tone: UnsafeMutablePointer<lxw_format>]

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
      func format(_ colour: lxw_color_t?) -> UnsafeMutablePointer<lxw_format>? {
        let format = workbook_add_format(workbook)
        format_set_num_format(format, "@")
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        // Several lines in a cell are shown as such.
        format_set_text_wrap(format)
        guard let colour else { return format }
        format_set_bg_color(format, colour)
        format_set_border(format, UInt8(LXW_BORDER_HAIR.rawValue))
        return format
      }
      form = format(0xFFF8DC)
      let colours: [SheetTable.Tone: lxw_color_t] = [
        .new: 0xDDF2DD, .good: 0xE6F4EA, .attention: 0xFFF4D6, .bad: 0xFBE3E1,
      ]
      var byTone: [SheetTable.Tone: UnsafeMutablePointer<lxw_format>] = [:]
      for tone in SheetTable.Tone.allCases { byTone[tone] = format(colours[tone]) }
      self.byTone = byTone
    }

    func cell(
      of column: SheetTable.Column, _ tone: SheetTable.Tone
    ) -> UnsafeMutablePointer<lxw_format>? {
      tone == .plain && column.isForm ? form : byTone[tone]
    }
  }
}

/// The names that Excel allows for a sheet.
enum SheetName {
  /// The name without what Excel refuses: seven characters, apostrophes at the ends, and more than 31
  /// characters, of which some count twice.
  static func allowed(_ name: String) -> String {
    var clean = name.map { "[]:*?/\\".contains($0) ? "-" : $0 }[...].drop { $0 == "'" }
    while clean.reduce(0, { $0 + String($1).utf16.count }) > 31 { clean.removeLast() }
    while clean.last == "'" { clean.removeLast() }
    return clean.isEmpty ? "Sheet" : String(clean)
  }
}
