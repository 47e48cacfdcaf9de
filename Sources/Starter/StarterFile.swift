/// A file of the folder that a new user starts from.
package struct StarterFile: Sendable, Equatable {
  /// Its path within the folder.
  package let path: String
  /// What it is, in a few words.
  package let purpose: String
  /// What it holds.
  package let content: [UInt8]

  private init(_ path: String, _ purpose: String, _ content: [UInt8]) {
    self.path = path
    self.purpose = purpose
    self.content = content
  }

  /// The pipeline file's path within the folder.
  package static let pipeline = "onboard.yaml"

  /// All of them: the files below `pipelines` as they were when the program was built, at home in a
  /// folder of their own.
  package static let all = [
    StarterFile(
      pipeline, "the pipeline: where from, how, and where to",
      atHome(PackageResources.onboard_yaml)),
    StarterFile(
      "picklists.yaml", "the values of Employee Count and Industry, and the words that mean them",
      atHome(PackageResources.picklists_yaml)),
    StarterFile(
      "darkwebid.yaml", "what Dark Web ID's web services look like",
      atHome(PackageResources.darkwebid_yaml)),
    StarterFile("lists/own.txt", "your own domains", PackageResources.own_txt),
    StarterFile(
      "lists/sensitive.txt", "domains that are never imported", PackageResources.sensitive_txt),
    StarterFile("lists/vendors.txt", "suppliers' domains", PackageResources.vendors_txt),
    StarterFile(".gitignore", "keeps runs and ledger out of git", Array(gitignore.utf8)),
  ]

  private static let gitignore = """
    # What runs leave behind: your clients' data, and the ledger of what was sent.
    /runs/
    /state/

    """

  /// A file below `pipelines` as it reads where there is neither a repository around it nor a list
  /// that nobody edits.
  private static func atHome(_ content: [UInt8]) -> [UInt8] {
    let text = String(decoding: content, as: UTF8.self)
      .replacing("../", with: "")
      .replacing("pipelines/", with: "")
      .replacing("docs/", with: "Glueport's docs/")
      .replacing(/\[lists\/(.+?)\.txt\]/) { match in
        ["own", "sensitive", "vendors"].contains(match.1) ? String(match.0) : "[shipped]"
      }
    return Array(text.utf8)
  }
}
