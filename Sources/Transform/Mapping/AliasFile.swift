internal import Pipeline

package import struct FoundationEssentials.URL

/// The file of the answers. New ones are written behind the others, so that what a person has
/// written there, comments too, stays as it is.
package struct AliasFile {
  private let file: URL

  package init(_ file: URL) {
    self.file = file
  }

  /// Adds answers, all or none.
  ///
  /// - Throws: ``FileError``; ``YAMLError`` where the file cannot be read, with or without them.
  package func append(_ answers: [Aliases.Answer]) throws {
    var text =
      FileBytes.size(of: file) == nil
      ? Self.beginning : String(decoding: try FileBytes.read(file), as: UTF8.self)
    if !text.isEmpty, text.last?.isNewline != true { text += "\n" }
    let indentation = Self.indentation(in: text)
    for answer in answers { text += "\(indentation)- \(Self.line(answer))\n" }
    _ = try Aliases(YAMLDocument(text: text, file: file))
    try OutputFile.write(text.utf8, to: file)
  }

  private static let beginning = """
    # What `glueport mapping check` asked and a person answered. You may edit this: a row without an
    # IT Glue id that has this name means the organization of this id, or “none”; a word means a
    # value of the picklist. Of two answers to one question the later one counts.
    \(Aliases.key):

    """

  /// The white space before the entries that are there.
  private static func indentation(in text: String) -> Substring {
    let entry = text.split(whereSeparator: \.isNewline).last {
      $0.drop { $0 == " " }.hasPrefix("- ")
    }
    return entry?.prefix { $0 == " " } ?? "  "
  }

  private static func line(_ answer: Aliases.Answer) -> String {
    switch answer {
    case .organization(let name, let id):
      "{ name: \(quoted(name)), id: \(quoted(id.description)) }"
    case .nobody(let name):
      "{ name: \(quoted(name)), id: \(Aliases.nobody) }"
    case .employeeCount(let word, let value):
      "{ employee_count: \(quoted(word)), value: \(quoted(value)) }"
    case .industry(let word, let value):
      "{ industry: \(quoted(word)), value: \(quoted(value)) }"
    }
  }

  /// A text in double quotes, as YAML takes it back.
  private static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F || !scalar.isPrintable:
        "\\U" + String(repeating: "0", count: 8 - hex(scalar).count) + hex(scalar)
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }

  private static func hex(_ scalar: Unicode.Scalar) -> String { String(scalar.value, radix: 16) }
}

extension Unicode.Scalar {
  /// Whether YAML allows the character as it is.
  fileprivate var isPrintable: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned,
      .privateUse:
      false
    default: true
    }
  }
}
