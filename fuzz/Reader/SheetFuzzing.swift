import FoundationEssentials
import Glibc
import Spreadsheets

/// What the fuzzing targets have in common: bytes are read as a run reads a spreadsheet.
public enum SheetFuzzing {
  private static let headers: Set = ["IT Glue ID", "Name", "Employee Count", "Industry"]

  /// Reads bytes as a file, which is in memory only.
  public static func readAsFile(_ bytes: UnsafeRawBufferPointer) {
    let file = "/dev/shm/glueport-fuzzing-\(getpid())"
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    precondition(descriptor >= 0, "no file in memory")
    defer { unlink(file) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = write(
        descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      precondition(count > 0, "the file in memory takes no more")
      rest = rest.dropFirst(count)
    }
    close(descriptor)
    let reader = SheetReader(URL(filePath: file)) { headers.contains($0) }
    var last = 0
    do {
      try reader.read { row in
        precondition(row.number > last, "rows go down the sheet")
        precondition(row.cells.count <= max(bytes.count, 16_384) + 1, "no more cells than bytes")
        last = row.number
      }
    } catch let error as SheetError {
      precondition(!error.message.isEmpty)
    } catch {
      fatalError("an error that no user would understand: \(error)")
    }
  }

  /// Reads bytes as one part of a workbook that is sound otherwise.
  ///
  /// - Parameter choice: Which part.
  public static func readAsPart(_ bytes: UnsafeRawBufferPointer, _ choice: Int) {
    var parts = soundParts
    let names = parts.keys.sorted()
    parts[names[choice % names.count]] = Array(bytes)
    StoredArchive(parts).bytes.withUnsafeBytes(readAsFile)
  }

  private static let soundParts: [String: [UInt8]] = [
    "_rels/.rels": relation("officeDocument", "xl/workbook.xml"),
    "xl/workbook.xml":
      #"<workbook xmlns:r="r"><sheets><sheet name="A" r:id="rId1"/></sheets></workbook>"#,
    "xl/_rels/workbook.xml.rels": """
    <Relationships><Relationship Id="rId1" Type="x/worksheet" Target="sheet.xml"/>
    <Relationship Id="rId2" Type="x/sharedStrings" Target="texts.xml"/>
    <Relationship Id="rId3" Type="x/styles" Target="styles.xml"/></Relationships>
    """,
    "xl/sheet.xml": """
    <worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Name\
    </t></is></c></row><row r="2"><c r="A2" s="1"><v>45000</v></c></row></sheetData></worksheet>
    """,
    "xl/texts.xml": "<sst><si><t>IT Glue ID</t></si><si><r><t>a</t></r><r><t>b</t></r></si></sst>",
    "xl/styles.xml": """
    <styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>
    """,
  ].mapValues { Array($0.utf8) }

  private static func relation(_ type: String, _ target: String) -> String {
    #"<Relationships><Relationship Id="rId1" Type="x/\#(type)" Target="\#(target)"/></Relationships>"#
  }
}
