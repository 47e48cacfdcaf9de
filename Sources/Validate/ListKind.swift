internal import Pipeline

private import struct FoundationEssentials.URL

/// The kinds of domain lists, by their keys under `validate.lists`.
enum ListKind: String, CaseIterable {
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

  /// What is known of the list.
  ///
  /// - Throws: ``FileError``; ``DomainListError`` with the file and the line.
  func version(_ validation: PipelineFile.Validation) throws -> ListVersion {
    let entries = try list(validation).count
    guard let files = files(validation) else {
      let text = String(decoding: shipped, as: UTF8.self)
      return ListVersion(
        place: "shipped", entries: entries, dateText: ListVersion.date(in: text))
    }
    let dates = try files.compactMap { file in
      ListVersion.date(in: String(decoding: try FileBytes.read(file), as: UTF8.self))
    }
    return ListVersion(
      place: files.map(\.lastPathComponent).joined(separator: ", "), entries: entries,
      dateText: dates.min())
  }

  private func files(_ validation: PipelineFile.Validation) -> [URL]? {
    switch self {
    case .sensitive: validation.sensitive
    case .freeMail: validation.freeMail
    case .sharedHosts: validation.sharedHosts
    case .government: validation.governmentLists
    }
  }

  /// The file of `pipelines/lists`, as it was when the program was built.
  private var shipped: [UInt8] {
    switch self {
    case .sensitive: PackageResources.sensitive_txt
    case .freeMail: PackageResources.free_mail_txt
    case .sharedHosts: PackageResources.shared_hosts_txt
    case .government: PackageResources.government_txt
    }
  }
}
