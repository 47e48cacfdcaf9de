import CPSL
import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@testable import Validate

@Suite("Names stand below the public suffixes where libpsl puts them")
struct PublicSuffixProperties {
  /// What libpsl itself says of a name.
  private static func standing(of name: String, in list: OpaquePointer) -> PublicSuffixList.Standing
  {
    func isListed(_ name: String, _ type: Int32) -> Bool {
      psl_is_public_suffix2(list, name, type | PSL_TYPE_NO_STAR_RULE) == 1
    }
    if isListed(name, PSL_TYPE_ANY) { return .suffix }
    // What it returns is a part of what it is given.
    let (registrable, suffix) = name.withCString { name in
      (
        psl_registrable_domain(list, name).map { String(cString: $0) },
        psl_unregistrable_domain(list, name).map { String(cString: $0) }
      )
    }
    // Not by the rule that takes every unknown ending for a suffix.
    guard let registrable, let suffix, isListed(suffix, PSL_TYPE_ANY) else { return .unlisted }
    return .below(registrable: registrable, isPrivate: !isListed(suffix, PSL_TYPE_ICANN))
  }

  /// What becomes of the names, so that a test can see that there was something of each.
  private struct Seen {
    var suffixes = 0
    var below = 0
    var belowPrivate = 0
    var unlisted = 0
  }

  private func expectSame(
    _ names: some Sequence<String>, _ list: PublicSuffixList, _ libpsl: OpaquePointer
  ) -> Seen {
    var seen = Seen()
    var met = TextTable()
    for text in names {
      guard let name = try? DomainName(text) else { continue }
      let standing = list.standing(of: name)
      let known = Self.standing(of: name.text, in: libpsl)
      if standing != known { Issue.record("\(name): \(standing), and libpsl: \(known)") }
      let bytes = Array("\(name)\0".utf8)
      let isBelow = bytes.withUnsafeBytes {
        let name = UnsafeRawBufferPointer(rebasing: $0.dropLast())
        return list.isBelowSuffix(name, NameHashes(name), &met)
      }
      switch standing {
      case .suffix: seen.suffixes += 1
      case .below(_, isPrivate: false): seen.below += 1
      case .below(_, isPrivate: true): seen.belowPrivate += 1
      case .unlisted: seen.unlisted += 1
      }
      if case .below = standing {
        if !isBelow { Issue.record("\(name) is below a suffix") }
      } else if isBelow {
        Issue.record("\(name) is not below a suffix")
      }
    }
    return seen
  }

  private static let suffixes = [
    "com", "net", "org", "de", "fr", "uk", "co.uk", "gov.uk", "jp", "co.jp", "kobe.jp",
    "city.kobe.jp",
    "tokyo.jp", "kawasaki.jp", "ck", "www.ck", "bd", "er", "fk", "mm", "np", "com.np", "kh", "us",
    "ca.us",
    "k12.ca.us", "pvt.k12.ma.us", "github.io", "io", "blogspot.com", "amazonaws.com",
    "s3.amazonaws.com", "compute.amazonaws.com", "elb.amazonaws.com", "appspot.com",
    "azurewebsites.net",
    "herokuapp.com", "dyndns.org", "platform.sh", "xn--p1ai", "xn--fiqs8s", "xn--55qx5d.cn", "cn",
    "com.cn",
    "no", "xn--rde-ula.no", "nom.br", "br", "au", "com.au", "nsw.edu.au", "notatld", "local",
    "example",
    "1", "museum", "aero", "gov", "mil", "int", "arpa", "in-addr.arpa", "onmicrosoft.com", "zz",
  ]

  @Test("Of all sorts of suffixes, and of what is below them")
  func suffixes() throws {
    let libpsl = try #require(psl_builtin())
    let labels = [
      "a", "www", "city", "foo", "mail", "co", "com", "k12", "s3", "eu-west-1", "xn--mller-kva",
    ]
    let names = Self.suffixes.lazy.flatMap { suffix in
      [suffix] + labels.flatMap { ["\($0).\(suffix)", "a.\($0).\(suffix)", "\($0).a.\(suffix)"] }
    }
    let seen = expectSame(names, try PublicSuffixList(), libpsl)
    #expect(seen.suffixes > 30 && seen.below > 500, "\(seen)")
    #expect(seen.belowPrivate > 50 && seen.unlisted > 50, "\(seen)")
  }

