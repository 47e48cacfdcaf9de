import FoundationEssentials
import HTTPTransport
import Pipeline
import Synchronization
import TestSupport

/// A Dark Web ID in memory, with a clock of its own and faults as a test orders them.
final class FakeDarkWebID: Sendable {
  /// What becomes of a domain.
  enum Outcome: Sendable, Equatable {
    case imported
    /// Unimported, for a reason in the service's words.
    case unimported(String)
  }

  /// What goes wrong with one request.
  enum Fault: Sendable, Equatable, CaseIterable {
    /// It takes effect, and the connection is cut before the answer.
    case lostAnswer
    /// The connection is cut before it takes effect: the client cannot tell.
    case lostRequest
    /// HTTP 500, after it took effect.
    case errorAfterEffect
    /// HTTP 500, and it took no effect.
    case errorBeforeEffect
    /// HTTP 201 with half an answer, after it took effect.
    case garbledAnswer
    /// HTTP 204 without a body, after it took effect.
    case emptyAnswer
    /// Nobody listens: it was certainly not sent.
    case noConnection
    /// HTTP 429 with a `Retry-After` of 3 seconds.
    case tooMany
    /// HTTP 200 with a login page; nothing took effect.
    case loginPage
    /// HTTP 200 with a login page, after it took effect.
    case loginPageAfterEffect
    /// The program is killed before the request takes effect.
    case stopBefore
    /// The program is killed after it took effect.
    case stopAfter
  }

  /// The end of the program: nothing of it runs any more, so it is no failure that anything handles.
  struct Killed: Error {}

  /// One request, as a fault may be chosen by it.
  struct Call: Sendable {
    /// Counted from 1, over all requests.
    var number: Int
    /// Counted from 1, over those that change something; nil for a read.
    var write: Int?
    /// The title of a create.
    var title: String?
  }

  struct Organization: Sendable {
    var uuid: String
    var title: String
    var domains: [Domain]
  }

  struct Domain: Sendable {
    var name: String
    var outcome: Outcome
    var settles: Date
  }

  /// How the service behaves.
  struct Behaviour: Sendable {
    /// How long an import takes.
    var importTime = Duration.seconds(20)
    /// How long each request takes.
    var answerTime = Duration.zero
    /// What becomes of a domain, where it is not imported.
    var outcomes: [String: Outcome] = [:]
    /// The titles of which somebody else makes a second organization right after ours.
    var twins: Set<String> = []
    /// The titles whose create is refused with HTTP 422, and the words.
    var refused: [String: String] = [:]
    /// True where an organization that is pending is neither listed nor shown.
    var hidesPending = false
    /// False for the shape that is publicly known: no status anywhere, and only what is imported
    /// is listed.
    var tellsStatus = true
    /// False where the list tells no status, and the single organization does.
    var listTellsStatus = true
    /// True where somebody else makes each title right before our create.
    var conflictsWithEach = false
    /// True where a create is answered with the id alone.
    var answersBriefly = false
    /// False where a title can be there twice, so that a second create is not prevented by luck.
    var titlesAreUnique = true
    /// The domain licences.
    var limit: Int?
    /// The licences that others hold.
    var takenByOthers = 0
    /// The partner.
    var reseller = "r-1"
    /// What goes wrong.
    var fault: @Sendable (Call) -> Fault? = { _ in nil }
  }

  struct State {
    var behaviour: Behaviour
    var organizations: [Organization] = []
    var created: [String] = []
    var calls = 0
    var writes = 0
    var conflicts = 0
  }

  private let state: Mutex<State>
  private let time: ManualTime

  init(time: ManualTime, _ change: (inout Behaviour) -> Void = { _ in }) {
    var behaviour = Behaviour()
    change(&behaviour)
    state = Mutex(State(behaviour: behaviour))
    self.time = time
  }

  // MARK: - What a test does and asks

  /// Behaves in another way from now on.
  func change(_ change: @Sendable (inout Behaviour) -> Void) {
    state.withLock { change(&$0.behaviour) }
  }

  /// Puts an organization there that is none of ours.
  func add(_ title: String, uuid: String, _ domains: [String]) {
    let now = time.now()
    state.withLock { state in
      state.organizations.append(
        Organization(
          uuid: uuid, title: title,
          domains: domains.map { Domain(name: $0, outcome: .imported, settles: now) }))
    }
  }

  /// Takes all organizations of a title away.
  func remove(_ title: String) {
    state.withLock { $0.organizations.removeAll { $0.title == title } }
  }

  /// The titles of the creates that took effect, in order.
  var created: [String] { state.withLock { $0.created } }
  /// How many requests that change something arrived.
  var writes: Int { state.withLock { $0.writes } }
  /// How many requests arrived.
  var calls: Int { state.withLock { $0.calls } }
  /// How many creates were refused because the title was there.
  var conflicts: Int { state.withLock { $0.conflicts } }
  /// All organizations, hidden or not.
  var organizations: [Organization] { state.withLock { $0.organizations } }

  /// The world as it is now, as a plan keeps it.
  func world(origin: String) -> World {
    let now = time.now()
    return state.withLock { state in
      World(
        account: .init(origin: origin, reseller: state.behaviour.reseller),
        licence: .init(limit: state.behaviour.limit, used: state.used),
        organizations: state.organizations
          .filter { state.behaviour.shows($0, at: now) }
          .map { organization in
            World.RemoteOrganization(
              uuid: organization.uuid, title: organization.title,
              domains: organization.domains.map(\.name))
          }
          .sorted { $0.uuid < $1.uuid })
    }
  }

  // MARK: - What a client asks

  /// Answers a request, or lets it fail.
  func answer(_ request: HTTPRequest) throws -> HTTPResponse {
    let now = time.now()
    let (fault, response, pause) = try state.withLock { state in
      let call = try state.count(request)
      let fault = state.behaviour.fault(call)
      let hasNoEffect: [Fault] = [
        .lostRequest, .errorBeforeEffect, .noConnection, .tooMany, .loginPage, .stopBefore,
      ]
      let isPrevented = fault.map { hasNoEffect.contains($0) } ?? false
      let response = isPrevented ? nil : try state.answer(request, at: now)
      return (fault, response, state.behaviour.answerTime)
    }
    time.move(by: pause)
    switch fault {
    case .lostAnswer, .lostRequest: throw TransportFault(.cut, mayHaveArrived: true)
    case .noConnection: throw TransportFault(.notConnected("refused"), mayHaveArrived: false)
    case .stopBefore, .stopAfter: throw Killed()
    case .errorAfterEffect, .errorBeforeEffect: return .json("{}", status: 500)
    case .garbledAnswer: return .json(#"{"uuid":"#, status: response?.status ?? 201)
    case .emptyAnswer: return HTTPResponse(status: 204)
    case .tooMany: return .json("{}", status: 429, headers: ["retry-after": "3"])
    case .loginPage, .loginPageAfterEffect:
      return HTTPResponse(
        status: 200, headers: ["content-type": "text/html"], body: Array("<html>".utf8))
    case nil: return response ?? .json("{}", status: 500)
    }
  }
}
