extension Unicode.Scalar {
  /// True for white space; quick for what is ASCII, as nearly all of it is.
  var isWhite: Bool {
    switch value {
    case 0x09...0x0D, 0x20: true
    case ..<0x80: false
    default: properties.isWhitespace
    }
  }
}
