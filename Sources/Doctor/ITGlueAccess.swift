internal import HTTPTransport
internal import Pipeline

private import struct FoundationEssentials.Data
private import class FoundationEssentials.JSONDecoder

/// What IT Glue says to a key: asks for one row, and reads how many there are.
struct ITGlueAccess: Sendable {
  /// What came back.
  enum Answer: Sendable, Equatable {
    /// The key is good for it; how many rows there are, where that is told.
    case accepted(count: Int?)
    /// Key, region or address: the status.
    case refused(status: Int)
    /// Something else is wrong, in words.
    case failed(String)
  }

  let service: ServiceClient

  /// Asks for the first of the `resource`: `organizations` or `domains`.
  ///
  /// - Throws: `CancellationError`.
  func ask(for resource: String) async throws -> Answer {
    let request = HTTPRequest(
      .get, "/\(resource)", query: [.init("page[number]", "1"), .init("page[size]", "1")])
    let response: HTTPResponse
    do {
      response = try await service.read(request)
    } catch let error as ServiceError {
      return .failed(error.message)
    }
    switch response.status {
    case 200: break
    case 401, 403: return .refused(status: response.status)
    default: return .failed("HTTP \(response.status) (\(service.url(of: request)))")
    }
    guard response.isJSON,
      let page = try? JSONDecoder().decode(Page.self, from: Data(response.body))
    else { return .failed("an answer that is no page of IT Glue's (\(service.url(of: request)))") }
    return .accepted(count: page.meta?.totalCount)
  }

  private struct Page: Decodable {
    struct Row: Decodable {}
    struct Meta: Decodable {
      var totalCount: Int?

      enum CodingKeys: String, CodingKey {
        case totalCount = "total-count"
      }
    }
    var data: [Row]
    var meta: Meta?
  }
}
