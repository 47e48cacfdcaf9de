/// A key, a user name or a password. It never prints itself.
package struct Secret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The value itself: for the header of a request and for nothing else.
  package let value: String

  package init(_ value: String) {
    self.value = value
  }

  package var description: String { "[secret]" }
  package var debugDescription: String { "[secret]" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
