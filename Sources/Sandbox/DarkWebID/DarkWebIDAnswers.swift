import Foundation

/// The answers of Dark Web ID that carry no organization.
extension SandboxAnswer {
  /// A value as JSON, keys in order.
  static func darkwebid(_ value: some Encodable, status: Int = 200) -> SandboxAnswer {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else {
      return .darkwebidError(500, code: "http_500", message: "The answer cannot be encoded")
    }
    return SandboxAnswer(
      status: status, contentType: "application/json",
      body: String(decoding: data, as: UTF8.self))
  }

  /// `{"error":{"code":…,"message":…}}`
  static func darkwebidError(_ status: Int, code: String, message: String) -> SandboxAnswer {
    SandboxAnswer(
      status: status, contentType: "application/json",
      body: "{\"error\":{\"code\":\(JSONText.quoted(code)),"
        + "\"message\":\(JSONText.quoted(message))}}")
  }

  /// What a wrong login, a wrong path and a wrong address get: the page to log in, with 200.
  static let loginPage = SandboxAnswer(
    status: 200, contentType: "text/html; charset=utf-8",
    body: """
      <!DOCTYPE html>
      <html><head><title>Log in | Dark Web ID</title></head>
      <body><h1>Log in</h1>
      <form method="post"><input name="name"><input name="pass" type="password"></form>
      </body></html>

      """)
}
