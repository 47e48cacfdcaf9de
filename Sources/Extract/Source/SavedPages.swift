package import FoundationEssentials
package import Pipeline

/// Pages of the API that were saved earlier: `organizations/*.json` and `domains/*.json` in a
/// folder, in the order of their names.
package struct SavedPages: PageSource {
  private let folder: URL
  private let files: [Endpoint: [URL]]
  private let manifest: PagesManifest?

  /// - Throws: ``SavedPagesError``.
  package init(folder: URL) throws {
    self.folder = folder
    manifest = try PagesManifest.read(in: folder)
    guard manifest?.complete != false else { throw SavedPagesError.unfinished(folder.path) }
    var files: [Endpoint: [URL]] = [:]
    for endpoint in Endpoint.allCases {
      let place = folder.appending(path: endpoint.rawValue)
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: place.path) else {
        throw SavedPagesError.noFolder(place.path)
      }
      let pages = names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.sorted()
      guard !pages.isEmpty else { throw SavedPagesError.noPages(place.path) }
      files[endpoint] = pages.map { place.appending(path: $0) }
    }
    self.files = files
  }

  package var canChange: Bool { false }

  package var walking: WalkSettings { WalkSettings(checkpointBytes: 64 << 20) }

  package var isFiltered: Bool { manifest?.filtered ?? false }

  package func survey() -> Survey? { nil }

  package func place(of number: Int, size: Int, in query: IndexQuery) -> String {
    let files = files[query.endpoint] ?? []
    return files.indices.contains(number - 1) ? files[number - 1].path : folder.path
  }

  package func inputs() async throws -> [String: String] {
    var inputs: [String: String] = [:]
    if isFiltered { inputs["source.pages"] = "filtered" }
    for endpoint in Endpoint.allCases {
      let files = files[endpoint] ?? []
      let digests = try await Digest.of(files: files)
      let lines = zip(files, digests).map { "\($0.lastPathComponent) \($1.text)\n" }
      inputs["source.pages/\(endpoint.rawValue)"] = Digest.of(lines.joined()).text
    }
    return inputs
  }

  package func page(_ number: Int, size: Int, of query: IndexQuery) async throws -> Page {
    let files = files[query.endpoint] ?? []
    guard files.indices.contains(number - 1) else { return Page() }
    let file = files[number - 1]
    do {
      var page = try PageParser().parse(
        try FileBytes.read(file, padding: PageParser.padding), type: query.endpoint.rawValue)
      // The files are all there is, whatever their “meta” says of a next page.
      page.nextPage = number < files.count ? number + 1 : nil
      page.totalPages = files.count
      return page
    } catch let problem as PageProblem {
      throw PageError(
        endpoint: query.endpoint, page: number, place: file.path, problem: problem,
        kind: .badInput)
    }
  }
}

/// Saved pages that cannot be used.
package enum SavedPagesError: Failure, Equatable {
  /// The folder is not there.
  case noFolder(String)
  /// The folder has no page in it.
  case noPages(String)
  /// The extract that saves the pages has not ended.
  case unfinished(String)
  /// The folder that pages are to be saved in holds something else.
  case occupied(String)

  package var kind: FailureKind { .badInput }
  package var message: String {
    switch self {
    case .noFolder(let path): "\(path): there is no such folder of saved pages"
    case .noPages(let path): "\(path): there is no page (*.json) in it"
    case .unfinished(let path): "\(path): the extract that saves these pages has not ended"
    case .occupied(let path): "\(path): there is something in it already"
    }
  }
  package var remedy: String? {
    switch self {
    case .noFolder, .noPages:
      "a source of saved pages has organizations/*.json and domains/*.json, as the API sent them"
    case .unfinished: "resume the run that source.json in it names"
    case .occupied: "name a folder that is empty or not there yet"
    }
  }
}
