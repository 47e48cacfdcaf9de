private import CUnistring
internal import Pipeline

/// Names that are taken for others: letters of several scripts in one label, or letters of one that
/// all look like Latin ones.
///
/// Source: UTS 39, the level “highly restrictive”; the look-alikes are those of its table of
/// confusables that are one letter for one.
enum LookAlike {
  /// Why a name can be mistaken; nil where it cannot, which is so for every name in ASCII.
  static func finding(in name: DomainName) -> String? {
    guard name.isEncoded else { return nil }
    let readable = name.unicode
    guard readable != name.text else { return nil }
    let labels = readable.split(separator: ".")
    for label in labels {
      let scripts = scripts(in: label)
      if !isOneWriting(scripts) {
        return "“\(label)” in “\(readable)” mixes \(scripts.sorted().joined(separator: " and "))"
      }
      if let script = scripts.first, disguised.contains(script), isDisguise(label) {
        return "all letters of “\(label)” in “\(readable)” are \(script) and look Latin"
      }
    }
    return nil
  }

  /// The scripts of a label's letters; digits and hyphens are of none.
  private static func scripts(in label: Substring) -> Set<String> {
    var scripts: Set<String> = []
    for scalar in label.unicodeScalars {
      guard let script = uc_script(scalar.value)?.pointee.name else { continue }
      scripts.insert(String(cString: script))
    }
    return scripts.subtracting(["Common", "Inherited"])
  }

  /// Japanese, Chinese and Korean are written in several scripts, and with Latin letters among them.
  private static func isOneWriting(_ scripts: Set<String>) -> Bool {
    scripts.count < 2 || writings.contains { scripts.isSubset(of: $0) }
  }

  private static func isDisguise(_ label: Substring) -> Bool {
    label.unicodeScalars.allSatisfy { $0.isASCII || latinLooking.contains($0) }
  }

  private static let writings: [Set<String>] = [
    ["Latin", "Han", "Hiragana", "Katakana"], ["Latin", "Han", "Bopomofo"],
    ["Latin", "Han", "Hangul"],
  ]
  private static let disguised: Set<String> = ["Cyrillic", "Greek"]
  // Cyrillic, then Greek.
  private static let latinLooking = Set("асԁеһіјӏорԛѕԝхуѵгьпԍꙇαινορυκγχ".unicodeScalars)
}
