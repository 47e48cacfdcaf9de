internal import Pipeline

extension PipelineFile.Validation.ListKind {
  /// The file of `pipelines/lists`, as it was when the program was built.
  var shipped: [UInt8] {
    switch self {
    case .sensitive: PackageResources.sensitive_txt
    case .freeMail: PackageResources.free_mail_txt
    case .disposable: PackageResources.disposable_txt
    case .sharedHosts: PackageResources.shared_hosts_txt
    case .government: PackageResources.government_txt
    case .reserved: PackageResources.reserved_txt
    case .own: PackageResources.own_txt
    case .vendors: PackageResources.vendors_txt
    }
  }
}
