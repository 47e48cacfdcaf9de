/// What is expected, as simply as it can be said: what people have done on both sides, and how each
/// run stands. Whatever order things happen in, the rest has to follow from it.
struct Model {
  /// The spreadsheet as it is now.
  var sheet: ModelSheet
  /// How each run stands, by its id.
  var runs: [String: RunStanding] = [:]
  /// The runs that the last process on them did not leave by itself.
  var killed: Set<String> = []
  /// The runs that were there when the far side lost licences: what they had planned may not fit.
  var squeezed: Set<String> = []

  /// The runs that keep a new one from loading, for certain.
  var blocking: Set<String> { Set(runs.filter { $0.value == .unsettled }.keys) }

  /// The runs that may do so.
  var mayBlock: Set<String> { Set(runs.filter(\.value.mayBlock).keys) }
}

/// What the far side says that has happened to it.
struct FarSide {
  struct Creation {
    let title: String
    let uuid: String
    let at: Int
  }

  let creates: [Creation]
  let removed: [Creation]

  init(_ place: Workplace) async throws {
    let journal = try await place.journal()
    func read(_ key: String) -> [Creation] {
      (journal[key] as? [[String: Any]] ?? []).compactMap { line in
        guard let title = line["title"] as? String, let uuid = line["uuid"] as? String,
          let at = line["at"] as? Int
        else { return nil }
        return Creation(title: title, uuid: uuid, at: at)
      }
    }
    creates = read("creates")
    removed = read("removed")
  }

  /// The organizations that we have made and nobody has deleted.
  var living: [Creation] {
    let gone = Set(removed.map(\.uuid))
    return creates.filter { !gone.contains($0.uuid) }
  }
}
