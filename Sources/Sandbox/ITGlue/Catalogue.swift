/// What IT Glue holds, readable row by row: written down, saved earlier, or made up on demand.
protocol Catalogue: Sendable {
  /// How many rows a collection has.
  func count(of collection: ITGlueCollection) -> Int

  /// What a row can be found by.
  func keys(of collection: ITGlueCollection, at index: Int) -> RowKeys

  /// Appends the row's JSON: one resource.
  func append(_ collection: ITGlueCollection, at index: Int, to text: inout String)

  /// Whether organizations stand in the order of their ids and domains in that of their creation,
  /// so that the two bulk walks need no sorting.
  var isInOrder: Bool { get }
}
