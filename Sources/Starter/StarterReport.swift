internal import FoundationEssentials
internal import Report

/// What was written into the folder to start from, and what to do next.
package struct StarterReport: Encodable {
  private struct File: Encodable {
    let path: String
    let purpose: String
  }

  private struct Step: Encodable {
    let purpose: String
    let command: String
  }

  private enum CodingKeys: String, CodingKey {
    case folder, files, next
  }

  /// The spreadsheet that the pipeline file names.
  private static let spreadsheet = "clients.xlsx"

  private let folder: String
  private let files: [File]
  private let next: [Step]
  private let place: String

  /// - Parameters:
  ///   - folder: The folder that was written.
  ///   - current: The path of the folder that the command was given in.
  ///   - program: The name that the program was called by.
  package init(_ folder: StarterFolder, current: String, program: String) {
    self.folder = folder.url.path
    place = self.folder == current ? "" : NextStep.shorten(self.folder, below: current)
    files = StarterFile.all.map { File(path: $0.path, purpose: $0.purpose) }
    let glueport = NextStep.quote(Self.absolute(program, from: current))
    var next: [Step] = []
    if !place.isEmpty {
      next.append(Step(purpose: "go there", command: "cd \(NextStep.quote(place))"))
    }
    let file = StarterFile.pipeline
    next += [
      Step(
        purpose: "export the key and the login, and ITGLUE_REGION=eu or au if it is not us",
        command: "export ITGLUE_API_KEY=… DARKWEBID_USER=… DARKWEBID_PASSWORD=…"),
      Step(
        purpose: "make the spreadsheet with a row for each client, and fill it in",
        command: "\(glueport) mapping template \(file) --output \(Self.spreadsheet)"),
      Step(purpose: "check what a run needs", command: "\(glueport) doctor \(file)"),
      Step(
        purpose: "see what would happen; nothing is sent",
        command: "\(glueport) run \(file) --dry-run"),
    ]
    self.next = next
  }

  /// A program as it is called from anywhere: the next commands are given in another folder.
  private static func absolute(_ program: String, from current: String) -> String {
    guard program.contains("/") else { return program }
    let folder = URL(filePath: current, directoryHint: .isDirectory)
    return URL(filePath: program, relativeTo: folder).standardizedFileURL.path
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(folder, forKey: .folder)
    try container.encode(files, forKey: .files)
    try container.encode(next, forKey: .next)
  }

  /// The same for a terminal, its lines ended by line breaks.
  package var text: String {
    let paths = files.map { place.isEmpty ? $0.path : "\(place)/\($0.path)" }
    let width = paths.map(\.count).max() ?? 0
    var lines = zip(paths, files).map { path, file in
      path + String(repeating: " ", count: width - path.count + 2) + file.purpose
    }
    lines.append("")
    for (number, step) in next.enumerated() {
      lines.append("\(number == 0 ? "Next" : "    ")       \(step.purpose)")
      lines.append("             \(step.command)")
    }
    return lines.map { TextStyle.clean($0) + "\n" }.joined()
  }
}
