internal import FoundationEssentials
private import Glibc
internal import Pipeline

/// Looks at the folders that a run writes to. Nothing is made: a folder that is not there yet is
/// judged by the one above it.
struct FoldersCheck: Sendable {
  let pipeline: PipelineFile

  func diagnoses() -> [Diagnosis] {
    let ledger = pipeline.state.deletingLastPathComponent()
    return [
      diagnosis("runs", pipeline.runs), diagnosis("ledger", ledger),
      diagnosis("locks", ledger.appending(path: "locks")),
    ]
  }

  private func diagnosis(_ subject: String, _ folder: URL) -> Diagnosis {
    var place = folder.standardizedFileURL
    while !Self.isThere(place), place.path != "/" { place = place.deletingLastPathComponent() }
    guard access(place.path, W_OK | X_OK) == 0, Self.isFolder(place) else {
      let error = FileError("write", place, code: Self.isFolder(place) ? errno : ENOTDIR)
      return .fail(
        subject, error.message, remedy: error.remedy ?? "name another folder", kind: .storage)
    }
    let isThere = place.path == folder.standardizedFileURL.path
    return .pass(subject, "\(folder.path)\(isThere ? "" : " (will be made)")")
  }

  private static func isThere(_ place: URL) -> Bool { access(place.path, F_OK) == 0 }

  private static func isFolder(_ place: URL) -> Bool {
    var status = stat()
    return stat(place.path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
