/// A domain name in the one form in which names are compared and sent: lower case, ASCII, no
/// trailing dot.
///
/// This is the one place where a name is normalized.
package struct DomainName: Sendable, Hashable, CustomStringConvertible {
  /// The normalized name.
  package let text: String

  package var description: String { text }

  /// Takes the name out of what people write into a domain field: white space around it, a URL, a
  /// mail address, a port, one trailing dot.
  ///
  /// Nothing is ever cleaned within the name: a character that does not belong there is a problem,
  /// for without it the name would be another company's.
  package init(_ given: String) throws(Problem) {
    var written = given
    if let plain = written.withUTF8({ PlainName(UnsafeRawBufferPointer($0))?.text }) {
      self.init(checked: plain)
      return
    }
    try self.init(longWay: given)
  }

  /// The long way, which is right for every text.
  init(longWay given: String) throws(Problem) {
    let ascii = try Self.ascii(Self.host(in: Self.trimmed(given)))
    try self.init(ascii: ascii.last == Self.dot ? ascii.dropLast() : ascii, labels: 2)
  }

  /// A name that stands alone, as in a list: nothing is taken off.
  package init(entry: some Collection<UInt8>, labels fewest: Int) throws(Problem) {
    try self.init(ascii: Self.ascii(Array(entry)[...]), labels: fewest)
  }

  /// The name as people read it: `müller.de` for `xn--mller-kva.de`.
  package var unicode: String { isEncoded ? InternationalName.unicode(text) ?? text : text }

  /// Whether a label stands in encoded form.
  package var isEncoded: Bool {
    text.utf8.withContiguousStorageIfAvailable { InternationalName.isEncoded($0) }
      ?? InternationalName.isEncoded(text.utf8)
  }

  private init(checked text: String) {
    self.text = text
  }

  private init(ascii bytes: ArraySlice<UInt8>, labels fewest: Int) throws(Problem) {
    guard !bytes.isEmpty else { throw .empty }
    let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    for label in labels { try Self.check(label) }
    guard bytes.count <= 253 else { throw .tooLong }
    if let top = labels.last, top.allSatisfy(ASCII.isDigit) {
      throw labels.allSatisfy { $0.allSatisfy(ASCII.isDigit) } ? .address : .numericTop
    }
    guard labels.count >= fewest else { throw .singleLabel }
    text = String(decoding: bytes, as: UTF8.self)
  }
}

// MARK: - What is taken off

