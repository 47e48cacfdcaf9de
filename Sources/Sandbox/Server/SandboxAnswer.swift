/// An answer of either service, and how it is delivered.
struct SandboxAnswer: Sendable, Equatable {
  /// How the answer travels.
  enum Delivery: Sendable, Equatable {
    /// Whole, as it should.
    case whole
    /// The announced length is greater than what is sent before the connection is closed.
    case truncated
    /// Nothing is sent; the connection is closed.
    case cut
  }

  var status: Int
  var contentType: String
  var headers: [String: String] = [:]
  var body: String
  var delivery = Delivery.whole

  /// An HTML page: what both vendors answer where a client expects JSON.
  static func html(_ status: Int, title: String, text: String) -> SandboxAnswer {
    SandboxAnswer(
      status: status, contentType: "text/html; charset=utf-8",
      body: """
        <!DOCTYPE html>
        <html><head><title>\(title)</title></head>
        <body><h1>\(title)</h1><p>\(text)</p></body></html>

        """)
  }
}
