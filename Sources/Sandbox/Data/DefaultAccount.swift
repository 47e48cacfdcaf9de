/// The IT Glue account that the sandbox holds when nothing else is asked for: the clients of an
/// invented service provider, with the flaws that real accounts have.
///
/// The names are invented, and every domain ends in `-sample` before its public suffix, so that no
/// company is meant. `samples/clients.csv` is the spreadsheet that goes with it, and
/// ``DefaultTenant`` the account on the other side.
enum DefaultAccount {
  /// The clients in the order of their ids.
  static let clients: [StoryClient] = [
    // The provider's own organization stands in its list like any client.
    StoryClient(
      "5310200", "Lanternfish IT", ["lanternfish-it-sample.com"], type: .internal,
      isPrimary: true),

    // Nothing special: these are simply imported.
    StoryClient(
      "5310211", "Harborview Dental",
      ["harborview-dental-sample.com", "harborviewdental-sample.net"],
      notes: "<p>Two practices, <b>one</b> mailbox</p>"),
    StoryClient("5310224", "Alder & Finch LLP", ["alder-finch-sample.com"]),
    StoryClient("5310238", #"Keystone "K2" Climbing, Inc."#, ["keystone-climbing-sample.com"]),
    StoryClient("5310245", "Müller Präzision GmbH", ["mueller-praezision-sample.com"]),
    // Odd white space here, and lower case in the spreadsheet.
    StoryClient("5310259", "Bright  Harbor Credit Union ", ["brightharbor-cu-sample.org"]),

    // Domains as people type them: an address of a page, upper case, a trailing dot.
    StoryClient(
      "5310263", "Tidewater Logistics",
      ["https://Www.Tidewater-Logistics-sample.com/contact", "tidewater-freight-sample.co.uk"]),
    StoryClient(
      "5310277", "Orchard Lane Veterinary",
      ["ORCHARD-LANE-VET-SAMPLE.COM", "orchardlanevets-sample.co.uk."]),
    // One good domain each, and one that must not be sent.
    StoryClient(
      "5310281", "Copperfield Accountants",
      ["copperfield-accountants-sample.co.uk", "not a domain"]
    ),
    StoryClient("5310296", "Juniper Street Bakery", ["juniperstreet-sample.com", "gmail.com"]),

    // Dark Web ID has something to say about these: held, failing at first, a protected domain,
    // a domain of a government. See `DefaultTenant`.
    StoryClient("5310302", "Stonebridge Surveyors", ["stonebridge-surveyors-sample.com"]),
    StoryClient("5310318", "Larkspur Pharmacy", ["larkspur-pharmacy-sample.com"]),
    StoryClient(
      "5310325", "Meridian Family Office",
      [
        "meridian-family-sample.com", "meridian-trust-sample.com", "meridian-office-sample.net",
      ]),
    StoryClient(
      "5310331", "City of Marlow Falls",
      ["marlowfalls-sample.gov", "marlowfalls-water-sample.org"]),

    // No domain at all.
    StoryClient("5310347", "Pinecrest Montessori School", []),
    // Two organizations of one name: the spreadsheet names them once, without an id.
    StoryClient("5310350", "Summit Physiotherapy", ["summit-physio-sample.com"]),
    StoryClient("5310366", "Summit Physiotherapy", ["summit-physio-north-sample.com"]),
    // A company and its subsidiary, with one domain entered under both.
    StoryClient(
      "5310372", "Westbrook Print & Sign",
      ["westbrook-print-sample.com", "westbrook-group-sample.com"]),
    StoryClient(
      "5310389", "Westbrook Property",
      ["westbrook-group-sample.com", "westbrook-property-sample.com"], parent: "5310372"),

    // Not selected: no type, another type, another status.
    StoryClient("5310394", "Fernhill Care Homes", ["fernhill-care-sample.org"], type: nil),
    StoryClient(
      "5310401", "Cobalt Networks Wholesale", ["cobalt-wholesale-sample.net"],
      type: .vendor),
    StoryClient(
      "5310415", "Old Mill Furniture", ["oldmill-furniture-sample.com"],
      status: .inactive),

    // Gaps in the spreadsheet: no Employee Count, a typo in the Industry, no row.
    StoryClient("5310428", "Silverlake Realty", ["silverlake-realty-sample.com"]),
    StoryClient("5310433", "Riverstone Foundry", ["riverstone-foundry-sample.com"]),
    StoryClient("5310440", "Quayside Hotel Group", ["quayside-hotels-sample.com"]),

    // Imported again, until the licences run short: two domains too many.
    StoryClient(
      "5310447", "Cedarwood Insurance Brokers",
      ["cedarwood-insurance-sample.com", "cedarwood-claims-sample.com"]),
    StoryClient("5310453", "Hollybank Solar", ["hollybank-solar-sample.io"]),
    StoryClient("5310462", "Greyfriars Chambers", ["greyfriars-chambers-sample.co.uk"]),
    StoryClient(
      "5310476", "Beacon Hill Tutors",
      ["beaconhill-tutors-sample.com", "beaconhill-tutors-sample.org"]),
    // An id beyond 2^53, which no floating-point number holds.
    StoryClient(
      "574989297464115201", "Thistledown Media",
      ["thistledown-media-sample.io", "thistledown-studio-sample.com"]),
  ]

  /// A domain that was left behind when its organization was deleted.
  static let orphan = (
    organizationID: "5310190", organization: "Foxglove Catering",
    domain: "foxglove-catering-sample.com"
  )

  /// The account as IT Glue serves it.
  static func catalogue() -> StoredCatalogue {
    var domains: [DomainRow] = []
    func add(_ name: String, _ organizationID: String, _ organizationName: String) {
      let number = domains.count
      // Domains were entered in batches of four: ties in the order of creation.
      let created = Timestamp(seconds: 1_735_722_000 + number / 4 * 7200)
      domains.append(
        DomainRow(
          id: "\(8_801_007 + number * 13)", organizationID: organizationID,
          organizationName: organizationName, name: name,
          registrar: number % 3 == 0 ? "Sample Registrar" : nil,
          expires: number % 4 == 0 ? nil : Timestamp(seconds: 1_830_297_600 + number * 86_400),
          created: created, updated: Timestamp(seconds: created.seconds + number * 3601)))
    }
    for client in clients {
      for domain in client.domains {
        add(domain, client.organization.id, client.organization.name)
      }
    }
    add(orphan.domain, orphan.organizationID, orphan.organization)
    return StoredCatalogue(
      organizations: clients.map { StoredCatalogue.Row($0.organization) },
      domains: domains.map(StoredCatalogue.Row.init))
  }
}
