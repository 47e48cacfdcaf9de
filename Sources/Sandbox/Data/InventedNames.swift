/// Company names made of words, no two alike for the first three million.
struct InventedNames: Sendable {
  let seed: UInt64

  /// The name, and the beginning of the domains that go with it.
  func company(at index: Int) -> (name: String, slug: String) {
    let combinations = Self.firsts.count * Self.trades.count * Self.places.count * Self.ends.count
    // A step that shares no factor with the number of combinations visits each of them once.
    let start = Int(truncatingIfNeeded: seed & 0xFFFF)
    var place = (index % combinations * 2_345_677 + start) % combinations
    func pick<Word>(_ words: [Word]) -> Word {
      defer { place /= words.count }
      return words[place % words.count]
    }
    let first = pick(Self.firsts)
    let trade = pick(Self.trades)
    let town = pick(Self.places) + pick(Self.ends)
    let round = index / combinations
    let number = round == 0 ? "" : " \(round + 1)"
    return (
      "\(first.name) \(trade.name) of \(town)\(number)", "\(first.slug)-\(trade.slug)"
    )
  }

  private typealias Word = (name: String, slug: String)

  private static let firsts: [Word] =
    [
      "Alder", "Amberley", "Ashgrove", "Beacon", "Birchwood", "Bluebell", "Bramble", "Brightwater",
      "Briar", "Cedar", "Clearwater", "Clover", "Copper", "Coral", "Crestline", "Dovetail",
      "Eastgate",
      "Elmwood", "Ember", "Fairview", "Falcon", "Fernbank", "Flint", "Foxglove", "Glenfield",
      "Goldcrest", "Granite", "Greenway", "Harbor", "Hawthorn", "Hazel", "Heron", "Highland",
      "Holly",
      "Ironbridge", "Ivy", "Juniper", "Kestrel", "Kingfisher", "Lakeside", "Larch", "Lighthouse",
      "Linden", "Maple", "Meadow", "Millstone", "Northstar", "Oakridge", "Orchard", "Osprey",
      "Pebble", "Pinecrest", "Redwood", "Ridgeway", "Rowan", "Sandstone", "Silverbirch", "Skylark",
      "Sterling", "Summit", "Thornbury",
    ].map { ($0, $0.lowercased()) } + [
      ("Müller", "mueller"), ("Café Lumière", "cafe-lumiere"), ("Señorío", "senorio"),
    ]

  private static let trades: [Word] = [
    "Accountants", "Architects", "Bakery", "Brewing", "Builders", "Cabinets", "Care", "Catering",
    "Chambers", "Chemists", "Clinics", "Components", "Dental", "Electrical", "Energy",
    "Engineering",
    "Farms", "Foods", "Freight", "Furniture", "Glass", "Hotels", "Insurance", "Kitchens", "Law",
    "Logistics", "Media", "Motors", "Nurseries", "Opticians", "Pharmacy", "Physiotherapy",
    "Plumbing", "Property", "Roofing", "Schools", "Surveyors", "Textiles", "Travel", "Veterinary",
  ].map { ($0, $0.lowercased()) }

  private static let places: [String] = [
    "Alder", "Ash", "Barrow", "Beck", "Bly", "Bram", "Brook", "Cald", "Carr", "Chil", "Cold",
    "Cran", "Dun", "Eck", "Elm", "Fair", "Farn", "Gars", "Glas", "Hart", "Has", "Haw", "Holm",
    "Ings", "Kel", "Kirk", "Lang", "Led", "Lin", "Mar", "Mel", "Mil", "Nor", "Oak", "Old", "Pem",
    "Pres", "Rad", "Ram", "Rother", "Rush", "Sal", "Shel", "Stan", "Thorn", "Wal", "Wen", "Whit",
  ]

  private static let ends: [String] = [
    "beck", "borough", "bourne", "bridge", "bury", "by", "cliff", "combe", "cote", "dale", "den",
    "don", "field", "ford", "gate", "ham", "hurst", "ington", "leigh", "ley", "low", "mere",
    "minster", "mouth", "over", "port", "ridge", "stead", "thorpe", "ton", "wick", "worth",
  ]
}
