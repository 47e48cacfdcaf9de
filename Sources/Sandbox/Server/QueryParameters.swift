/// The parameters of a request's query, decoded, in their order.
///
/// `page[number]=2` and `page%5Bnumber%5D=2` are the same parameter.
struct QueryParameters: Sendable, Equatable {
  /// One parameter.
  struct Parameter: Sendable, Hashable {
    let name: String
    let value: String
  }

  let all: [Parameter]

  init(_ query: some StringProtocol) {
    all = query.split(separator: "&").map { piece in
      let halves = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return Parameter(
        name: Self.decoded(halves[0]), value: halves.count > 1 ? Self.decoded(halves[1]) : "")
    }
  }

  subscript(name: String) -> String? {
    all.first { $0.name == name }?.value
  }

  /// The first name that stands there twice.
  var duplicate: String? {
    var seen: Set<String> = []
    return all.first { !seen.insert($0.name).inserted }?.name
  }

  /// The query of these parameters without some and with others, brackets percent-encoded.
  func replacing(_ replacements: [Parameter]) -> String {
    let names = Set(replacements.map(\.name))
    return (all.filter { !names.contains($0.name) } + replacements)
      .map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }
      .joined(separator: "&")
  }

  private static func decoded(_ text: some StringProtocol) -> String {
    guard text.utf8.contains(where: { $0 == 0x25 || $0 == 0x2B }) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): bytes.append(0x20)
      case UInt8(ascii: "%"):
        let digits = String(decoding: rest.prefix(2), as: UTF8.self)
        if digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
          bytes.append(value)
          rest = rest.dropFirst(2)
        } else {
          bytes.append(byte)
        }
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: "~"), UInt8(ascii: ","):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return result
  }
}
