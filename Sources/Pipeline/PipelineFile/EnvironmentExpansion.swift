/// `${NAME}` and `${NAME:-default}` in the values of a pipeline file.
enum EnvironmentExpansion {
  /// A name that the environment does not have.
  struct MissingName: Error, Equatable {
    let name: String
  }

  /// The text with its references filled in. As in a shell, an empty variable takes the default.
  static func expand(
    _ text: String, with environment: [String: String]
  ) throws(MissingName) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "${"),
      let end = rest[start.upperBound...].firstIndex(of: "}")
    {
      result += rest[..<start.lowerBound]
      let reference = rest[start.upperBound..<end]
      if let separator = reference.firstRange(of: ":-") {
        let value = environment[String(reference[..<separator.lowerBound])] ?? ""
        result += value.isEmpty ? String(reference[separator.upperBound...]) : value
      } else {
        guard let value = environment[String(reference)] else {
          throw MissingName(name: String(reference))
        }
        result += value
      }
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }
}