  @Test("Of the names of the lists that are shipped")
  func listed() throws {
    let libpsl = try #require(psl_builtin())
    let lines = [PipelineFile.Validation.ListKind.disposable, .sharedHosts, .freeMail]
      .map { String(decoding: $0.shipped, as: UTF8.self) }
      .flatMap { $0.split(whereSeparator: \.isNewline) }
      .map { String($0.drop { $0 == "." || $0 == "*" }) }
    // A part of them, for there are very many of a few endings.
    let some = lines.enumerated().filter { $0.offset % 4 == 0 }.map(\.element)
    let seen = expectSame(some + some.map { "x.\($0)" }, try PublicSuffixList(), libpsl)
    #expect(seen.below > 4000, "\(seen)")
  }

  @Test("Of a list with stars and exceptions of its own, in both of its parts")
  func own() throws {
    let run = try TestRun([])
    let file = try run.add(
      "list.dat",
      """
      // ===BEGIN ICANN DOMAINS===
      com
      uk
      *.uk
      !city.uk
      *.deep.jp
      jp
      a.b.c.d
      *
      // ===END ICANN DOMAINS===
      // ===BEGIN PRIVATE DOMAINS===
      host.com
      *.cloud.com
      !status.cloud.com
      own
      *.wild
      // ===END PRIVATE DOMAINS===

      """)
    let libpsl = try #require(psl_load_file(file.path))
    defer { psl_free(libpsl) }
    let labels = [
      "com", "uk", "city", "deep", "jp", "a", "b", "c", "d", "host", "cloud", "status", "own",
      "wild", "x",
    ]
    var random = SplitMix64(seed: 1)
    let names = (0..<4000).map { _ in
      (0..<Int.random(in: 2...5, using: &random)).map { _ in random.one(of: labels) }
        .joined(separator: ".")
    }
    let seen = expectSame(names, try PublicSuffixList(file: file), libpsl)
    #expect(seen.suffixes > 50 && seen.below > 500 && seen.belowPrivate > 100, "\(seen)")
  }

  @Test("Of all the rules of a list in text, and of what is below and above them")
  func rules() throws {
    let list = try PublicSuffixList(PipelineFile.Validation())
    let file = try #require(list.file)
    let text = try String(contentsOf: file, encoding: .utf8)
    let libpsl = try #require(psl_load_file(file.path))
    defer { psl_free(libpsl) }
    let names = text.split(whereSeparator: \.isNewline)
      .filter { !$0.hasPrefix("//") && !$0.isEmpty }
      .map { String($0.drop { "!*.".contains($0) }) }
    let some = names.lazy.flatMap { name in
      [name, "a.\(name)", "www.a.\(name)", "b\(name)", String(name.dropFirst())]
    }
    let seen = expectSame(some, list, libpsl)
    #expect(seen.suffixes > 5000 && seen.below > 10_000 && seen.belowPrivate > 2000, "\(seen)")
  }

  @Test("Of lists that libpsl reads in its own way", arguments: 0..<40)
  func hostile(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let folder = try TemporaryFolder.inMemory()
    let pieces = [
      "acme.com", "com", "uk", "*.uk", "!city.uk", "COM", "straße.de", "strasse.de", "ελ", "ς.gr",
      "// acme.com", "  acme.com", "\tacme.com", "acme.com more", "a.*.com", "*", "!", ".com",
      "com.",
      "\u{FEFF}acme.com", "acme\u{0}.com", "acme.com\r", "ａcme.com", "d1.com", "x.d1.com", "x y",
      "/" + String(repeating: "x", count: 250) + " acme.com more",
      "// " + String(repeating: "y", count: 251) + " d1.com", "xn--p1ai", "公司.cn",
    ]
    var lines = ["// ===BEGIN ICANN DOMAINS===", "com", "de"]
    for _ in 0..<Int.random(in: 1...8, using: &random) { lines.append(random.one(of: pieces)) }
    lines.append("// ===END ICANN DOMAINS===")
    let file = try folder.write(
      lines.joined(separator: random.oneIn(4) ? "\r\n" : "\n"), to: "list.dat")
    let libpsl = try #require(psl_load_file(file.path))
    defer { psl_free(libpsl) }
    let names = [
      "acme.com", "www.acme.com", "d1.com", "x.d1.com", "www.x.d1.com", "city.uk", "a.city.uk",
      "b.uk",
      "a.b.uk", "strasse.de", "a.strasse.de", "a.com", "a.b.com", "s.gr", "more", "a.more", "y",
    ]
    _ = expectSame(names, try PublicSuffixList(file: file), libpsl)
  }
}
