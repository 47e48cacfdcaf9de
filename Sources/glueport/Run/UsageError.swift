internal import Pipeline

/// The command line was used wrongly in a way that only the pipeline or the run shows.
enum UsageError: Failure, Equatable {
  /// Loading wants a person's word, and there is nobody to ask.
  case nobodyToAsk
  /// Something wants a person's word, and there is nobody to ask: `a retry`.
  case needsYes(String)
  /// The destination is real and its profile was compared with the vendor's reference by nobody.
  case unverifiedProfile(String)
  /// Something needs a section that the pipeline file does not have.
  case missingSection(String, for: String, file: String)
  /// Something is done through the interface of Dark Web ID, and the pipeline file's destination is a
  /// worksheet.
  case needsInterface(String, file: String)
  /// A worksheet is given back to a run that has none, because its destination is Dark Web ID.
  case noWorksheet(file: String)
  /// The spreadsheet is not there yet.
  case noSpreadsheet(String, pipeline: String)
  /// A file that is there and may hold somebody's work.
  case wouldOverwrite(String)
  /// There is no such run.
  case noRun(String, folder: String)
  /// There is no run at all.
  case noRuns(folder: String)
  /// There is no unfinished run.
  case nothingToResume(folder: String)
  /// Runs of several accounts are unfinished, and none was named.
  case severalAccounts([String])
  /// Options that do not go together.
  case options(String)

  var kind: FailureKind {
    switch self {
    case .missingSection, .noSpreadsheet, .wouldOverwrite: .badInput
    default: .usage
    }
  }

  var message: String {
    switch self {
    case .nobodyToAsk: "loading needs a person's yes, and standard input is no terminal"
    case .needsYes(let what): "\(what) needs a person's yes, and standard input is no terminal"
    case .unverifiedProfile(let path):
      "\(path) is not verified against the vendor's reference, and the destination is real"
    case .missingSection(let section, let purpose, let file):
      "\(file): \(purpose) needs “\(section)”"
    case .needsInterface(let purpose, let file):
      "\(file): \(purpose) works through Dark Web ID's interface, and the destination is a worksheet"
    case .noWorksheet(let file): "\(file): the destination is Dark Web ID, not a worksheet"
    case .noSpreadsheet(let file, _): "there is no spreadsheet \(file)"
    case .wouldOverwrite(let file): "\(file) is there already"
    case .noRun(let name, let folder): "there is no run “\(name)” in \(folder)"
    case .noRuns(let folder): "there are no runs in \(folder)"
    case .nothingToResume(let folder): "there is no unfinished run in \(folder)"
    case .severalAccounts(let runs):
      "runs of several accounts are unfinished: \(runs.joined(separator: ", "))"
    case .options(let text): text
    }
  }

  var remedy: String? {
    switch self {
    case .nobodyToAsk:
      "--yes loads without asking; `glueport run PIPELINE --dry-run` only shows the plan"
    case .needsYes: "--yes does it without asking"
    case .unverifiedProfile:
      "compare it and set “verified: true”, or add --accept-unverified-profile"
    case .noSpreadsheet(let file, let pipeline):
      "`glueport mapping template \(pipeline) --output \(file)` makes one to be filled in"
    case .wouldOverwrite:
      "--from FILE carries its values over into another file; --force writes over it"
    case .needsInterface("retry", _):
      "import it again in the wizard, write x into Done of the worksheet, and"
        + " `glueport load PIPELINE --run-dir DIR --done FILE` takes it back"
    case .needsInterface:
      "with access to it, “destination: darkwebid:” names the account; pipelines/onboard.yaml shows how"
    case .noWorksheet:
      "“existing: adopt” under validate links what was imported by hand: it is planned by the next run"
    case .missingSection: "add it; pipelines/onboard.yaml shows how"
    case .noRuns: "`glueport run PIPELINE` makes one; --runs names another folder"
    case .noRun, .nothingToResume: "`glueport runs` lists the runs; --runs names another folder"
    case .severalAccounts: "name the one to resume: `glueport resume RUN`"
    case .options: nil
    }
  }
}
