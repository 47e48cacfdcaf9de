import Foundation

/// The permissions of a file or folder.
func mode(of file: URL) throws -> Int {
  let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
  return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
}

/// The names in a folder, hidden ones too.
func names(in folder: URL) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
}
