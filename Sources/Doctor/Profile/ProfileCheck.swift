internal import DarkWebID
private import FoundationEssentials
internal import HTTPTransport
internal import Pipeline

/// Compares the profile with what the service answers to reads: at most four requests besides the
/// partner's own record.
struct ProfileCheck {
  let client: DarkWebIDClient
  let profile: Profile
  /// The profile's file.
  let file: String

  /// What was found.
  ///
  /// - Parameter reseller: The partner's own record.
  /// - Throws: `CancellationError`.
  func result(reseller: HTTPResponse) async throws -> CheckResult {
    var shape = ShapeComparison(profile)
    shape.compareReseller(JSONValue(reseller))
    do {
      let (compared, pages) = try await compareList(&shape)
      return judge(shape.mismatches + pages, compared)
    } catch let error as ServiceError {
      let isAddress = if case .refused = error { true } else { false }
      return .fail(
        .darkWebID, Self.name, error.message,
        remedy: isAddress
          ? "in \(file): correct paths.organizations; the login is accepted elsewhere"
          : "check the address and the network, then try again",
        isAddress ? .badInput : error.kind)
    }
  }

  /// The part of the area.
  static let name = "reading"
  private let record = "the partner's record"

  /// - Returns: What was compared, in words, and what is not as it should be with the pages.
  private func compareList(
    _ shape: inout ShapeComparison
  ) async throws -> (compared: String, [Mismatch]) {
    guard let first = try await page(profile.firstPage, &shape),
      let other = try await page(1 - profile.firstPage, &shape)
    else { return (record, []) }
    let needsMore = PageComparison.needsPageBeyond(
      firstPage: profile.firstPage, first: first, other: other)
    let beyond = needsMore ? try await page(PageComparison.pageBeyond, &shape) : nil
    let pages = PageComparison(
      firstPage: profile.firstPage, id: profile.fields.organization.id, first: first,
      other: other, beyond: beyond
    ).mismatches
    let rows = first.rows.isEmpty ? other.rows : first.rows
    guard !rows.isEmpty else {
      return ("\(record), and a list without an organization to compare with", pages)
    }
    shape.compare(rows, "an organization of the list")
    let domains = shape.domains
    try await compareOne(of: rows, &shape)
    shape.finish()
    let looked = domains == 0 ? "none, so not compared" : "\(domains)"
    return ("\(record), the pages, organizations (\(rows.count)), domains (\(looked))", pages)
  }

  /// A page of the list; nil where one that a run asks for has not the field for it.
  private func page(
    _ number: Int, _ shape: inout ShapeComparison
  ) async throws -> PageComparison.Answer? {
    let answer = try await client.answer(to: .organizations(page: number))
    switch answer.status {
    case 404: return .end
    case 200: break
    default: return .status(answer.status)
    }
    let value = JSONValue(answer)
    if number < profile.firstPage, value[profile.fields.list]?.values == nil { return .end }
    return shape.rows(of: value).map { $0.isEmpty ? .end : .rows($0) }
  }

  /// Asks for an organization of the list by its id, one with domains where there is one.
  private func compareOne(of rows: [JSONValue], _ shape: inout ShapeComparison) async throws {
    let names = profile.fields.organization
    let known = rows.filter { $0[names.id]?.text != nil }
    let chosen = known.first { $0[names.domains]?.values?.isEmpty == false } ?? known.first
    guard let id = chosen?[names.id]?.text else { return }
    let part = "an organization asked for by its id"
    var problem: String?
    do {
      let answer = try await client.answer(to: .organization(id))
      let value = JSONValue(answer)
      if answer.status != 200 {
        problem = "comes with HTTP \(answer.status)"
      } else if let other = value[names.id], other != .text(id) {
        problem = "is another one than was asked for"
      } else {
        shape.compare([value], part)
      }
    } catch let error as ServiceError {
      // Its own words have the id in them.
      problem = if case .refused = error { "is refused" } else { "does not come" }
    }
    if let problem {
      shape.note(
        Mismatch(
          text: "\(part) \(problem)",
          remedy: "correct paths.organization, or fields.organization.id"))
    }
  }

  private func judge(_ mismatches: [Mismatch], _ compared: String) -> CheckResult {
    let ending = "; the writes are not tried: nothing is created to find out"
    guard !mismatches.isEmpty else {
      return .pass(.darkWebID, Self.name, "as the profile says: \(compared)\(ending)")
    }
    let text = mismatches.map(\.text).joined(separator: "; ") + ending
    var remedies: [String] = []
    for mismatch in mismatches where !remedies.contains(mismatch.remedy) {
      remedies.append(mismatch.remedy)
    }
    let remedy = "in \(file): \(remedies.joined(separator: "; "))"
    return mismatches.contains(where: \.isFatal)
      ? .fail(.darkWebID, Self.name, text, remedy: remedy, .badInput)
      : .warn(.darkWebID, Self.name, text, remedy: remedy)
  }
}

extension JSONValue {
  /// The body of an answer; null where it is no JSON.
  fileprivate init(_ answer: HTTPResponse) {
    let decoder = JSONDecoder()
    self = (try? decoder.decode(JSONValue.self, from: Data(answer.body))) ?? .null
  }
}
