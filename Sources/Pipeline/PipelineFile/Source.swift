package import struct FoundationEssentials.URL

extension PipelineFile {
  /// Where the organizations and domains come from.
  package enum Source: Sendable, Equatable {
    /// The API of IT Glue.
    case itglue(ITGlue)
    /// Pages of the API, saved earlier: `organizations/*.json` and `domains/*.json` in a folder; and
    /// the organizations to select.
    case pages(URL, Selection)

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

    init(_ section: inout YAMLMapping) throws {
      let region = try section.choice("region", of: Region.self)
      switch (region, try section.string("base_url")) {
      case (let region?, nil): baseURL = region.baseURL
      case (nil, let url?): baseURL = url
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
      requestsPer5Minutes = try section.integer("requests_per_5_minutes", in: 1...3000) ?? 2400
      try section.finish()
    }
  }

  /// Which organizations are wanted. Those that are not are carried through and marked.
  package struct Selection: Sendable, Equatable, Codable {
    /// The types, by name and whatever the case; nil for all.
    package var types: [String]?
    /// The statuses, by name and whatever the case; nil for all.
    package var statuses: [String]?
    /// The ids that are left out.
    package var exclude: [String]

    package init(types: [String]? = nil, statuses: [String]? = nil, exclude: [String] = []) {
      self.types = types
      self.statuses = statuses
      self.exclude = exclude
    }

    init(_ given: inout YAMLMapping?) throws {
      self.init()
      guard var section = given else { return }
      types = try section.strings("types")
      statuses = try section.strings("statuses")
      exclude = try section.strings("exclude") ?? []
      try section.finish()
    }
  }
}
