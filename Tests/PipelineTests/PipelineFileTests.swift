import FoundationEssentials
import TestSupport
import Testing

@testable import Pipeline

@Suite("The pipeline files that are shipped")
struct ShippedPipelineTests {
  private func read(_ name: String, _ environment: [String: String] = [:]) throws -> PipelineFile {
    try PipelineFile(
      file: Repository.url.appending(path: "pipelines/\(name)"), environment: environment)
  }

  @Test("onboard.yaml parses, and takes what its comments say")
  func onboard() throws {
    let pipeline = try read("onboard.yaml")
    #expect(pipeline.name == "onboard")
    guard case .itglue(let itglue) = pipeline.source else {
      Issue.record("the source is \(pipeline.source)")
      return
    }
    #expect(itglue.baseURL == "https://api.itglue.com")
    #expect(itglue.apiKey == .environment("ITGLUE_API_KEY"))
    #expect(itglue.organizations == .init(types: ["Customer"], statuses: ["Active"]))
    #expect(itglue.pageSize == 500)
    #expect(itglue.requestsPer5Minutes == 2400)
    #expect(pipeline.mapping?.spreadsheet == Repository.url.appending(path: "clients.xlsx"))
    #expect(pipeline.darkWebID?.baseURL == "https://secure.darkwebid.com")
    #expect(pipeline.darkWebID?.user == .environment("DARKWEBID_USER"))
    #expect(pipeline.darkWebID?.pendingTimeout == nil)
    #expect(pipeline.state == Repository.url.appending(path: "state/ledger.sqlite"))
    #expect(pipeline.runs.path == Repository.url.appending(path: "runs").path)
    #expect(try read("onboard.yaml", ["ITGLUE_REGION": "eu"]).source != pipeline.source)
  }

  @Test("rehearsal.yaml parses, and reaches no further than this machine")
  func rehearsal() throws {
    let pipeline = try read("rehearsal.yaml")
    guard case .itglue(let itglue) = pipeline.source else {
      Issue.record("the source is \(pipeline.source)")
      return
    }
    #expect(itglue.baseURL == "http://127.0.0.1:8901")
    #expect(itglue.pageSize == 10)
    #expect(pipeline.darkWebID?.baseURL == "http://127.0.0.1:8902")
    #expect(pipeline.darkWebID?.requestsPerSecond == 50)
    #expect(pipeline.darkWebID?.pendingTimeout == .seconds(3))
    #expect(pipeline.darkWebID?.pollInterval == .milliseconds(300))
    #expect(pipeline.state.lastPathComponent == "rehearsal.sqlite")
  }

  @Test("worksheet.yaml parses, and wants nothing of Dark Web ID but the number of licences")
  func worksheet() throws {
    let pipeline = try read("worksheet.yaml", ["DOMAIN_LICENCES": "250"])
    guard case .worksheet(let settings) = pipeline.destination else {
      Issue.record("the destination is \(String(describing: pipeline.destination))")
      return
    }
    #expect(settings.account == .byHand("ours"))
    #expect(pipeline.validation.licence.limit == .number(250))
    let onboard = try read("onboard.yaml")
    #expect(pipeline.source == onboard.source)
    #expect(pipeline.mapping?.spreadsheet == onboard.mapping?.spreadsheet)
    #expect(pipeline.mapping?.picklists == onboard.mapping?.picklists)
    #expect(pipeline.validation.lists == onboard.validation.lists)
    #expect(pipeline.state == onboard.state)
    let error = #expect(throws: YAMLError.self) { try read("worksheet.yaml") }
    #expect(error?.message.contains("DOMAIN_LICENCES") == true)
  }

