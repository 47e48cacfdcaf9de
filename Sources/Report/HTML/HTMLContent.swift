private import FoundationEssentials
internal import Pipeline

/// What the template of the page shows without a script: the numbers, the licences, the reasons.
struct HTMLContent {
  struct Fact {
    var name: String
    var value: String
  }

  struct Tile {
    var label: String
    var number: String
    var unit: String
    var tone: String
  }

  /// A part of a bar of a thousand units.
  struct BarPart {
    var label: String
    var number: Int
    var tone: String
    var start = 0
    var width = 0
  }

  struct Reason {
    var code: String
    var number: Int
    var unit: String
    var text: String
    var remedy: String
    var examples: String
  }

  struct Licences {
    var verdict: String
    var hasBar: Bool
    var bar: [BarPart]
    var barText: String
    var hasSteps: Bool
    var steps: [LicenceForecast.Step]
  }

  let title: String
  let kind: String
  let headline: String
  let lead: String
  let facts: [Fact]
  let failure: RunRecord.Failure?
  let tiles: [Tile]
  let hasBar: Bool
  let bar: [BarPart]
  let barText: String
  let licences: Licences?
  let hasReasons: Bool
  let reasons: [Reason]
  let footer: String
  let style: String
  let script: String
  let styleDigest: String
  let scriptDigest: String

  init(
    summary: Summary, made: String, style: String, script: String, styleDigest: String,
    scriptDigest: String
  ) {
    let isPlan = summary.state == .planned
    kind = isPlan ? "Dry run: nothing was sent" : "What happened"
    title = "\(summary.run): \(isPlan ? "dry run" : "report")"
    (headline, lead) = Self.verdict(summary)
    facts = Self.facts(summary)
    failure = summary.failure
    tiles = Self.tiles(summary)
    bar = Self.bar(
      ([(Outcome.planned, summary.planned?.organizations ?? 0)]
        + Self.statuses.map { (Outcome($0), summary[$0].organizations) })
        .map { outcome, number in
          let label = outcome == .planned && !isPlan ? "Not sent yet" : outcome.text
          return BarPart(label: label, number: number, tone: outcome.htmlTone)
        })
    hasBar = !bar.isEmpty
    barText = Self.text(of: bar)
    licences = summary.forecast.map(Self.licences)
    reasons = summary.reasons.filter { $0.status == .unimported }.map(Self.reason)
    hasReasons = !reasons.isEmpty
    footer = made
    self.style = style
    self.script = script
    self.styleDigest = styleDigest
    self.scriptDigest = scriptDigest
  }
}

// MARK: - The words

extension HTMLContent {
  private static func verdict(_ summary: Summary) -> (headline: String, lead: String) {
    let unimported = summary[.unimported]
    let left =
      unimported.organizations + unimported.domains == 0
      ? "Nothing is held back."
      : "\(count(unimported.organizations, "organization")) and "
        + "\(count(unimported.domains, "domain")) stay out; what to fix is told below."
    let skipped = summary[.skipped].organizations
    let besides = skipped > 0 ? " \(count(skipped, "organization")) skipped." : ""
    if summary.state == .planned {
      let planned = summary.planned?.organizations ?? 0
      return ("\(count(planned, "organization")) would be imported", left + besides)
    }
    if summary.plan == nil {
      return ("No plan was made", "Nothing was sent.")
    }
    let imported = summary[.imported].organizations
    let open = summary[.pending].organizations + summary[.unknown].organizations
    let waiting = open > 0 ? " \(count(open, "organization")) not settled yet." : ""
    return ("\(count(imported, "organization")) imported", left + waiting + besides)
  }

  private static func facts(_ summary: Summary) -> [Fact] {
    var facts = [Fact(name: "Run", value: summary.run)]
    facts.append(Fact(name: "Pipeline", value: URL(filePath: summary.pipeline).lastPathComponent))
    if let scope = summary.scope { facts.append(Fact(name: "Planned only", value: scope)) }
    if let created = summary.planCreated { facts.append(Fact(name: "Plan made", value: created)) }
    if let plan = summary.plan {
      facts.append(Fact(name: "Plan", value: String(plan.prefix("sha256:".count + 12)) + "…"))
    }
    return facts
  }

