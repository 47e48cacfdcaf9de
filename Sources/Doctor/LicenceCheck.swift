internal import Pipeline

/// Whether there are domain licences left for a run.
struct LicenceCheck {
  let licence: World.Licence
  let validation: PipelineFile.Validation

  /// What was found.
  var result: CheckResult {
    let settings = validation.licence
    var text =
      licence.limit.map { "\(licence.used) of \($0) used, \(max(0, $0 - licence.used)) free" }
      ?? "\(licence.used) used"
    if case .number(let number) = settings.limit {
      text += "; the pipeline file goes up to \(number)"
    }
    guard let free = settings.free(in: licence) else {
      return .warn(
        .darkWebID, "licences", "\(text); the account tells no limit, so none is kept",
        remedy: "set validate.licence.limit to a number if there is one")
    }
    if settings.reserve > 0 { text += "; \(settings.reserve) are kept in reserve" }
    guard free > 0 else {
      let isTheAccounts = licence.limit.map { $0 <= licence.used } ?? false
      return .warn(
        .darkWebID, "licences", "\(text); none is left for a run",
        remedy: isTheAccounts
          ? Reason.licenceLimit.remedy
          : "lower validate.licence.reserve, or raise validate.licence.limit")
    }
    return .pass(.darkWebID, "licences", text)
  }
}