  @Test("The files that both name are shipped too", arguments: ["onboard.yaml", "rehearsal.yaml"])
  func companions(name: String) throws {
    let pipeline = try read(name)
    let validation = pipeline.validation
    let files =
      validation.lists.values.joined().compactMap { source -> URL? in
        if case .file(let file) = source { file } else { nil }
      }
      + [pipeline.mapping?.picklists, pipeline.darkWebID?.profile]
      .compactMap { $0 }
    #expect(files.count == 10)
    for file in files { #expect(FileBytes.size(of: file) != nil, "\(file.path)") }
  }

  @Test(
    "Each file of YAML there is read strictly: no key twice, no broken line",
    arguments: [
      "onboard.yaml", "rehearsal.yaml", "worksheet.yaml", "darkwebid.yaml", "picklists.yaml",
    ])
  func strict(name: String) throws {
    let file = Repository.url.appending(path: "pipelines/\(name)")
    #expect(throws: Never.self) { try YAMLDocument(file: file, environment: [:]).root }
  }
}

@Suite("The pipeline file")
struct PipelineFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func read(_ text: String, _ environment: [String: String] = [:]) throws -> PipelineFile {
    try PipelineFile(
      file: try folder.write(text, to: "pipelines/x.yaml"), environment: environment)
  }

  private static let itglue = """
    name: x
    source:
      itglue:
        region: au
        api_key: ${KEY}

    """
  private static let destination = """
    destination:
      darkwebid:
        profile: darkwebid.yaml
        user: ${USER}
        password_file: password

    """

  private static let numericLimit = "validate: { licence: { limit: 9 } }\n"

  @Test("Instead of Dark Web ID a worksheet can be the destination: its account is a name")
  func worksheet() throws {
    let pipeline = try read(
      Self.itglue + Self.numericLimit
        + "destination: { worksheet: { account: \"${MSP:-Example}\" } }\n")
    guard case .worksheet(let settings) = pipeline.destination else {
      Issue.record("the destination is \(String(describing: pipeline.destination))")
      return
    }
    #expect(settings.account == World.Account(origin: "worksheet", reseller: "Example"))
    #expect(settings.account.isByHand)
    #expect(!World.Account(origin: "https://secure.darkwebid.com", reseller: "Example").isByHand)
  }

