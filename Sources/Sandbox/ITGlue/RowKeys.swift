/// What a row of IT Glue can be sorted and filtered by.
struct RowKeys: Sendable {
  /// The id, a number in decimal digits; in a saved page it may be anything.
  var id: String
  var name: String
  /// The organization that a domain belongs to.
  var organizationID: String?
  var typeID: String?
  var statusID: String?
  var created: Timestamp
  var updated: Timestamp

  /// Whether one id comes before another: by value, without ever making a number of it.
  static func idPrecedes(_ left: String, _ right: String) -> Bool {
    let (leftLength, rightLength) = (left.utf8.count, right.utf8.count)
    return leftLength == rightLength ? left < right : leftLength < rightLength
  }
}
