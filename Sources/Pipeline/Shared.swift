/// A value that tasks side by side look at, without each look counting anew all that it refers to.
package final class Shared<Value: Sendable>: Sendable {
  /// The value.
  package let value: Value

  package init(_ value: Value) {
    self.value = value
  }
}
