internal import CIDN2

/// Domain names in other scripts than Latin, and the ASCII form that the DNS has of them, by IDNA
/// 2008 (RFC 5891) with the mapping of UTS 46, non-transitional: `faß.de` is not `fass.de`.
enum InternationalName {
  /// Whether a lower-case ASCII name has a label in encoded form.
  static func isEncoded(_ name: some Collection<UInt8>) -> Bool {
    var rest = name[...]
    while true {
      if rest.starts(with: "xn--".utf8) { return true }
      guard let dot = rest.firstIndex(of: UInt8(ascii: ".")) else { return false }
      rest = rest[rest.index(after: dot)...]
    }
  }

  /// The ASCII form of a name, lower case. Some characters are dropped or changed on the way, and
  /// what comes out may still be no name: the caller looks before and after.
  static func ascii(_ name: String) throws(DomainName.Problem) -> String {
    // Never with IDN2_USE_STD3_ASCII_RULES, which drops what it forbids: acme_1.com would become
    // another company's acme1.com.
    let flags = Int32(IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue)
    var output: UnsafeMutablePointer<CChar>?
    let code = idn2_to_ascii_8z(name, &output, flags)
    defer { idn2_free(output) }
    guard code == IDN2_OK.rawValue, let output else {
      throw .notInternational(String(cString: idn2_strerror(code)))
    }
    return String(cString: output)
  }

  /// The name as people read it; nil where it cannot be told.
  static func unicode(_ name: String) -> String? {
    var output: UnsafeMutablePointer<CChar>?
    let code = idn2_to_unicode_8z8z(name, &output, 0)
    defer { idn2_free(output) }
    guard code == IDN2_OK.rawValue, let output else { return nil }
    return String(cString: output)
  }
}
