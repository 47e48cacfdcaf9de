/// A request to a service, without the credentials.
package struct HTTPRequest: Sendable, Equatable {
  /// The methods that Glueport uses. It never deletes.
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case patch = "PATCH"
  }

  /// The method.
  package var method: Method
  /// The path below the origin, with its slash, percent-encoded.
  package var path: String
  /// The query, not percent-encoded.
  package var query: [QueryItem]
  /// The body, JSON, or nil.
  package var body: [UInt8]?
  /// Whom the request is about, for the audit: an IT Glue id. It is not sent.
  package var subject: String?

  package init(
    _ method: Method, _ path: String, query: [QueryItem] = [], body: [UInt8]? = nil,
    subject: String? = nil
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.body = body
    self.subject = subject
  }

  /// A name and a value of a query.
  package struct QueryItem: Sendable, Equatable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Path and query as they are sent, and as a message may show them.
  package var target: String {
    guard !query.isEmpty else { return path }
    let items = query.map { "\(Self.encode($0.name))=\(Self.encode($0.value))" }
    return "\(path)?\(items.joined(separator: "&"))"
  }

  /// Percent-encodes all but the unreserved characters of RFC 3986.
  package static func encode(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += byte < 16 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return encoded
  }
}

/// A service's answer.
package struct HTTPResponse: Sendable, Equatable {
  /// The HTTP status.
  package var status: Int
  /// The headers, their names in lower case.
  package var headers: [String: String]
  /// The whole body.
  package var body: [UInt8]

  package init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// True where the Content-Type says JSON of some kind.
  package var isJSON: Bool { type.contains("json") }

  /// True where the Content-Type says HTML of some kind.
  package var isHTML: Bool { type.contains("html") }

  private var type: String { headers["content-type"]?.lowercased() ?? "" }

  /// The beginning of the body for a person to read, on one line.
  ///
  /// - Parameter mask: Takes the secrets out of a text.
  func excerpt(masked mask: (String) -> String) -> String {
    // Before it is cut: half a secret would not be found. Nobody reads on for so long.
    let text = mask(String(decoding: body.prefix(1 << 16), as: UTF8.self))
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").filter {
      $0.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 && $0 != "\u{FFFD}" }
    }
    return line.count > 200 ? "\(line.prefix(200)) …" : line
  }
}
