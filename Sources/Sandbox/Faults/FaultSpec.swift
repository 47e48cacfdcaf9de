/// A list of faults as a person writes it, `itglue:429x2,darkwebid:lost@1`.
///
/// The pieces are separated by commas; each is
///
///     service:fault[=ARGUMENT][xTIMES][@AFTER]
///
/// where the service is `itglue` or `darkwebid`, TIMES says how often the fault strikes (once
/// unless told, `x*` always) and AFTER how many matching requests pass first. A backslash takes the
/// meaning from the character behind it, for titles: `darkwebid:hold=Smith\, Jones`.
package struct FaultSpec: Sendable, Equatable {
  /// The faults in their order.
  package let rules: [FaultRule]

  /// Reads a specification; an empty one has no faults.
  package init(_ text: String) throws(FaultSpecError) {
    var rules: [FaultRule] = []
    for piece in Self.pieces(text) { rules.append(try Self.rule(piece)) }
    self.rules = rules
  }

  /// A character, and whether a backslash stood before it.
  private struct Mark {
    let character: Character
    let isPlain: Bool
  }

  private static func pieces(_ text: String) -> [[Mark]] {
    var pieces: [[Mark]] = [[]]
    var isEscaped = false
    for character in text {
      if isEscaped {
        pieces[pieces.count - 1].append(Mark(character: character, isPlain: false))
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "," {
        pieces.append([])
      } else {
        pieces[pieces.count - 1].append(Mark(character: character, isPlain: true))
      }
    }
    return pieces.map(trimmed).filter { !$0.isEmpty }
  }

  private static func trimmed(_ piece: [Mark]) -> [Mark] {
    func isSpace(_ mark: Mark) -> Bool { mark.isPlain && mark.character.isWhitespace }
    return Array(piece.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }

  private static func rule(_ piece: [Mark]) throws(FaultSpecError) -> FaultRule {
    let whole = text(piece)
    func fail(_ problem: String) -> FaultSpecError {
      FaultSpecError(piece: whole, problem: problem)
    }

    guard let colon = piece.firstIndex(where: { $0.isPlain && $0.character == ":" }) else {
      throw fail("no service: write itglue:FAULT or darkwebid:FAULT")
    }
    let serviceName = text(piece[..<colon])
    guard let service = SandboxService(rawValue: serviceName) else {
      throw fail("unknown service '\(serviceName)': itglue or darkwebid")
    }

    var rest = piece[(colon + 1)...]
    // `500-after` is a name: only a plain x or @ that numbers follow to the end is a suffix.
    var after = suffix("@", of: &rest, allowsStar: false)
    let times = suffix("x", of: &rest, allowsStar: true)
    after = after ?? suffix("@", of: &rest, allowsStar: false)

    let equals = rest.firstIndex { $0.isPlain && $0.character == "=" }
    let name = text(rest[..<(equals ?? rest.endIndex)])
    guard let kind = FaultKind(rawValue: name) else {
      throw fail("unknown fault '\(name)': \(names(of: service))")
    }
    guard kind.services.contains(service) else {
      throw fail("\(service.rawValue) has no fault '\(name)': \(names(of: service))")
    }

    var rule = FaultRule(service: service, kind: kind, times: kind.usualTimes)
    if let times {
      rule.times = Int(times)
      guard rule.times != 0 else { throw fail("x0 would never strike") }
      guard times == "*" || rule.times != nil else { throw fail("x\(times) is too many: write x*") }
    }
    if let after {
      guard let count = Int(after) else { throw fail("@\(after) is too many") }
      rule.after = count
    }
    try read(equals.map { text(rest[($0 + 1)...]) }, into: &rule, fail)
    return rule
  }

  /// Takes `x3` or `@2` off the end: the text behind the letter, nil where there is none.
  private static func suffix(
    _ letter: Character, of piece: inout ArraySlice<Mark>, allowsStar: Bool
  ) -> String? {
    guard let place = piece.lastIndex(where: { $0.isPlain && $0.character == letter }) else {
      return nil
    }
    let value = text(piece[(place + 1)...])
    let isNumber = !value.isEmpty && value.allSatisfy { $0.isASCII && $0.isNumber }
    guard isNumber || allowsStar && value == "*" else { return nil }
    piece = piece[..<place]
    return value
  }

  private static func read(
    _ argument: String?, into rule: inout FaultRule, _ fail: (String) -> FaultSpecError
  ) throws(FaultSpecError) {
    let name = rule.kind.rawValue
    switch rule.kind.argument {
    case .absent:
      guard argument == nil else { throw fail("'\(name)' takes no argument") }
    case .retryAfter:
      guard let argument else {
        rule.number = 1
        return
      }
      guard argument != "none" else { return }
      guard let seconds = Int(argument), seconds >= 0 else {
        throw fail("'\(name)=' wants seconds for Retry-After, or none")
      }
      rule.number = seconds
    case .number(let least, let what):
      guard let number = argument.flatMap({ Int($0) }), number >= least else {
        throw fail("'\(name)=' wants a number of \(what), \(least) or more")
      }
      rule.number = number
      switch rule.kind {
      case .drift, .move: rule.after += number
      case .appear: rule.times = number
      default: break
      }
    case .title:
      guard let argument, !argument.isEmpty else {
        throw fail("'\(name)=' wants the title of an organization")
      }
      rule.title = argument
    }
  }

  private static func text(_ marks: some Sequence<Mark>) -> String {
    String(marks.map(\.character))
  }

  private static func names(of service: SandboxService) -> String {
    FaultKind.allCases.filter { $0.services.contains(service) }.map(\.rawValue)
      .joined(separator: ", ")
  }
}
