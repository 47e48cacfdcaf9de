internal import Pipeline

/// What a person does next, with the exact command where there is one.
package struct NextStep: Sendable, Equatable {
  /// What it is for.
  package var purpose: String
  /// The command, ready to be pasted into a shell.
  package var command: String?

  /// The next steps after a run, the most urgent first.
  ///
  /// - Parameters:
  ///   - program: The name that the program was called by.
  ///   - run: How the run is named on the command line: its id, or its path.
  ///   - folder: The folder that the command will be given in: paths below it are shortened.
  ///   - isLarge: Whether the run is too large to leave its page and its sheet to mend by itself.
  package static func after(
    _ summary: Summary, program: String, run: String, folder: String, isLarge: Bool = false
  ) -> [NextStep] {
    let steps = steps(after: summary, program: program, run: run, folder: folder)
    guard isLarge else { return steps }
    func file(_ purpose: String, _ format: String, _ name: String) -> NextStep {
      let file = quote(shorten("\(summary.directory)/report/\(name)", below: folder))
      return NextStep(
        purpose: purpose,
        command: "\(program) report \(quote(run)) --format \(format) --output \(file)")
    }
    let page = file("make the page that shows all of it", "html", RunFiles.page)
    let left = summary[.unimported]
    guard left.domains + left.organizations > 0 else { return steps + [page] }
    return steps + [
      page, file("make the sheet of what is to be mended", "fixes", RunFiles.fixes),
    ]
  }

  private static func steps(
    after summary: Summary, program: String, run: String, folder: String
  ) -> [NextStep] {
    var steps: [NextStep] = []
    func path(_ path: String) -> String { quote(shorten(path, below: folder)) }
    let pending = summary[.pending].organizations
    let unknown = summary[.unknown].organizations
    if summary.state == .unfinished, pending + unknown == 0 {
      return [NextStep(purpose: "go on from here", command: "\(program) resume \(quote(run))")]
    }
    if pending > 0, summary.isByHand, summary.state != .finished {
      steps.append(
        NextStep(
          purpose: "type what is open on the worksheet into the vendor's wizard, fill in its"
            + " columns Done and Not imported, and give it back",
          command: "\(program) load \(path(summary.pipeline)) --run-dir \(path(summary.directory))"
            + " --done \(path("\(summary.directory)/report/\(Worksheet.fileName)"))"))
    } else if pending + unknown > 0, summary.state != .finished {
      var what: [String] = []
      if pending > 0 { what.append("ask again about \(pending) pending") }
      if unknown > 0 { what.append("look up \(unknown) whose answer was lost") }
      steps.append(
        NextStep(
          purpose: what.joined(separator: " and "),
          command: "\(program) resume \(quote(run))"))
    }
    if summary.state == .planned, let digest = summary.plan,
      (summary.planned?.organizations ?? 0) > 0
    {
      steps.append(
        NextStep(
          purpose: "load exactly this plan",
          command: "\(program) load \(path(summary.pipeline)) "
            + "--run-dir \(path(summary.directory)) --plan-digest \(digest)"))
    }
    if summary.exit != .done, summary[.unimported].domains + summary[.unimported].organizations > 0
    {
      // What load was refused stands in its results; before it there are none.
      let files =
        ["3-validate/unimported.jsonl"]
        + (summary.state == .planned ? [] : ["4-load/results.jsonl"])
      steps.append(
        NextStep(
          purpose: "see what stayed out and why",
          command: "less " + files.map { path("\(summary.directory)/\($0)") }.joined(separator: " ")
        ))
      if summary.state == .finished {
        if summary.refusedByLoad > 0 {
          steps.append(
            NextStep(
              purpose:
                "load again the \(summary.refusedByLoad) that Dark Web ID refused, if it may help",
              command: "\(program) retry \(quote(run))"))
        }
        steps.append(
          NextStep(
            purpose: "when it is mended, import the rest",
            command: "\(program) run \(path(summary.pipeline))"))
      }
    }
    if steps.isEmpty { steps.append(NextStep(purpose: "nothing is left to do", command: nil)) }
    return steps
  }

  /// A path as it is seen from a folder that it is below of.
  package static func shorten(_ path: String, below folder: String) -> String {
    path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path
  }

  /// A word as a shell takes it back.
  package static func quote(_ word: String) -> String {
    let plain = word.allSatisfy { character in
      character.isASCII
        && (character.isLetter || character.isNumber || "-_./:=@".contains(character))
    }
    guard !plain else { return word }
    return
      "'\(word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'"
  }
}
