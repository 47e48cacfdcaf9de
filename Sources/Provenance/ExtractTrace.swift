internal import Extract
internal import Pipeline

/// Where the resources of IT Glue stand: the line of the checkpoint file, and the page and row they
/// came in, which are known where all pages but the last were full and nothing came twice.
struct ExtractTrace {
  private let run: RunDirectory
  private let counts: [String: Int]

  init(_ run: RunDirectory) throws {
    self.run = run
    counts = try run.readCheckpoint(of: .extract)?.counts ?? [:]
  }

  /// Where an organization and its domains came in.
  func lines(for candidate: Candidate) throws -> [String] {
    var lines: [String] = []
    if let place = try places(of: [candidate.id], in: "organizations")[candidate.id] {
      let type = [candidate.type, candidate.status].compactMap { $0 }.joined(separator: ", ")
      lines.append(type.isEmpty ? place : "\(place): \(type)")
    }
    let ids = candidate.domains.compactMap(\.id)
    let domains = try places(of: Set(ids), in: "domains")
    for domain in candidate.domains {
      guard let place = domain.id.flatMap({ domains[$0] }) else { continue }
      lines.append("\(domain.name): \(place)")
    }
    return lines
  }

  /// The places of resources, by id.
  private func places(of ids: Set<String>, in index: String) throws -> [String: String] {
    let file = run.file("\(index).jsonl", of: .extract)
    guard !ids.isEmpty, FileBytes.size(of: file) != nil else { return [:] }
    var places: [String: String] = [:]
    let parser = PageParser()
    try JSONLines.forEachLine(of: file) { line, number in
      guard places.count < ids.count, let id = parser.id(of: line)?.description, ids.contains(id)
      else { return }
      places[id] = place(number, in: index)
    }
    return places
  }

  private func place(_ line: Int, in index: String) -> String {
    let there = "line \(line) of \(index).jsonl"
    guard let size = counts["\(index).page_size"], size > 0 else { return there }
    return
      "page \((line - 1) / size + 1), row \((line - 1) % size + 1) of IT Glue's \(index) (\(there))"
  }
}
