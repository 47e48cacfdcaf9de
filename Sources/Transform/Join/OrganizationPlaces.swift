package import Pipeline

/// Where each organization stands in IT Glue's list, from 0.
package struct OrganizationPlaces: Sendable {
  /// How many organizations there are.
  package private(set) var count = 0
  private var numbers: [UInt64: UInt32] = [:]
  // Nearly no id is anything but a number.
  private var texts: [String: UInt32] = [:]

  package init() {}

  /// Adds the next organization. Of two with one id the first one counts.
  package mutating func add(_ id: RecordID) {
    let place = UInt32(clamping: count)
    count += 1
    switch id {
    case .number(let number): if numbers[number] == nil { numbers[number] = place }
    case .text(let text): if texts[text] == nil { texts[text] = place }
    }
  }

  /// The place of an organization; nil where it is not in the list.
  package subscript(id: RecordID) -> Int? {
    switch id {
    case .number(let number): numbers[number].map(Int.init)
    case .text(let text): texts[text].map(Int.init)
    }
  }
}
