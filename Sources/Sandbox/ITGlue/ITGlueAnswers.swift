/// The answers of IT Glue, and of the gateway in front of it, that carry no rows.
extension SandboxAnswer {
  /// A JSON:API document of IT Glue.
  static func itglue(_ body: String, status: Int = 200) -> SandboxAnswer {
    SandboxAnswer(
      status: status, contentType: "application/vnd.api+json; charset=utf-8", body: body)
  }

  /// A message of the gateway.
  static func gateway(_ status: Int, _ message: String) -> SandboxAnswer {
    SandboxAnswer(
      status: status, contentType: "application/json",
      body: "{\"message\":\(JSONText.quoted(message))}")
  }

  /// An error of the application.
  static func itglueError(_ status: Int, title: String, detail: String) -> SandboxAnswer {
    .itglue(
      "{\"errors\":[{\"status\":\(status),\"title\":\(JSONText.quoted(title)),"
        + "\"detail\":\(JSONText.quoted(detail))}]}", status: status)
  }

  /// A wrong key, a wrong region or an address outside the account's allow-list.
  static let forbidden = SandboxAnswer.gateway(403, "Forbidden")

  /// A wrong path: a page for people, not JSON.
  static let itglueNoSuchPage = SandboxAnswer.html(
    404, title: "404 Not Found", text: "The page you were looking for doesn't exist.")

  /// The application's own timeout, which is told by its text.
  static let timeoutText = SandboxAnswer.itglueError(
    400, title: "Request Timeout",
    detail: "The request took too long to process and timed out.")
}
