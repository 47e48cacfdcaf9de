import Foundation
import TestSupport

extension Repository {
  /// The rows of the table below a heading of a page: their cells, without the back ticks; nil
  /// where the page is not there.
  static func table(of page: String, below heading: String) throws -> [[String]]? {
    guard let data = try? Data(contentsOf: url.appending(path: page)) else { return nil }
    let lines = String(decoding: data, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let section = lines.drop { $0 != "## \(heading)" }.dropFirst().prefix { !$0.hasPrefix("## ") }
    return section.filter { $0.hasPrefix("|") }.dropFirst(2).map { line in
      line.dropFirst().dropLast().components(separatedBy: "|").map {
        $0.trimmingCharacters(in: .whitespaces).replacing("`", with: "")
      }
    }
  }
}
