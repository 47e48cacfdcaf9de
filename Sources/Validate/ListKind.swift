internal import Pipeline

internal import struct FoundationEssentials.URL

/// The kinds of domain lists, by their keys under `validate.lists`.
package enum ListKind: String, CaseIterable, Sendable {
  case sensitive
  case freeMail = "free_mail"
  case sharedHosts = "shared_hosts"
  case government

  /// The list: of the files that the pipeline file names, or the one that is shipped where the key
  /// is left out.
  ///
  /// - Throws: ``FileError``; ``DomainListError`` with the file and the line.
  func list(_ validation: PipelineFile.Validation) throws -> DomainList {
    if let files = files(validation) { return try DomainList(files: files) }
    return try DomainList(bytes: shipped, file: "\(rawValue) (shipped)")
  }

  /// The digests of what the list is read from, by names for the checkpoint.
  ///
  /// - Throws: ``FileError``.
  func digests(_ validation: PipelineFile.Validation) throws -> [String: String] {
    guard let files = files(validation) else {
      return ["lists.\(rawValue) shipped": Digest.of(shipped).text]
    }
    var digests: [String: String] = [:]
    for (index, file) in files.enumerated() {
      digests["lists.\(rawValue)[\(index)] \(file.lastPathComponent)"] =
        try Digest.of(file: file).text
    }
    return digests
  }

  /// The files that the pipeline file names; nil where it leaves the key out.
  func files(_ validation: PipelineFile.Validation) -> [URL]? {
    switch self {
    case .sensitive: validation.sensitive
    case .freeMail: validation.freeMail
    case .sharedHosts: validation.sharedHosts
    case .government: validation.governmentLists
    }
  }

  /// The file of `pipelines/lists`, as it was when the program was built.
  var shipped: [UInt8] {
    switch self {
    case .sensitive: PackageResources.sensitive_txt
    case .freeMail: PackageResources.free_mail_txt
    case .sharedHosts: PackageResources.shared_hosts_txt
    case .government: PackageResources.government_txt
    }
  }
}
