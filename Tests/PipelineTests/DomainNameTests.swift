import Pipeline
import TestSupport
import Testing

@Suite("Domain names")
struct DomainNameTests {
  @Test(
    "What people write around a name is taken off",
    arguments: [
      ("acme.com", "acme.com"), ("Acme.COM", "acme.com"), ("acme.com.", "acme.com"),
      ("  acme.com\t\r\n", "acme.com"), ("\u{A0}acme.com\u{3000}", "acme.com"),
      ("https://Acme.com/x?y", "acme.com"), ("http://acme.com", "acme.com"),
      ("//acme.com/", "acme.com"), ("acme.com/contact#top", "acme.com"),
      ("acme.com?x=user@other.com", "acme.com"), ("https://acme.com/café", "acme.com"),
      ("https://user:secret@acme.com:8443/", "acme.com"), ("user@acme.com", "acme.com"),
      ("mailto:user@acme.com", "acme.com"), ("@acme.com", "acme.com"),
      ("acme.com:443", "acme.com"), ("acme.com.:443", "acme.com"),
      ("mail.acme.co.uk", "mail.acme.co.uk"), ("xn--mller-kva.de", "xn--mller-kva.de"),
      ("XN--MLLER-KVA.de", "xn--mller-kva.de"), ("3m.com", "3m.com"), ("1.2.3.com", "1.2.3.com"),
    ])
  func takesOff(given: String, normalized: String) throws {
    #expect(try DomainName(given).text == normalized)
  }

  @Test(
    "What is no name is refused, never mended",
    arguments: [
      ("acme_1.com", DomainName.Problem.badCharacter("_")), ("a..b.com", .emptyLabel),
      ("1.2.3.4", .address), ("[::1]", .address), ("[::1]:443", .address), ("::1", .address),
      ("http://127.0.0.1/", .address), ("2001:db8::1", .address), ("acme.123", .numericTop),
      (".acme.com", .emptyLabel), ("acme.com..", .emptyLabel), ("localhost", .singleLabel),
      ("com.", .singleLabel), ("*.acme.com", .badCharacter("*")), ("", .empty), (" \n", .empty),
      (".", .empty), ("https://", .empty), ("user@", .empty), ("-acme.com", .hyphenAtEnd),
      ("acme-.com", .hyphenAtEnd), ("acme.com, acme.net", .severalNames),
      ("acme.com;acme.net", .severalNames), ("acme.com acme.net", .severalNames),
      ("acme.com/, beta.com", .severalNames), ("acme.com/\u{A0}beta.com", .severalNames),
      ("a@acme.com@b.com", .severalNames), ("acme.com:", .badCharacter(":")),
      ("acme.com:https", .badCharacter(":")), ("acme%2Ecom", .badCharacter("%")),
      ("acme\\com", .badCharacter("\\")), ("Acme <user@acme.com>", .severalNames),
      ("acme.com\u{7F}", .badCharacter("\u{7F}")),
    ])
  func refuses(given: String, problem: DomainName.Problem) {
    #expect(throws: problem) { try DomainName(given) }
  }

  @Test(
    "Names in other scripts get the ASCII form that the DNS has of them",
    arguments: [
      ("müller.de", "xn--mller-kva.de"), ("MÜLLER.DE", "xn--mller-kva.de"),
      ("mu\u{308}ller.de", "xn--mller-kva.de"), ("faß.de", "xn--fa-hia.de"),
      ("acme。com", "acme.com"), ("acme．com。", "acme.com"), ("ａcme.com", "acme.com"),
      ("\u{212A}elly.com", "kelly.com"), ("\u{430}cme.com", "xn--cme-5cd.com"),
      ("https://user@例え.jp/ä", "xn--r8jz45g.jp"),
    ])
  func otherScripts(given: String, normalized: String) throws {
    let name = try DomainName(given)
    #expect(name.text == normalized)
    #expect(try DomainName(name.unicode) == name)
  }

  @Test("A name is shown as people read it")
  func unicode() throws {
    #expect(try DomainName("www.xn--mller-kva.de").unicode == "www.müller.de")
    #expect(try DomainName("acme.com").unicode == "acme.com")
  }

  @Test(
    "What would vanish in the conversion is refused by its number",
    arguments: [
      ("acme.com\u{200B}", "U+200B"), ("ac\u{AD}me.com", "U+AD"), ("\u{200F}acme.com", "U+200F"),
      ("ac\u{FE0F}me.com", "U+FE0F"), ("müller\u{2060}.de", "U+2060"),
    ])
  func invisible(given: String, shown: String) throws {
    let problem = try #require(throws: DomainName.Problem.self) { try DomainName(given) }
    #expect(problem.text.contains(shown), "\(problem)")
  }

  @Test(
    "What the conversion makes of other scripts is judged like any other name",
    arguments: [
      "mü_ller.de", "ac℀me.com", "１.２.３.４", "a。。b.com", "[ü]", "☕.com", "\u{301}acme.com",
      "xn--a.com", "xn--zzzzzz999999.com", "xn--.com", "acme：443.com",
      String(repeating: "ü", count: 63) + ".de",
    ])
  func stillNoName(given: String) {
    #expect(throws: DomainName.Problem.self) { try DomainName(given) }
  }

  @Test("Lengths are those of the DNS")
  func lengths() throws {
    let label = String(repeating: "a", count: 63)
    #expect(try DomainName("\(label).com").text == "\(label).com")
    #expect(throws: DomainName.Problem.longLabel) { try DomainName("a\(label).com") }
    let longest = [label, label, label, String(repeating: "b", count: 61)].joined(separator: ".")
    #expect(longest.utf8.count == 253)
    #expect(try DomainName(longest + ".").text == longest)
    #expect(throws: DomainName.Problem.tooLong) { try DomainName(longest + "b") }
  }

  @Test("Normalizing twice changes nothing, and what passes is a name", arguments: 0..<20)
  func isIdempotent(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let pieces = [
      "a", "B", "9", "-", ".", ".", "com", "acme", "@", ":", "443", "/", "?", "#", "https://", " ",
      "_", "é", "。", "xn--", "\u{301}", "[", "]", "1", "\r\n", ",", "ß", "я", "K", "\u{200D}", "日",
      "xn--mller-kva", "\u{2F}", "９", "\u{FE0F}", "İ",
    ]
    for _ in 0..<500 {
      let given = (0..<Int.random(in: 0...9, using: &random))
        .compactMap { _ in pieces.randomElement(using: &random) }.joined()
      guard let name = try? DomainName(given) else { continue }
      #expect((try? DomainName(name.text)) == name)
      #expect(
        name.text.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-.".utf8.contains($0) })
      #expect((try? DomainName(name.unicode)) == name)
    }
  }

  @Test("A problem shows a character that cannot be seen by its number")
  func showsCharacters() {
    #expect(DomainName.Problem.badCharacter("_").text == "it has the character “_”")
    #expect(DomainName.Problem.badCharacter("\u{7F}").text == "it has the character U+7F")
  }
}
