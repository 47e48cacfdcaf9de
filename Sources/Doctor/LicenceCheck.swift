internal import Pipeline

/// Whether there are domain licences left for a run.
struct LicenceCheck {
  let licence: World.Licence
  let validation: PipelineFile.Validation

  /// What was found.
  var result: CheckResult {
    var left = licence.limit.map { max(0, $0 - licence.used) }
    var text =
      licence.limit.map { "\(licence.used) of \($0) used, \(left ?? 0) free" }
      ?? "\(licence.used) used"
    if case .number(let number) = validation.licenceLimit {
      text += "; the pipeline file allows \(number)"
      left = min(number, left ?? number)
    }
    guard let left else {
      return .warn(
        .darkWebID, "licences", "\(text); the account tells no limit, so none is kept",
        remedy: "set validate.licence.limit to a number if there is one")
    }
    if validation.reserve > 0 { text += "; \(validation.reserve) are kept in reserve" }
    guard left > validation.reserve else {
      return .warn(
        .darkWebID, "licences", "\(text); none is left for a run",
        remedy: left > 0 || licence.limit == nil
          ? "lower validate.licence.reserve, or raise validate.licence.limit"
          : Reason.licenceLimit.remedy)
    }
    return .pass(.darkWebID, "licences", text)
  }
}
