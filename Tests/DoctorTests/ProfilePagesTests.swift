import Pipeline
import TestSupport
import Testing

@testable import Doctor

@Suite("Doctor: the pages of the list against the profile")
struct ProfilePagesTests {
  private static let zero = "first_page: 0"
  private static let one = "first_page: 1"

  @Test(
    "A list that begins with page 1 is told, whatever comes for page 0",
    arguments: [Tenant.Edge.notFound, .empty, .first, .status(400)], [2, 200])
  func beginsWithOne(before: Tenant.Edge, pageSize: Int) async throws {
    let (result, _) = try await Tenant.check {
      ($0.base, $0.before, $0.pageSize) = (1, before, pageSize)
    }
    #expect(result.failure == .badInput)
    #expect(result.text.contains("page 0 is not the first: page 1 is"), "\(result.text)")
    #expect(result.remedy?.contains("set paging.first_page: 1") == true)
    let (mended, _) = try await Tenant.check((Self.zero, Self.one)) {
      ($0.base, $0.before, $0.pageSize) = (1, before, pageSize)
    }
    #expect(mended.verdict == .pass, "\(mended.text)")
  }

  @Test(
    "A list that begins with page 0 is told to a profile that begins with 1", arguments: [2, 200])
  func beginsWithZero(pageSize: Int) async throws {
    for after in [Tenant.Edge.notFound, .empty] {
      let (result, _) = try await Tenant.check((Self.zero, Self.one)) {
        ($0.after, $0.pageSize) = (after, pageSize)
      }
      #expect(result.failure == .badInput)
      #expect(result.text.contains("page 1 is not the first: page 0 "), "\(result.text)")
      #expect(result.remedy?.contains("set paging.first_page: 0") == true)
    }
  }

  @Test("A list without an end is told, whether it repeats its first page or its last one")
  func endless() async throws {
    for (after, pageSize, text) in [
      (Tenant.Edge.first, 200, "page 100000 is page 0 again"),
      (.last, 2, "page 100000 holds organizations"),
    ] {
      let (result, _) = try await Tenant.check { ($0.after, $0.pageSize) = (after, pageSize) }
      #expect(result.failure == .badInput)
      #expect(result.text.contains(text), "\(result.text)")
    }
  }

  @Test("A page past the last has to be 404 or empty", arguments: [2, 200])
  func pastTheLast(pageSize: Int) async throws {
    let empty = try await Tenant.check { ($0.after, $0.pageSize) = (.empty, pageSize) }
    #expect(empty.0.verdict == .pass)
    let (result, _) = try await Tenant.check { ($0.after, $0.pageSize) = (.status(400), pageSize) }
    #expect(result.failure == .badInput)
    #expect(result.text.contains("comes with HTTP 400; a page past the last one"))
  }

  @Test("A list that does not come is told with its status")
  func noList() async throws {
    let (result, _) = try await Tenant.check { ($0.base, $0.before) = (7, .status(418)) }
    #expect(result.failure == .badInput)
    #expect(result.text.contains("page 0 of the organizations comes with HTTP 418"))
  }

  @Test("Of a tenant without organizations it tells what could not be compared")
  func emptyTenant() async throws {
    for after in [Tenant.Edge.notFound, .empty] {
      let (result, asked) = try await Tenant.check {
        ($0.organizations, $0.before, $0.after, $0.base) = ([], after, after, 7)
      }
      #expect(result.verdict == .pass)
      #expect(result.text.contains("a list without an organization to compare with"))
      #expect(asked.count == 3)
    }
  }

  @Test("Organizations without domains: it tells that no domain was compared")
  func noDomains() async throws {
    let (result, _) = try await Tenant.check {
      $0.organizations = [#"{"uuid":"u-1","title":"Client 1","email_domains":[]}"#]
    }
    #expect(result.verdict == .pass)
    #expect(result.text.contains("domains (none, so not compared)"))
  }
}
