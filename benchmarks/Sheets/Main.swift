import Foundation
import Spreadsheets

/// Reads a spreadsheet as transform does and prints how fast: rows, seconds, rows a second, and the
/// peak memory of the process.
@main
struct SheetBenchmark {
  static func main() throws {
    guard CommandLine.arguments.count == 2 else {
      print("usage: sheet-benchmark FILE")
      exit(64)
    }
    let headers: Set = ["IT Glue ID", "Name", "Domains", "Employee Count", "Industry"]
    var rows = 0
    var cells = 0
    let clock = ContinuousClock()
    let time = try clock.measure {
      let reader = SheetReader(URL(filePath: CommandLine.arguments[1])) { headers.contains($0) }
      try reader.read { row in
        rows += 1
        cells += row.cells.count
      }
    }
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let seconds = time / .seconds(1)
    print(
      "\(rows) rows, \(cells) cells, \(Int(seconds * 1000)) ms,"
        + " \(Int(Double(rows) / seconds)) rows/s, peak \(usage.ru_maxrss / 1024) MiB")
  }
}
