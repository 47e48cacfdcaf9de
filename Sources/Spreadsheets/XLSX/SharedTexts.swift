/// The texts that cells refer to by their number, which is how Excel saves text.
final class SharedTexts: XMLHandler {
  private(set) var all: [String] = []
  private var run = TextRun()

  func begin(_ element: String, _ attributes: XMLAttributes) {
    if element == "si" { run = TextRun() }
    run.begin(element)
  }

  func text(_ bytes: UnsafeRawBufferPointer) { run.add(bytes) }

  func end(_ element: String) {
    run.end(element)
    if element == "si" { all.append(run.text) }
  }
}

/// A text that may be made of runs with formats of their own. How it is pronounced does not count.
struct TextRun {
  private var bytes: [UInt8] = []
  private var isInText = false
  private var isInPhonetic = false

  mutating func begin(_ element: String) {
    if element == "t" { isInText = true }
    if element == "rPh" { isInPhonetic = true }
  }

  mutating func add(_ text: UnsafeRawBufferPointer) {
    if isInText, !isInPhonetic { bytes.append(contentsOf: text) }
  }

  mutating func end(_ element: String) {
    if element == "t" { isInText = false }
    if element == "rPh" { isInPhonetic = false }
  }

  /// The text. Characters that XML cannot hold are written `_x000D_`.
  var text: String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.contains("_x") else { return text }
    return text.replacing(/_x([0-9A-Fa-f]{4})_/) { match in
      guard let value = UInt16(match.1, radix: 16), let scalar = Unicode.Scalar(value) else {
        return String(match.0)
      }
      return String(scalar)
    }
  }
}
