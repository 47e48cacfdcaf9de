import FoundationEssentials
import TestSupport
import Testing

@testable import Pipeline

@Suite("The reasons")
struct ReasonTests {
  /// Shipped codes stay as they are: a change here breaks somebody's report.
  private static let codes = [
    "not_selected", "not_in_spreadsheet", "already_linked", "orphan_domain", "ambiguous_mapping",
    "malformed_row", "unclear_import",
    "duplicate_title", "title_exists", "missing_employee_count", "unknown_employee_count",
    "missing_industry", "unknown_industry", "no_domain", "invalid_domain", "public_suffix",
    "reserved_name", "gov_domain", "government_policy", "sensitive_domain", "own_domain",
    "vendor_domain", "free_mail", "disposable", "shared_host", "look_alike", "duplicate_domain",
    "monitored_elsewhere", "license_limit", "import_error",
  ]

  @Test("The codes are these, each once, in the order of precedence")
  func stable() {
    #expect(Reason.allCases.map(\.rawValue) == Self.codes)
    #expect(Set(Self.codes).count == Self.codes.count)
    #expect(Reason.allCases.reversed().sorted() == Reason.allCases)
  }

  @Test("A reason is written as its code", arguments: Reason.allCases)
  func coding(reason: Reason) throws {
    let bytes = try JSONLines.encoder().encode([reason])
    #expect(String(decoding: bytes, as: UTF8.self) == "[\"\(reason.rawValue)\"]")
    #expect(try JSONDecoder().decode([Reason].self, from: bytes) == [reason])
  }

  @Test("Only what nothing is wrong with is skipped")
  func skipped() {
    #expect(
      Reason.allCases.filter { $0.status == .skipped }
        == [.notSelected, .notInSpreadsheet, .alreadyLinked])
    #expect(Reason.allCases.allSatisfy { [.skipped, .unimported].contains($0.status) })
  }

  @Test("Four reasons are the vendor's own, and have the vendor's words")
  func vendors() {
    #expect(
      Reason.allCases.filter(\.isVendors).map(\.text) == [
        ".gov domain was not imported due to licensing issues. "
          + "Please get in touch with your import manager.",
        "Your search includes a sensitive or protected domain or address. "
          + "Contact support@idagent.com",
        "Domain license limit reached", "An error in the import",
      ])
  }

  @Test("Each says what it means and what to do, on one line", arguments: Reason.allCases)
  func words(reason: Reason) {
    for text in [reason.text, reason.remedy] {
      #expect(!text.isEmpty)
      #expect(text.split(whereSeparator: \.isNewline).count == 1)
    }
  }

  @Test("The documented table has exactly these reasons, with their words and status")
  func documented() throws {
    guard let rows = try Repository.table(of: "docs/checkpoints.md", below: "Reasons") else {
      return
    }
    #expect(
      rows == Reason.allCases.map { [$0.rawValue, $0.text, $0.remedy, $0.status.rawValue] })
  }
}

@Suite("The statuses and the exit codes")
struct ExitTests {
  @Test("The statuses are these")
  func statuses() {
    #expect(
      Status.allCases.map(\.rawValue)
        == ["pending", "imported", "unimported", "skipped", "unknown"])
  }

  @Test("Each kind of failure has the exit code that schedulers know it by")
  func exits() {
    let exits = Dictionary(
      uniqueKeysWithValues: FailureKind.allCases.map { ($0, $0.exit.rawValue) })
    #expect(
      exits == [
        .usage: 64, .badInput: 65, .unavailable: 69, .inconsistent: 70, .locked: 73,
        .storage: 74, .refused: 77, .overtaken: 78, .interrupted: 130,
      ])
    #expect(Exit.done.rawValue == 0)
    #expect(Exit.unimported.rawValue == 2)
    #expect(Exit.interrupted.rawValue == 130)
    #expect(Exit.terminated.rawValue == 143)
  }

  @Test("The documented table has exactly these exit codes")
  func documented() throws {
    guard let rows = try Repository.table(of: "docs/checkpoints.md", below: "Exit codes") else {
      return
    }
    #expect(
      rows.map { Int32($0[0]) } == (0...255).filter { Exit(rawValue: $0) != nil }.map(Int32?.init))
  }

  @Test("A failure is told with what to do about it, where there is something")
  func description() {
    #expect("\(SecretError.notSet("KEY"))".hasSuffix("KEY is not set\n  export KEY=…"))
    let error = FileError("write", URL(filePath: "/x"), code: 5)
    #expect("\(error)" == "cannot write /x: Input/output error")
    #expect(error.retryAfter == nil)
  }
}