  @Test("The selection takes ids and names, types and statuses, a time and a limit")
  func selection() throws {
    let pipeline = try read(
      Self.itglue + """
            verify: twice
            organizations:
              include: ["1", "2"]
              include_names: [Acme]
              exclude: ["3"]
              exclude_names: Contoso
              types: [Customer]
              statuses: [Active]
              updated_since: 2026-01-31
              limit: 5

        """)
    guard case .itglue(let itglue) = pipeline.source else {
      Issue.record("the source is \(pipeline.source)")
      return
    }
    #expect(itglue.verify == .twice)
    #expect(
      itglue.organizations
        == .init(
          include: ["1", "2"], includeNames: ["Acme"], exclude: ["3"], excludeNames: ["Contoso"],
          types: ["Customer"], statuses: ["Active"], updatedSince: "2026-01-31", limit: 5))
  }

  @Test("What stands in for IT Glue at an address of its own may be asked faster")
  func ownAddress() throws {
    let pipeline = try read(
      "name: x\nsource: { itglue: { base_url: 'http://127.0.0.1:1', api_key: '${K}', "
        + "requests_per_5_minutes: 300000 } }\n")
    guard case .itglue(let itglue) = pipeline.source else { return }
    #expect(itglue.requestsPer5Minutes == 300_000)
  }

  @Test("What is left out is the safe default")
  func defaults() throws {
    let pipeline = try read(Self.itglue + Self.destination)
    guard case .itglue(let itglue) = pipeline.source else {
      Issue.record("the source is \(pipeline.source)")
      return
    }
    #expect(itglue.baseURL == "https://api.au.itglue.com")
    #expect(itglue.organizations == .init())
    #expect(itglue.pageSize == 500)
    #expect(itglue.requestsPer5Minutes == 2400)
    #expect(itglue.concurrency == 4)
    #expect(itglue.verify == .once)
    #expect(pipeline.mapping == nil)
    #expect(pipeline.validation == .init())
    #expect(pipeline.validation.licence.limit == .account)
    #expect(pipeline.validation.licence.reserve == 0)
    #expect(pipeline.validation.licence.partial)
    #expect(pipeline.validation.government.gov == .block)
    #expect(pipeline.validation.government.other == .warn)
    let destination = pipeline.darkWebID
    #expect(destination?.baseURL == "https://secure.darkwebid.com")
    #expect(destination?.requestsPerSecond == nil)
    let pipelines = folder.url.appending(path: "pipelines")
    #expect(destination?.password == .file(pipelines.appending(path: "password")))
    #expect(pipeline.state.path == folder.url.appending(path: "state/ledger.sqlite").path)
    #expect(pipeline.runs.path == folder.url.appending(path: "runs").path)
  }

  @Test("Everything that can be said is taken")
  func full() throws {
    let pipeline = try read(
      """
      name: all of it
      source: { pages: ../saved, organizations: { types: [Customer] } }
      mapping:
        spreadsheet: /abs/clients.xlsx
        sheet: Clients
        columns: { id: Key, import: Go }
        picklists: p.yaml
        aliases: answers.yaml
        unlisted: report
        domains: add
        defaults:
          - { types: Customer, names: ["*dental*"], industry: Healthcare }
          - { employee_count: 1-10 }
      validate:
        licence: { limit: 12, reserve: 3, partial: no, block: 25 }
        government:
          gov: allow
          other: block
          exceptions:
            - { organization: "7", gov: allow, reason: order of 2 May }
            - { organization: "8", gov: warn, other: block, reason: asked }
        existing: adopt
        domains:
          roll_up: yes
          look_alikes: block
          shared_hosts: warn
          public_suffix_list: suffixes.dat
        lists:
          sensitive: one.txt
          free_mail: [shipped, b.txt]
          vendors: []
      state: ${STATE}
      runs: r
      """, ["STATE": "/var/ledger"])
    #expect(pipeline.name == "all of it")
    #expect(
      pipeline.source
        == .pages(
          folder.url.appending(path: "saved"), .init(types: ["Customer"])))
    #expect(pipeline.mapping?.spreadsheet.path == "/abs/clients.xlsx")
    #expect(pipeline.mapping?.unlisted == .report)
    #expect(pipeline.mapping?.sheet == "Clients")
    #expect(pipeline.mapping?.columns == ["id": "Key", "import": "Go"])
    #expect(pipeline.mapping?.aliases.lastPathComponent == "answers.yaml")
    #expect(pipeline.mapping?.domains == .add)
    #expect(
      pipeline.mapping?.defaults == [
        .init(types: ["Customer"], names: ["*dental*"], industry: "Healthcare"),
        .init(employeeCount: "1-10"),
      ])
    #expect(pipeline.validation.licence.limit == .number(12))
    #expect(pipeline.validation.licence.reserve == 3)
    #expect(!pipeline.validation.licence.partial)
    #expect(pipeline.validation.government.gov == .allow)
    #expect(pipeline.validation.government.other == .block)
    let pipelines = folder.url.appending(path: "pipelines")
    #expect(
      pipeline.validation.lists == [
        .sensitive: [.file(pipelines.appending(path: "one.txt"))],
        .freeMail: [.shipped, .file(pipelines.appending(path: "b.txt"))], .vendors: [],
      ])
    #expect(pipeline.validation.licence.block == 25)
    #expect(
      pipeline.validation.government.exceptions == [
        .init(organization: "7", gov: .allow, reason: "order of 2 May"),
        .init(organization: "8", gov: .warn, other: .block, reason: "asked"),
      ])
    #expect(pipeline.validation.existing == .adopt)
    #expect(pipeline.validation.domains.rollUp)
    #expect(pipeline.validation.domains.lookAlikes == .block)
    #expect(pipeline.validation.domains.sharedHosts == .warn)
    #expect(
      pipeline.validation.domains.publicSuffixList == pipelines.appending(path: "suffixes.dat"))
    #expect(pipeline.destination == nil)
    #expect(pipeline.state.path == "/var/ledger")
    #expect(pipeline.runs.path == folder.url.appending(path: "pipelines/r").path)
    #expect(try Digest.of(file: pipeline.file) == pipeline.digest)
  }

  @Test(
    "A policy of one organization's own wants a reason, says something, and is given once",
    arguments: [
      ("{ organization: 7, gov: allow }", "reason is missing"),
      ("{ organization: 7, reason: why }", "is given no policy"),
      (
        "[{ organization: 7, gov: warn, reason: a }, { organization: 7, gov: warn, reason: b }]",
        "7 has an exception already"
      ),
    ])
  func exceptions(text: String, problem: String) throws {
    let error = try #require(throws: YAMLError.self) {
      try read(
        """
        name: x
        source: { pages: saved }
        validate:
          government:
            exceptions: \(text)
        """)
    }
    #expect(error.message.contains(problem), "\(error.message)")
  }

  @Test("What the mapping leaves out: the answers stand beside the pipeline, the cell replaces")
  func mappingDefaults() throws {
    let mapping = try read(
      "name: x\nsource: { pages: p }\n"
        + "mapping: { spreadsheet: a, picklists: b, defaults: { industry: Other } }\n"
    ).mapping
    #expect(
      mapping?.aliases.path
        == folder.url.appending(path: "pipelines/x.aliases.yaml").path)
    #expect(mapping?.domains == .replace)
    #expect(mapping?.defaults == [.init(industry: "Other")])
  }

  @Test(
    "A file that cannot be used is an error with its line and what is wrong there",
    arguments: [
      ("name: x\nsource: { pages: p }\nsorce: 1\n", 3, "unknown key “sorce”"),
      (itglue + "    page_sise: 1\n", 6, "unknown key “source.itglue.page_sise”"),
      (
        itglue + "    organizations: { type: [A] }\n", 6, "unknown key “source.itglue.organizations"
      ),
      (itglue + "    region: us\n", 4, "given twice: region"),
      ("name: x\nsource: { pages: p }\n1: a\n\"1\": b\n", 3, "given twice: 1"),
      (itglue + "    base_url: http://127.0.0.1\n", 4, "source.itglue.region and base_url"),
      (itglue + "    page_size: many\n", 6, "source.itglue.page_size is “many”: a whole number"),
      (itglue + "    page_size: 0\n", 6, "from 1 to 1000"),
      (itglue + "    page_size: 1001\n", 6, "from 1 to 1000"),
      (itglue + "    requests_per_5_minutes: 3001\n", 6, "from 1 to 3000"),
      (itglue + "    concurrency: 17\n", 6, "from 1 to 16"),
      (itglue + "    verify: thrice\n", 6, "one of once, twice"),
      (itglue + "    organizations: { limit: 0 }\n", 6, "of at least 1"),
      (
        itglue + "    organizations: { updated_since: soon }\n", 6,
        "source.itglue.organizations.updated_since is “soon”: a date is wanted"
      ),
      (itglue + "    page_size: [1]\n", 6, "source.itglue.page_size: one value is wanted"),
      (itglue + "    requests_per_5_minutes: 3001\n", 6, "from 1 to 3000"),
      (itglue + "    organizations: [A]\n", 6, "organizations: keys and values are wanted"),
      (itglue + "    organizations: { types: [[A]] }\n", 6, "types: one value is wanted"),
      ("name: x\nsource:\n  itglue: { region: xx, api_key: \"${K}\" }\n", 3, "one of us, eu, au"),
      ("name: x\nsource:\n  itglue: { region: us }\n", 3, "source.itglue.api_key is missing"),
      ("name: x\nsource:\n  itglue: { api_key: \"${K}\" }\n", 3, "region is missing"),
      ("name: x\nsource:\n  pages: p\n  itglue: { region: us }\n", 3, "one of them is wanted"),
      ("name: x\nsource: {}\n", 2, "source.itglue is missing"),
      ("name: x\nsource: pages\n", 2, "source: keys and values are wanted"),
      ("name: x\nsource:\n", 2, "source is missing"),
      ("name: x\n", 1, "source is missing"),
      ("source: { pages: p }\n", 1, "name is missing"),
      ("name: ''\nsource: { pages: p }\n", 1, "name is missing"),
      (itglue + "mapping: { spreadsheet: a }\n", 6, "mapping.picklists is missing"),
      (itglue + "mapping: { picklists: a }\n", 6, "mapping.spreadsheet is missing"),
      (itglue + "mapping: { spreadsheet: a, picklists: b, unlisted: drop }\n", 6, "skip, report"),
      (itglue + "mapping: { spreadsheet: a, picklists: b, domains: no }\n", 6, "replace, add"),
      (
        itglue + "mapping: { spreadsheet: a, picklists: b, defaults: { type: A } }\n", 6,
        "unknown key “mapping.defaults.type”"
      ),
      (itglue + "validate: { licence: { limit: -1 } }\n", 6, "a whole number of at least 0"),
      (itglue + "validate: { licence: { limit: all } }\n", 6, "a whole number of at least 0"),
      (itglue + "validate: { licence: { partial: maybe } }\n", 6, "true or false"),
      (itglue + "validate: { government: { gov: ask } }\n", 6, "one of block, allow, warn"),
      (
        itglue + "validate: { lists: { freemail: a } }\n", 6,
        "unknown key “validate.lists.freemail”"
      ),
      (itglue + "destination: {}\n", 6, "destination.darkwebid is missing"),
      (
        itglue + "destination:\n  worksheets: { account: A }\n", 7,
        "unknown key “destination.worksheets”"
      ),
      (
        itglue + destination + "  worksheet: { account: A }\n", 11,
        "destination.worksheet and destination.darkwebid: one of them is wanted"
      ),
      (
        itglue + numericLimit + "destination:\n  worksheet: {}\n", 8,
        "destination.worksheet.account is missing"
      ),
      (
        itglue + numericLimit + "destination:\n  worksheet: { account: ' ' }\n", 8,
        "destination.worksheet.account is missing"
      ),
      (
        itglue + numericLimit + "destination:\n  worksheet: { account: A, user: b }\n", 8,
        "unknown key “destination.worksheet.user”"
      ),
      (
        itglue + "destination:\n  worksheet: { account: A }\n", 7,
        "destination.worksheet has no account that tells the licence limit"
      ),
      (
        itglue + "validate: { licence: { limit: account } }\n"
          + "destination: { worksheet: { account: A } }\n", 7,
        "destination.worksheet has no account that tells the licence limit"
      ),
      (itglue + destination + "    poll_interval: -1\n", 11, "a number of seconds"),
      (itglue + destination + "    poll_interval: nan\n", 11, "a number of seconds"),
      (itglue + destination + "    pending_timeout: soon\n", 11, "a number of seconds"),
      (itglue + destination + "    requests_per_second: 0\n", 11, "from 1 to 1000"),
      ("- a\n- b\n", 1, "not a mapping"),
      ("", 1, "not a mapping"),
      ("name: x\nsource: [\n", 3, ""),
      ("name: \"x\n", 2, ""),
      ("? [a]\n: b\n", 1, "a key must be a word"),
    ])
  func errors(text: String, line: Int, problem: String) throws {
    let error = #expect(throws: YAMLError.self) { try read(text, ["KEY": "", "USER": ""]) }
    #expect(error?.problem.contains(problem) == true, "\(error?.problem ?? "none")")
    #expect(error?.line == line, "\(error?.message ?? "none")")
    #expect(error?.kind == .badInput)
    #expect(error?.message.hasPrefix(error?.file ?? "?") == true)
    #expect(error?.file.hasSuffix("/pipelines/x.yaml") == true)
  }

  @Test(
    "An unknown key is answered with the nearest one known there",
    arguments: [
      ("sorce: 1", "source"), ("mappings: 1", "mapping"), ("validation: 1", "validate"),
      ("run: 1", "runs"),
    ])
  func nearest(line: String, key: String) throws {
    let error = #expect(throws: YAMLError.self) {
      try read("name: x\nsource: { pages: p }\n\(line)\n")
    }
    #expect(error?.line == 3)
    #expect(
      error?.remedy
        == "did you mean “\(key)”? "
        + "known here: destination, locks, mapping, name, runs, shared_storage, source, state, transform, validate"
    )
  }

  @Test(
    "A variable is filled in; an empty or missing one takes the default",
    arguments: [
      ("${R:-us}", [:], "us"), ("${R:-us}", ["R": ""], "us"), ("${R:-us}", ["R": "eu"], "eu"),
      ("${R}", ["R": "au"], "au"), ("a${R}b${S}c", ["R": "1", "S": "2"], "a1b2c"),
      ("${R:-}", [:], ""), ("${R:-a:-b}", [:], "a:-b"), ("$R {R} $", ["R": "1"], "$R {R} $"),
      ("${R", ["R": "1"], "${R"), ("${R}", ["R": "${S}", "S": "no"], "${S}"),
    ] as [(String, [String: String], String)])
  func expansion(text: String, environment: [String: String], result: String) throws {
    #expect(try EnvironmentExpansion.expand(text, with: environment) == result)
  }

  @Test("A missing variable is named with its line")
  func missingVariable() throws {
    let error = #expect(throws: YAMLError.self) {
      try read("name: x\nsource:\n  pages: ${A:-a}/${PAGES_FOLDER}\n")
    }
    #expect(error?.line == 3)
    #expect(error?.problem == "source.pages needs ${PAGES_FOLDER}, which is not set")
    #expect(error?.remedy == "export PAGES_FOLDER=…")
  }

  @Test("The variables of secrets are not needed until the secret is")
  func lazySecrets() throws {
    let pipeline = try read(Self.itglue + Self.destination)
    #expect(pipeline.darkWebID?.user == .environment("USER"))
  }

  @Test(
    "A secret that stands in the file is refused with its line, and not repeated",
    arguments: [
      "hunter2", "\"hunter2\"", "${KEY:-hunter2}", "hunter2${KEY}", "${KEY}hunter2",
      "${KEY}hunter2${KEY}", "${hunter2-}", "[hunter2]", "{ a: hunter2 }", "|\n      hunter2",
      "\"${}\"", "\"${KEY\"",
    ])
  func literalSecret(value: String) throws {
    let text = "name: x\nsource:\n  itglue:\n    region: us\n    api_key: \(value)\n"
    let error = #expect(throws: YAMLError.self) { try read(text, ["KEY": "k"]) }
    #expect(error?.line == 5)
    #expect(error?.kind == .badInput)
    #expect(error?.problem.contains("source.itglue.api_key") == true)
    #expect(error?.remedy?.contains("api_key: ${NAME}") == true)
    var dumped = ""
    dump(error, to: &dumped)
    for text in [error.map { "\($0)" } ?? "", String(reflecting: error), dumped] {
      #expect(!text.contains("hunter2"), "\(text)")
    }
  }

  @Test("A secret comes from the environment or from a file, not from both")
  func secretTwice() throws {
    let error = #expect(throws: YAMLError.self) {
      try read(Self.itglue + "    api_key_file: key\n")
    }
    #expect(error?.line == 5)
    #expect(
      error?.problem == "give source.itglue.api_key or source.itglue.api_key_file, not both")
  }

  @Test("Seconds are taken to the millisecond")
  func durations() throws {
    for milliseconds in [0, 1, 300, 1001, 1999, 4035, 9007, 1_000_000_000] {
      let seconds = "\(milliseconds / 1000)." + String("\(1000 + milliseconds % 1000)".dropFirst())
      let pipeline = try read(Self.itglue + Self.destination + "    poll_interval: \(seconds)\n")
      #expect(pipeline.darkWebID?.pollInterval == .milliseconds(milliseconds))
    }
  }

  @Test("A file that is not there, or no text, is bad input")
  func unreadable() throws {
    let file = folder.url.appending(path: "none.yaml")
    let missing = #expect(throws: FileError.self) {
      try PipelineFile(file: file, environment: [:])
    }
    #expect(missing?.kind == .badInput)
    try Data([0x6E, 0xFF]).write(to: file)
    let binary = #expect(throws: YAMLError.self) {
      try PipelineFile(file: file, environment: [:])
    }
    #expect(binary?.problem == "not UTF-8")
  }
}
