import FoundationEssentials
import HTTPTransport
import Pipeline
import Synchronization
import TestSupport

@testable import Doctor

/// A pipeline file, and the services that it names, which answer as a test says.
struct DoctorFixture {
  static let environment = [
    "KEY": "ITG.the-key", "DWID_USER": "mia@msp.example", "DWID_PASSWORD": "correct-horse",
  ]
  static let secrets = [
    "ITG.the-key", "mia@msp.example", "correct-horse",
    Data("mia@msp.example:correct-horse".utf8).base64EncodedString(),
  ]
  static let destination = """
    destination:
      darkwebid:
        profile: \(Repository.url.path)/pipelines/darkwebid.yaml
        user: ${DWID_USER}
        password: ${DWID_PASSWORD}
    """

  let folder: TemporaryFolder
  let time = ManualTime()
  let services: Services
  let pipeline: PipelineFile
  let environment: [String: String]

  /// - Parameters:
  ///   - source: What stands under `source`.
  ///   - rest: What follows `source` in the pipeline file.
  init(
    source: String = "{ itglue: { region: us, api_key: '${KEY}' } }", rest: String = "",
    environment: [String: String] = Self.environment, in folder: TemporaryFolder? = nil,
    answer: @escaping @Sendable (Asked) throws -> HTTPResponse = { $0.usualAnswer }
  ) throws {
    self.folder = try folder ?? TemporaryFolder()
    self.environment = environment
    let file = try self.folder.write(
      "name: test\nsource: \(source)\n\(rest)\n", to: "pipelines/test.yaml")
    pipeline = try PipelineFile(file: file, environment: environment)
    services = Services(answer)
  }

  /// Examines the pipeline.
  func diagnose(
    mayTryRegions: @escaping ([PipelineFile.ITGlue.Region]) -> Bool = { _ in false }
  ) async throws -> Diagnosis {
    try await Examination(
      pipeline, environment: environment, exchange: services, time: time, progress: { _ in },
      mayTryRegions: mayTryRegions
    ).perform()
  }
}

/// A request as a service sees it.
struct Asked: Sendable, Equatable {
  let origin: String
  let target: String

  /// What the two services say where all is well.
  var usualAnswer: HTTPResponse {
    if target.hasPrefix("/organizations") {
      return .json(#"{"data":[{}],"meta":{"total-count":120}}"#)
    }
    if target.hasPrefix("/domains") { return .json(#"{"data":[{}],"meta":{"total-count":310}}"#) }
    return Tenant().answer(to: self)
  }
}

/// Services that answer by who is asked what.
final class Services: HTTPExchange {
  private let answer: @Sendable (Asked) throws -> HTTPResponse
  private let heard = Mutex<[Asked]>([])

  init(_ answer: @escaping @Sendable (Asked) throws -> HTTPResponse) {
    self.answer = answer
  }

  /// What was asked, in order.
  var asked: [Asked] { heard.withLock { $0 } }

  func send(
    _ request: HTTPRequest, to origin: Origin, headers: [(String, Secret)]
  ) async throws -> HTTPResponse {
    let asked = Asked(origin: origin.text, target: request.target)
    heard.withLock { $0.append(asked) }
    return try answer(asked)
  }
}

extension Diagnosis {
  /// The check of an area, and of a part of it.
  subscript(area: CheckResult.Area, name: String? = nil) -> CheckResult? {
    checks.first { $0.area == area && $0.name == name }
  }

  /// All that is told.
  var everything: String {
    checks.map { "\($0.text) \($0.remedy ?? "")" }.joined(separator: "\n")
  }
}
