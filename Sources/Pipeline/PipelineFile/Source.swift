package import struct FoundationEssentials.URL

extension PipelineFile {
  /// Where the organizations and domains come from.
  package enum Source: Sendable, Equatable {
    /// The API of IT Glue.
    case itglue(ITGlue)
    /// Pages of the API, saved earlier: `organizations/*.json` and `domains/*.json` in a folder; and
    /// the organizations to select.
    case pages(URL, Selection)

    /// Which organizations are wanted.
    package var selection: Selection {
      switch self {
      case .pages(_, let selection): selection
      case .itglue(let settings): settings.organizations
      }
    }

    init(_ section: inout YAMLMapping) throws {
      let pages = try section.url("pages")
      let itglue = try section.mapping("itglue")
      var organizations = pages == nil ? nil : try section.mapping("organizations")
      let selection = try Selection(&organizations)
      try section.finish()
      switch (pages, itglue) {
      case (let pages?, nil): self = .pages(pages, selection)
      case (nil, var itglue?): self = .itglue(try ITGlue(&itglue))
      case (_?, _?): throw section.error("and source.itglue: one of them is wanted", at: "pages")
      case (nil, nil): throw section.missing("itglue")
      }
    }
  }

  /// The API of IT Glue and what to take from it.
  package struct ITGlue: Sendable, Equatable {
    /// The vendor's data centres.
    package enum Region: String, Sendable, CaseIterable {
      case us, eu, au

      /// The region's address, as the vendor documents it.
      package var baseURL: String {
        switch self {
        case .us: "https://api.itglue.com"
        case .eu: "https://api.eu.itglue.com"
        case .au: "https://api.au.itglue.com"
        }
      }
    }

    /// The service's address: of the region, or of `base_url`.
    package var baseURL: String
    /// The API key.
    package var apiKey: SecretReference
    /// The organizations to select.
    package var organizations: Selection
    /// Rows a page, from 1 to 1000.
    package var pageSize: Int
    /// The share of the account's 3000 requests in 5 minutes that this program takes.
    package var requestsPer5Minutes: Int
    /// How many pages are fetched side by side.
    package var concurrency: Int
    /// How often an index is walked before its rows are trusted.
    package var verify: Verification

    /// How often an index is walked before its rows are trusted.
    package enum Verification: String, Sendable, CaseIterable {
      /// Its rows come to its own total, which held still.
      case once
      /// Two walks in a row found the same rows besides.
      case twice
    }

    package init(
      baseURL: String, apiKey: SecretReference, organizations: Selection = Selection(),
      pageSize: Int = 500, requestsPer5Minutes: Int = 2400, concurrency: Int = 4,
      verify: Verification = .once
    ) {
      self.baseURL = baseURL
      self.apiKey = apiKey
      self.organizations = organizations
      self.pageSize = pageSize
      self.requestsPer5Minutes = requestsPer5Minutes
      self.concurrency = concurrency
      self.verify = verify
    }

    init(_ section: inout YAMLMapping) throws {
      let region = try section.choice("region", of: Region.self)
      // What stands in for IT Glue at another address may bear more than IT Glue does.
      var mostRequests = 3000
      switch (region, try section.string("base_url")) {
      case (let region?, nil): baseURL = region.baseURL
      case (nil, let url?):
        baseURL = url
        mostRequests = 1_000_000
      case (_?, _?): throw section.error("and base_url: one of them is wanted", at: "region")
      case (nil, nil): throw section.missing("region")
      }
      guard let key = try section.secret("api_key") else {
        throw section.missing("api_key")
      }
      apiKey = key
      var selection = try section.mapping("organizations")
      organizations = try Selection(&selection)
      pageSize = try section.integer("page_size", in: 1...1000) ?? 500
      requestsPer5Minutes =
        try section.integer("requests_per_5_minutes", in: 1...mostRequests) ?? 2400
      concurrency = try section.integer("concurrency", in: 1...16) ?? 4
      verify = try section.choice("verify", of: Verification.self) ?? .once
      try section.finish()
    }
  }
}
