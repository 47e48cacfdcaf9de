/// A name in the form that names are compared in: trimmed, white space folded, case ignored.
package struct FoldedName: Sendable, Hashable {
  /// The folded form.
  package let text: String

  package init(_ name: String) {
    text = name.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }
}
