package import Pipeline

/// Scheme, host and port of a service: the only place that its credentials go to.
package struct Origin: Sendable, Hashable, CustomStringConvertible {
  /// `https://api.itglue.com`, without a slash at the end; the port only where it is not the
  /// scheme's own.
  package let text: String
  /// True for an address of this machine.
  package let isLoopback: Bool

  package var description: String { text }

  /// Takes the origin from a base URL. HTTPS, or plain HTTP to this machine.
  ///
  /// - Throws: ``OriginError``.
  package init(_ baseURL: String) throws {
    var rest = baseURL[...]
    // Told without the text: what stands before an “@” is a login.
    guard !rest.contains("@") else { throw OriginError.notAnOrigin(baseURL) }
    guard let separator = rest.firstRange(of: "://") else { throw OriginError.notAURL(baseURL) }
    let scheme = rest[..<separator.lowerBound].lowercased()
    rest = rest[separator.upperBound...]
    if rest.hasSuffix("/") { rest = rest.dropLast() }
    guard !rest.contains(where: { "/?#\\".contains($0) || $0.isWhitespace }) else {
      throw OriginError.notAnOrigin(baseURL)
    }
    var host = rest
    var port: Int?
    if let colon = rest.lastIndex(of: ":"), !rest[colon...].contains("]") {
      host = rest[..<colon]
      port = Int(rest[rest.index(after: colon)...])
      guard let port, (1...65535).contains(port) else { throw OriginError.notAURL(baseURL) }
    }
    guard Self.isHost(host) else { throw OriginError.notAURL(baseURL) }
    isLoopback = Self.isLoopback(host)
    switch scheme {
    case "https":
      if port == 443 { port = nil }
    case "http":
      guard isLoopback else { throw OriginError.plainHTTP(baseURL) }
      if port == 80 { port = nil }
    default:
      throw OriginError.notAURL(baseURL)
    }
    text = "\(scheme)://\(host.lowercased())" + (port.map { ":\($0)" } ?? "")
  }

  /// A name, an IPv4 address, or an IPv6 address in brackets.
  private static func isHost(_ host: Substring) -> Bool {
    if host.hasPrefix("["), host.hasSuffix("]") {
      return host.contains(":")
        && host.dropFirst().dropLast().allSatisfy { ":.".contains($0) || $0.isHexDigit }
    }
    return !host.isEmpty
      && host.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }
  }

  private static func isLoopback(_ host: Substring) -> Bool {
    if host == "localhost" || host == "[::1]" { return true }
    // Digit for digit as written: to a resolver 0127.0.0.1 is octal, and another machine.
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { part in
      UInt8(part).flatMap { String($0) == part ? $0 : nil }
    }
    return numbers.count == 4 && !numbers.contains(nil) && numbers[0] == 127
  }
}

/// A base URL that cannot be used.
package enum OriginError: Failure, Equatable {
  /// No URL of scheme, host and port.
  case notAURL(String)
  /// More than scheme, host and port.
  case notAnOrigin(String)
  /// Plain HTTP to another machine.
  case plainHTTP(String)

  package var kind: FailureKind { .badInput }
  package var message: String {
    switch self {
    case .notAURL(let text): "“\(text)” is not the address of a service"
    case .notAnOrigin: "the address of a service is its scheme, host and port, nothing behind it"
    case .plainHTTP(let text): "“\(text)”: plain http would show the credentials to the network"
    }
  }
  package var remedy: String? {
    switch self {
    case .notAURL, .notAnOrigin: "write it like https://api.itglue.com"
    case .plainHTTP: "use https; http is for addresses of this machine only"
    }
  }
}
