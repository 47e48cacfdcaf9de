import Foundation
import TestSupport

/// What can happen to the file of a ledger.
enum LedgerDamage: Sendable, Equatable, CustomStringConvertible {
  /// All of it is garbage.
  case garbage
  /// The middle third is.
  case garbageInTheMiddle
  /// One page is, counted from 0.
  case page(Int)
  /// The second half is gone.
  case half
  /// The last page is cut in two.
  case tornPage
  /// A newer program has changed it.
  case newer

  var description: String {
    switch self {
    case .garbage: "garbage"
    case .garbageInTheMiddle: "garbage-in-the-middle"
    case .page(let number): "page-\(number)"
    case .half: "half"
    case .tornPage: "torn-page"
    case .newer: "newer"
    }
  }

  /// Every kind, for a ledger of so many pages; every third of its pages.
  static func all(pages: Int) -> [LedgerDamage] {
    [.garbage, .garbageInTheMiddle, .half, .tornPage, .newer]
      + stride(from: 1, to: pages, by: 3).map(LedgerDamage.page)
  }

  static let pageSize = 4096

  /// Does it to a file.
  func strike(_ file: URL) throws {
    var bytes = [UInt8](try Data(contentsOf: file))
    let pages = bytes.count / Self.pageSize
    switch self {
    case .garbage: Self.spoil(&bytes, pages: 0..<pages)
    case .garbageInTheMiddle: Self.spoil(&bytes, pages: pages / 3..<pages * 2 / 3)
    case .page(let number): Self.spoil(&bytes, pages: number..<number + 1)
    case .half: bytes.removeLast((pages - pages / 2) * Self.pageSize)
    case .tornPage: bytes.removeLast(Self.pageSize / 2)
    case .newer:
      let folder = file.deletingLastPathComponent()
      return try LedgerCopy(of: file, in: folder).migrateFurther(to: file)
    }
    try Data(bytes).write(to: file)
  }

  private static func spoil(_ bytes: inout [UInt8], pages: Range<Int>) {
    var random = SplitMix64(seed: 6)
    for place in pages.lowerBound * pageSize..<pages.upperBound * pageSize {
      bytes[place] = .random(in: .min ... .max, using: &random)
    }
  }
}
