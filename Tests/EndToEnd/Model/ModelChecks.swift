import Foundation
import Testing

/// What must be true after every step.
struct ModelChecks {
  let account: ModelAccount
  let place: Workplace
  let model: Model
  let farSide: FarSide

  init(_ account: ModelAccount, _ place: Workplace, _ model: Model) async throws {
    self.account = account
    self.place = place
    self.model = model
    farSide = try await FarSide(place)
  }

  /// What is not true, in words.
  func violations() throws -> [String] {
    try secondCreates() + unplannedCreates() + overbookedPlans() + incompleteResults() + badLinks()
  }

  /// No title is created while an organization of it, made by us, is there.
  private func secondCreates() -> [String] {
    Dictionary(grouping: farSide.creates, by: \.title).flatMap { title, creates in
      let removals = farSide.removed.filter { $0.title == title }.map(\.at)
      return creates.enumerated().compactMap { earlier, create in
        removals.filter { $0 <= create.at }.count < earlier
          ? "“\(title)” was created a second time, at \(create.at)" : nil
      }
    }
  }

  /// Nothing is created that no approved plan had.
  private func unplannedCreates() throws -> [String] {
    var planned: Set<String> = []
    for run in place.runs() where try place.record(run)["approved"] != nil {
      for line in try place.lines("runs/\(run)/3-validate/plan.jsonl")
      where line["action"] as? String == "create" {
        planned.insert(line["name"] as? String ?? "")
      }
    }
    return farSide.creates.filter { !planned.contains($0.title) }
      .map { "“\($0.title)” was created, and no approved plan had it" }
  }

  /// No plan wants more licences than were free when it was made; and unless licences were taken
  /// away since, none of it comes to nothing for want of one.
  private func overbookedPlans() throws -> [String] {
    try place.runs().flatMap { run in
      var found: [String] = []
      if place.has("runs/\(run)/3-validate/checkpoint.json"),
        try place.object("runs/\(run)/3-validate/checkpoint.json")["state"] as? String == "finished"
      {
        let world = try place.object("runs/\(run)/3-validate/world.json")
        let licence = world["licence"] as? [String: Any]
        let free = (licence?["limit"] as? Int ?? .max) - (licence?["used"] as? Int ?? 0)
        let wanted = try place.lines("runs/\(run)/3-validate/plan.jsonl")
          .reduce(0) { $0 + ($1["licences"] as? Int ?? 0) }
        if wanted > max(0, free) {
          found.append("\(run) plans \(wanted) licences of \(free) that are free")
        }
      }
      if !model.squeezed.contains(run), place.has("runs/\(run)/4-load/results.jsonl"),
        try place.text("runs/\(run)/4-load/results.jsonl").contains("license_limit")
      {
        found.append("\(run) has sent what there was no licence for")
      }
      return found
    }
  }

  /// A run that has ended has a result for each line of its plan, and one status for each
  /// organization and each domain.
  private func incompleteResults() throws -> [String] {
    try model.runs.filter { $0.value == .ended }.keys.flatMap { run in
      var found: [String] = []
      let planned = try place.lines("runs/\(run)/3-validate/plan.jsonl")
      let results = try place.lines("runs/\(run)/4-load/results.jsonl")
      func names(_ lines: [[String: Any]]) -> [String] {
        lines.flatMap { line in
          let id = line["id"] as? String ?? ""
          let domains = line["domains"] as? [[String: Any]] ?? []
          return [id] + domains.map { "\(id)/\($0["name"] ?? "")" }
        }.sorted()
      }
      if names(planned) != names(results) {
        found.append("\(run) planned \(names(planned)) and has results for \(names(results))")
      }
      let final = try place.final("runs/\(run)")
      found += final.filter { $0.value.contains("+") }
        .map { "\(run): \($0.key) has two statuses, \($0.value)" }
      let organizations = final.keys.filter { !$0.contains("/") }.count
      if organizations != account.ids.count || final.count - organizations != account.domains {
        found.append(
          "\(run) tells of \(organizations) organizations, and of "
            + "\(final.count - organizations) domains")
      }
      return found
    }
  }

  /// A link joins one IT Glue organization with one that we have made for it.
  private func badLinks() throws -> [String] {
    guard place.has("ledger.sqlite") else { return [] }
    let links = try place.ledger().links()
    var found: [String] = []
    if Set(links.map(\.id)).count < links.count || Set(links.map(\.uuid)).count < links.count {
      found.append("links are not unique: \(links)")
    }
    for link in links {
      let made = farSide.creates.first { $0.uuid == link.uuid }
      if made == nil || made?.title != account.names[link.id] {
        found.append("\(link.id) is linked with \(link.uuid), “\(made?.title ?? "unknown")”")
      }
    }
    return found
  }
}
