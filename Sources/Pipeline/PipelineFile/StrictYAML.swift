internal import Yams

package import struct FoundationEssentials.URL

/// A YAML file that is read strictly: every key must be known, and every error has its line.
package struct YAMLDocument {
  /// The mapping at the top.
  package let root: YAMLMapping

  /// Reads a file whose top is a mapping.
  ///
  /// - Parameter environment: What `${NAME}` and `${NAME:-default}` in its values stand for; nil
  ///   where they are plain text.
  /// - Throws: ``FileError``, ``YAMLError``.
  package init(file: URL, environment: [String: String]? = nil) throws {
    let bytes = try FileBytes.read(file)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw YAMLError(file: file.path, line: nil, problem: "not UTF-8")
    }
    try self.init(text: text, file: file, environment: environment)
  }

  /// Reads the text of a file, as it stands there or is to be written there.
  ///
  /// - Throws: ``YAMLError``.
  package init(text: String, file: URL, environment: [String: String]? = nil) throws {
    let node: Node?
    do {
      // Keys are compared as the texts that they are: no pattern has to tell what each may be besides.
      node = try compose(yaml: text, .basic)
    } catch let error as YamlError {
      throw YAMLError(error, file: file.path)
    }
    guard let mapping = node?.mapping else {
      throw YAMLError(file: file.path, line: 1, problem: "not a mapping of keys to values")
    }
    root = try YAMLMapping(
      mapping, path: "", source: YAMLSource(file: file, environment: environment))
  }
}

/// The file that a value comes from, and the environment that fills it in.
struct YAMLSource {
  let file: URL
  let environment: [String: String]?

  func error(_ problem: String, at node: Node?, remedy: String? = nil) -> YAMLError {
    YAMLError(file: file.path, line: node?.mark?.line, problem: problem, remedy: remedy)
  }
}

/// A YAML file that cannot be used.
package struct YAMLError: Failure, Equatable {
  package let file: String
  package let line: Int?
  package let problem: String
  package let remedy: String?

  package init(file: String, line: Int?, problem: String, remedy: String? = nil) {
    self.file = file
    self.line = line
    self.problem = problem
    self.remedy = remedy
  }

  init(_ error: YamlError, file: String) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self.init(file: file, line: mark.line, problem: problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let keys = duplicates.map { $0 }.joined(separator: ", ")
      self.init(file: file, line: context.mark.line, problem: "given twice: \(keys)")
    default:
      self.init(file: file, line: nil, problem: "not YAML")
    }
  }

  package var kind: FailureKind { .badInput }
  package var message: String {
    "\(file)\(line.map { ":\($0)" } ?? ""): \(problem)"
  }
}
