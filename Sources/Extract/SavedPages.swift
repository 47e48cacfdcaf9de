package import FoundationEssentials
package import Pipeline

/// Pages of the API that were saved earlier: `organizations/*.json` and `domains/*.json` in a
/// folder, in the order of their names.
package struct SavedPages: PageSource {
  private let folder: URL
  private let files: [Endpoint: [URL]]

  /// - Throws: ``SavedPagesError``.
  package init(folder: URL) throws {
    self.folder = folder
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

  package func inputs() throws -> [String: String] {
    var inputs: [String: String] = [:]
    for endpoint in Endpoint.allCases {
      var text = ""
      for file in files[endpoint] ?? [] {
        text += "\(file.lastPathComponent) \(try Digest.of(file: file).text)\n"
      }
      inputs["source.pages/\(endpoint.rawValue)"] = Digest.of(text).text
    }
    return inputs
  }

  package func page(_ number: Int, of endpoint: Endpoint) async throws -> Page {
    let files = files[endpoint] ?? []
    guard files.indices.contains(number - 1) else {
      return Page(rows: [], totalCount: nil, nextPage: nil)
    }
    let file = files[number - 1]
    do {
      var page = try PageParser().parse(try FileBytes.read(file))
      // The files are all there is, whatever their “meta” says of a next page.
      page.nextPage = number < files.count ? number + 1 : nil
      return page
    } catch let problem as PageParser.Problem {
      throw SavedPagesError.notAPage(file.path, problem.text)
    }
  }
}

/// Saved pages that cannot be used.
package enum SavedPagesError: Failure, Equatable {
  /// The folder is not there.
  case noFolder(String)
  /// The folder has no page in it.
  case noPages(String)
  /// A file is no page of the API.
  case notAPage(String, String)

  package var kind: FailureKind { .badInput }
  package var message: String {
    switch self {
    case .noFolder(let path): "\(path): there is no such folder of saved pages"
    case .noPages(let path): "\(path): there is no page (*.json) in it"
    case .notAPage(let path, let problem): "\(path): \(problem)"
    }
  }
  package var remedy: String? {
    "a source of saved pages has organizations/*.json and domains/*.json, as the API sent them"
  }
}
