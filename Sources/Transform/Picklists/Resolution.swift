/// What a cell means in a picklist.
package enum Resolution: Sendable, Equatable {
  /// The cell is empty.
  case empty
  /// A value of the picklist.
  case value(String)
  /// Nothing in the picklist; perhaps this value was meant, which a person must say.
  case unknown(nearest: String?)
}
