import TestSupport

/// Random sets of faults that a run has to live through: each strikes a few times, so that in the
/// end the run can settle.
enum FaultDice {
  /// Always armed, so that no second create is prevented by luck.
  static let always = "darkwebid:duplicate-201x*"

  /// The faults of IT Glue, for a walk of some seven requests.
  static func source(using random: inout SplitMix64) -> String {
    let at = Int.random(in: 0...6, using: &random)
    return switch Int.random(in: 0...9, using: &random) {
    case 0: "itglue:429=1@\(at)"
    case 1...3: "itglue:500x\(Int.random(in: 1...2, using: &random))@\(at)"
    case 4...5: "itglue:reset@\(at)"
    case 6...7: "itglue:truncate@\(at)"
    default: "itglue:slow=30x\(Int.random(in: 2...10, using: &random))"
    }
  }

  /// The faults of Dark Web ID: of any request, or of the creates alone.
  static func destination(using random: inout SplitMix64) -> String {
    let anywhere = Int.random(in: 0...12, using: &random)
    let write = Int.random(in: 0...4, using: &random)
    let times = Int.random(in: 1...2, using: &random)
    return switch Int.random(in: 0...15, using: &random) {
    case 0: "darkwebid:429=1@\(anywhere)"
    case 1: "darkwebid:500@\(anywhere)"
    case 2...3: "darkwebid:reset@\(anywhere)"
    case 4...5: "darkwebid:truncate@\(anywhere)"
    case 6: "darkwebid:slow=30x\(Int.random(in: 2...20, using: &random))"
    case 7: "darkwebid:500-before@\(write)"
    case 8...10: "darkwebid:lostx\(times)@\(write)"
    case 11...13: "darkwebid:500-afterx\(times)@\(write)"
    default: "darkwebid:hide-pendingx*"
    }
  }

  /// A specification with faults of both sides, sometimes of neither.
  static func roll(using random: inout SplitMix64) -> String {
    var faults = [always]
    for _ in 0..<Int.random(in: 0...2, using: &random) { faults.append(source(using: &random)) }
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      faults.append(destination(using: &random))
    }
    return faults.joined(separator: ",")
  }
}
