internal import Glibc

package import struct FoundationEssentials.URL

/// A file or a folder that could not be read or written.
package struct FileError: Failure, Equatable {
  /// What was tried: `read`, `write`, `create`.
  package let action: String
  /// The file.
  package let path: String
  /// The system's error number.
  package let code: Int32

  /// Takes the error number from `errno`, so it must be made right after the call that failed.
  package init(_ action: String, _ file: URL, code: Int32 = errno) {
    self.action = action
    self.path = file.path
    self.code = code
  }

  package var kind: FailureKind {
    action == "read" && (code == ENOENT || code == EISDIR) ? .badInput : .storage
  }
  package var message: String { "cannot \(action) \(path): \(String(cString: strerror(code)))" }
  package var remedy: String? {
    switch code {
    case ENOSPC, EDQUOT: "free some space, then resume"
    case EACCES, EPERM, EROFS: "check who owns it and its permissions"
    case ENOENT: "check the path"
    default: nil
    }
  }
}
