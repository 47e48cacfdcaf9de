/// What the writes did, in their order: for tests, and for the curious.
struct Journal: Encodable, Sendable {
  /// A create that took effect.
  struct Create: Encodable, Sendable {
    let title: String
    let uuid: String
    /// Milliseconds since the sandbox started.
    let at: Int
  }

  /// A patch that took effect.
  struct Patch: Encodable, Sendable {
    let title: String
    let uuid: String
    let domains: [String]
    let at: Int
  }

  /// An organization that was deleted in Dark Web ID, by `/sandbox/remove`.
  struct Removal: Encodable, Sendable {
    let title: String
    let uuid: String
    let at: Int
  }

  /// A create request that arrived, with or without effect.
  struct Arrival: Encodable, Sendable {
    let title: String?
    let at: Int
    /// Whether an organization was made of it.
    let tookEffect: Bool

    enum CodingKeys: String, CodingKey {
      case title, at
      case tookEffect = "took_effect"
    }
  }

  /// A write that was refused.
  struct Rejection: Encodable, Sendable {
    let method: String
    let title: String?
    let status: Int
    let code: String
    let at: Int
  }

  /// How many requests each service has had.
  struct Requests: Encodable, Sendable {
    var itglue = 0
    var darkwebid = 0
  }

  var creates: [Create] = []
  var patches: [Patch] = []
  var createRequests: [Arrival] = []
  var rejected: [Rejection] = []
  var removed: [Removal] = []
  var requests = Requests()

  enum CodingKeys: String, CodingKey {
    case creates, patches, rejected, removed, requests
    case createRequests = "create_requests"
  }
}