  /// The statuses in the order in which they are told.
  private static let statuses: [Status] = [.imported, .pending, .unknown, .unimported, .skipped]

  private static func tiles(_ summary: Summary) -> [Tile] {
    func tile(_ label: String, _ counts: Summary.Counts, _ tone: String) -> Tile {
      Tile(
        label: label, number: grouped(counts.organizations),
        unit:
          "organization\(counts.organizations == 1 ? "" : "s"), \(count(counts.domains, "domain"))",
        tone: tone)
    }
    var tiles: [Tile] = []
    if let planned = summary.planned {
      tiles.append(
        tile(summary.state == .planned ? "Would be imported" : "Not sent yet", planned, "good"))
    }
    for status in statuses where status == .unimported || summary.statuses[status] != nil {
      tiles.append(tile(Outcome(status).text, summary[status], Outcome(status).htmlTone))
    }
    if let forecast = summary.forecast {
      tiles.append(
        Tile(
          label: "Domain licences", number: grouped(forecast.planned),
          unit: forecast.free.map { "of \(grouped($0)) free" } ?? "no limit",
          tone: forecast.short > 0 ? "bad" : "accent"))
    }
    return tiles
  }

  private static func licences(_ forecast: LicenceForecast) -> Licences {
    guard let limit = forecast.limit, let free = forecast.free else {
      return Licences(
        verdict: "The plan takes \(count(forecast.planned, "licence")); there is no limit.",
        hasBar: false, bar: [], barText: "", hasSteps: false, steps: [])
    }
    var verdict =
      "The plan takes \(grouped(forecast.planned)) of \(count(free, "free licence"))."
    if forecast.short > 0 {
      verdict += " \(count(forecast.short, "licence")) short."
    }
    let bar = bar([
      BarPart(label: "Used", number: forecast.used, tone: "plain"),
      BarPart(label: "Needed by this plan", number: forecast.planned, tone: "accent"),
      BarPart(
        label: "In reserve", number: min(forecast.reserve, max(0, limit - forecast.used)),
        tone: "open"),
      BarPart(label: "Free afterwards", number: free - forecast.planned, tone: "free"),
      BarPart(label: "Short", number: forecast.short, tone: "bad"),
    ])
    return Licences(
      verdict: verdict, hasBar: !bar.isEmpty, bar: bar, barText: text(of: bar),
      hasSteps: !forecast.steps.isEmpty, steps: forecast.steps)
  }

  private static func reason(_ entry: Summary.ReasonCount) -> Reason {
    let ofOrganizations = entry.counts.organizations > 0
    let number = ofOrganizations ? entry.counts.organizations : entry.counts.domains
    let what = ofOrganizations ? "organization" : "domain"
    let further = number - entry.examples.count
    return Reason(
      code: entry.reason.rawValue, number: number, unit: number == 1 ? what : what + "s",
      text: entry.reason.text.capitalizedAtStart, remedy: entry.reason.remedy.capitalizedAtStart,
      examples: entry.examples.joined(separator: " · ")
        + (further > 0 ? " · and \(further) more" : ""))
  }

  /// The parts that are there, scaled to a thousand.
  private static func bar(_ parts: [BarPart]) -> [BarPart] {
    let parts = parts.filter { $0.number > 0 }
    let total = parts.reduce(0) { $0 + $1.number }
    var done = 0
    return parts.map { part in
      var part = part
      part.start = done * 1000 / max(total, 1)
      done += part.number
      part.width = done * 1000 / max(total, 1) - part.start
      return part
    }
  }

  private static func text(of bar: [BarPart]) -> String {
    bar.map { "\($0.label) \($0.number)" }.joined(separator: ", ")
  }

  private static func count(_ number: Int, _ what: String) -> String {
    "\(grouped(number)) \(what)\(number == 1 ? "" : "s")"
  }

  /// A number with its thousands apart.
  private static func grouped(_ number: Int) -> String {
    let digits = String(number)
    var parts: [Substring] = []
    var rest = digits[...]
    while rest.count > 3 {
      parts.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return ([rest] + parts).joined(separator: ",")
  }
}
