/// IT Glue: reads a request, answers it.
struct ITGlueService: Sendable {
  private let catalogue: any Catalogue
  private let listings: ListingCache
  private let key: String
  private let gate: FaultGate

  init(catalogue: any Catalogue, key: String, gate: FaultGate) {
    self.catalogue = catalogue
    self.key = key
    self.gate = gate
    listings = ListingCache(catalogue)
  }

  /// The answer to a request, as the armed faults leave it.
  func respond(to request: SandboxRequest) async throws -> SandboxAnswer {
    let isIndex = [["organizations"], ["domains"]].contains(request.components)
    let faults = await gate.admit(.init(service: .itglue, isIndex: isIndex))
    return try await faults.delivering(service: .itglue) {
      faults.isOverLimit
        ? .gateway(429, "Too Many Requests") : await answer(request, faults: faults)
    }
  }

  private func answer(_ request: SandboxRequest, faults: FaultsInForce) async -> SandboxAnswer {
    guard request.headers["x-api-key"] == key else { return .forbidden }
    guard request.method == "GET" else { return .itglueNoSuchPage }
    if let name = request.query.duplicate {
      return .itglueError(422, title: "Duplicate Parameters Specified", detail: name)
    }
    let path = request.components.map(String.init)
    guard let collection = ITGlueCollection.allCases.first(where: { $0.path == path.first }) else {
      return .itglueNoSuchPage
    }
    switch (collection, path.count) {
    case (_, 1):
      return await page(ListingQuery(collection, request.query), request, faults)
    case (.organizations, 2):
      return await resource(ListingQuery(.organizations, id: path[1]))
    case (.organizations, 4) where path[2] == "relationships" && path[3] == "domains":
      return await page(ListingQuery(domainsOf: path[1]), request, faults)
    default:
      return .itglueNoSuchPage
    }
  }

  private func resource(_ query: ListingQuery) async -> SandboxAnswer {
    let listing = await listings.listing(query)
    guard listing.count > 0 else {
      return .itglueError(404, title: "Record not found", detail: "No such record")
    }
    var body = "{\"data\":"
    catalogue.append(query.collection, at: listing.place(at: 0), to: &body)
    return .itglue(body + "}")
  }

  private func page(
    _ query: ListingQuery, _ request: SandboxRequest, _ faults: FaultsInForce
  ) async -> SandboxAnswer {
    let listing = await listings.listing(
      faults.has(.ignoreFilter) ? query.withoutFilters : query)
    // The first row has gone, is not there yet, or stands at the end.
    let isFirstGone = (faults.has(.drift) || faults.has(.appear)) && listing.count > 0
    let isFirstLast = faults.has(.move) && listing.count > 0
    var numbers = PageNumbers(request.query, total: listing.count - (isFirstGone ? 1 : 0))
    if let most = faults[.tooLarge]?.number, numbers.size > most { return .timeoutText }
    if faults.has(.repeatFirstPage) {
      numbers = PageNumbers(number: 1, size: numbers.size, total: numbers.total)
    }
    var rows = ""
    rows.reserveCapacity(numbers.rows.count * 640)
    for row in numbers.rows {
      if row > numbers.rows.lowerBound { rows += "," }
      let index = isFirstGone || isFirstLast ? (row + 1) % listing.count : row
      let place = listing.place(at: index)
      if faults.has(.noAttributes), row == numbers.rows.lowerBound {
        let id = catalogue.keys(of: query.collection, at: place).id
        rows += "{\"id\":\(JSONText.quoted(id))}"
      } else {
        catalogue.append(query.collection, at: place, to: &rows)
      }
    }
    var body = faults.has(.dataObject) ? "{\"data\":{}" : "{\"data\":[\(rows)]"
    if !faults.has(.noMeta) { body += ",\"meta\":\(numbers.meta(faults))" }
    if !faults.has(.noLinks) {
      let base = "http://\(request.host)\(request.path)"
      body += ",\"links\":\(numbers.links(base: base, query: request.query))"
    }
    return .itglue(body + "}")
  }
}
