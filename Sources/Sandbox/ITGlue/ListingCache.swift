/// Keeps the last few listings, so that a walk in pages sorts and filters once.
actor ListingCache {
  private let catalogue: any Catalogue
  private var listings: [(query: ListingQuery, listing: Listing)] = []

  init(_ catalogue: any Catalogue) {
    self.catalogue = catalogue
  }

  /// The rows that a query finds.
  func listing(_ query: ListingQuery) -> Listing {
    if let known = listings.first(where: { $0.query == query }) { return known.listing }
    let listing = Listing(query, in: catalogue)
    if listings.count == 16 { listings.removeFirst() }
    listings.append((query, listing))
    return listing
  }
}
