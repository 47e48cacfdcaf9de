private import Glibc
internal import Pipeline

internal import struct FoundationEssentials.URL

/// Whether a folder can be written into. One that is not there yet is judged by the nearest one
/// above it that is: nothing is made.
struct FolderCheck {
  let name: String
  let folder: URL

  /// What was found.
  var result: CheckResult {
    var place = folder.standardizedFileURL
    var status = stat()
    while stat(place.path, &status) != 0 {
      guard errno == ENOENT, place.path != "/" else { return failed(place) }
      place = place.deletingLastPathComponent()
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      return .fail(
        .folder, name, "\(place.path) is a file, and a folder is wanted",
        remedy: "move the file away, or name another folder in the pipeline file", .storage)
    }
    guard access(place.path, W_OK | X_OK) == 0 else { return failed(place) }
    return .pass(
      .folder, name,
      place.path == folder.standardizedFileURL.path
        ? "\(folder.path) can be written into" : "\(folder.path) will be made in \(place.path)")
  }

  private func failed(_ place: URL, code: Int32 = errno) -> CheckResult {
    let error = FileError("write", place, code: code)
    return .fail(
      .folder, name, error.message,
      remedy: error.remedy ?? "move the file away, or name another folder in the pipeline file",
      .storage)
  }
}