extension DomainName {
  private static func trimmed(_ given: String) -> ArraySlice<UInt8> {
    let scalars = given.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.isWhite }),
      let last = scalars.lastIndex(where: { !$0.isWhite })
    else { return [] }
    return Array(String(scalars[first...last]).utf8)[...]
  }

  private static func host(in text: ArraySlice<UInt8>) throws(Problem) -> ArraySlice<UInt8> {
    // Before anything is cut: what is cut off must not be another name of the client's.
    let shown = String(decoding: text, as: UTF8.self).unicodeScalars
    guard !shown.contains(where: { $0.isWhite || $0 == "," || $0 == ";" })
    else { throw .severalNames }
    var host = text
    if let scheme = scheme(of: host) { host = host.dropFirst(scheme) }
    let end = host.firstIndex { $0 == slash || $0 == question || $0 == hash } ?? host.endIndex
    host = host[..<end]
    if let at = host.lastIndex(of: atSign) {
      guard host.firstIndex(of: atSign) == at else { throw .severalNames }
      host = host[(at + 1)...]
    }
    if host.first == bracket { throw .address }
    if let colon = host.lastIndex(of: colon) {
      guard host.firstIndex(of: Self.colon) == colon else { throw .address }
      let port = host[(colon + 1)...]
      guard (1...5).contains(port.count), port.allSatisfy(ASCII.isDigit) else {
        throw .badCharacter(":")
      }
      host = host[..<colon]
    }
    return host
  }

  /// The lower-case ASCII form. What is not letter, digit, hyphen or dot is refused before, for the
  /// conversion drops or changes some of it, and whatever comes out is checked like any other name.
  private static func ascii(_ host: ArraySlice<UInt8>) throws(Problem) -> ArraySlice<UInt8> {
    let isPlain = host.allSatisfy { $0 < 0x80 }
    if isPlain {
      let lower = host.map(ASCII.lowercased)
      guard InternationalName.isEncoded(lower) else { return lower[...] }
      // A label that says xn-- must be what its letters would be written as.
      let name = String(decoding: lower, as: UTF8.self)
      _ = try InternationalName.ascii(name)
      return lower[...]
    }
    let name = String(decoding: host, as: UTF8.self)
    for scalar in name.unicodeScalars where !isBorne(scalar) { throw .badCharacter(scalar) }
    return Array(try InternationalName.ascii(name).utf8)[...]
  }

  /// Joiners are letters in some scripts; all else that cannot be seen would vanish without a word.
  private static func isBorne(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      let byte = UInt8(truncatingIfNeeded: scalar.value)
      return ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == hyphen || byte == dot
    }
    let isJoiner = scalar == "\u{200C}" || scalar == "\u{200D}"
    return isJoiner || !scalar.properties.isDefaultIgnorableCodePoint
  }

  /// The length of `https://` or the like, or of a bare `//`, at the start.
  private static func scheme(of text: ArraySlice<UInt8>) -> Int? {
    let name = text.prefix { ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == UInt8(ascii: "+") }
    let rest = text[name.endIndex...]
    if name.isEmpty { return rest.starts(with: [slash, slash]) ? 2 : nil }
    return rest.starts(with: [colon, slash, slash]) ? name.count + 3 : nil
  }

  private static func check(_ label: ArraySlice<UInt8>) throws(Problem) {
    guard let first = label.first, let last = label.last else { throw .emptyLabel }
    for byte in label where !ASCII.isLetter(byte) && !ASCII.isDigit(byte) && byte != hyphen {
      throw .badCharacter(Unicode.Scalar(byte))
    }
    guard label.count <= 63 else { throw .longLabel }
    guard first != hyphen, last != hyphen else { throw .hyphenAtEnd }
  }

  private static let atSign = UInt8(ascii: "@")
  private static let bracket = UInt8(ascii: "[")
  private static let colon = UInt8(ascii: ":")
  private static let dot = UInt8(ascii: ".")
  private static let hash = UInt8(ascii: "#")
  private static let hyphen = UInt8(ascii: "-")
  private static let question = UInt8(ascii: "?")
  private static let slash = UInt8(ascii: "/")
}

// MARK: - What can be wrong

extension DomainName {
  /// Why a text is not a domain name.
  package enum Problem: Error, Sendable, Equatable {
    /// Nothing is there.
    case empty
    /// White space, a comma or the like within: perhaps more than one name.
    case severalNames
    /// Letters that a name may not have, or not in this place, in the library's words.
    case notInternational(String)
    /// An address of a machine.
    case address
    /// A last label of digits only.
    case numericTop
    /// Two dots in a row, or a dot at the start.
    case emptyLabel
    /// Something else than letters, digits and hyphens.
    case badCharacter(Unicode.Scalar)
    /// A hyphen at the start or the end of a label.
    case hyphenAtEnd
    /// A label of more than 63 characters.
    case longLabel
    /// More than 253 characters.
    case tooLong
    /// Only one label.
    case singleLabel

    /// The problem, in a few words.
    package var text: String {
      switch self {
      case .empty: "it is empty"
      case .severalNames: "it is not one name: there is a space, a comma or a second @ in it"
      case .notInternational(let why): "it is no international name: \(why)"
      case .address: "it is an address, not a name"
      case .numericTop: "its last label is a number"
      case .emptyLabel: "it has an empty label"
      case .badCharacter(let scalar): "it has the character \(Self.shown(scalar))"
      case .hyphenAtEnd: "a label begins or ends with a hyphen"
      case .longLabel: "a label has more than 63 characters"
      case .tooLong: "it has more than 253 characters"
      case .singleLabel: "it has one label only"
      }
    }

    private static func shown(_ scalar: Unicode.Scalar) -> String {
      scalar.value > 0x20 && scalar.value < 0x7F
        ? "“\(scalar)”" : "U+" + String(scalar.value, radix: 16, uppercase: true)
    }
  }
}
