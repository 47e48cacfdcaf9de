/// Something that is not as the profile says, without any value of a customer.
struct Mismatch: Sendable, Equatable {
  /// What is not as the profile says, and what is there instead.
  var text: String
  /// What to change in the profile.
  var remedy: String
  /// True where a run would fail of it, or take something for what it is not.
  var isFatal = true
}
