/// Which parts a part refers to.
final class Relations: XMLHandler {
  private struct Relation {
    var id: String
    /// The last component of its type's address: `worksheet`.
    var type: String
    var target: String
  }

  private let folder: [Substring]
  private var all: [Relation] = []

  /// The relations of a part; of the whole package where its path is empty.
  ///
  /// - Throws: ``SheetError/Problem``.
  init(of part: String, in archive: ZipArchive) throws(SheetError.Problem) {
    let path = part.split(separator: "/")
    folder = path.dropLast()
    let file = (folder + ["_rels", "\(path.last ?? "").rels"]).joined(separator: "/")
    try XMLReader.read(file, of: archive, telling: self)
  }

  /// The path of the part behind a relation.
  func target(of id: String) -> String? { all.first { $0.id == id }?.target }

  /// The path of the first part of a type.
  func target(ofType type: String) -> String? { all.first { $0.type == type }?.target }

  /// Whether there is a table behind a relation, and no chart.
  func isWorksheet(_ id: String) -> Bool { all.contains { $0.id == id && $0.type == "worksheet" } }

  func begin(_ element: String, _ attributes: XMLAttributes) {
    guard element == "Relationship", attributes["TargetMode"] != "External",
      let id = attributes["Id"], let type = attributes["Type"]?.split(separator: "/").last,
      let target = attributes["Target"]
    else { return }
    all.append(Relation(id: id, type: String(type), target: resolve(target)))
  }

  func text(_ bytes: UnsafeRawBufferPointer) {}
  func end(_ element: String) {}

  /// A target is relative to the folder of the part, unless it begins with a slash.
  private func resolve(_ target: String) -> String {
    var path = target.hasPrefix("/") ? [] : folder
    for component in target.split(separator: "/") {
      switch component {
      case ".": break
      case "..": _ = path.popLast()
      default: path.append(component)
      }
    }
    return path.joined(separator: "/")
  }
}
