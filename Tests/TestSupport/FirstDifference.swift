/// Where two files of lines differ for the first time; nil where they are the same.
package func firstDifference(_ quick: String, _ long: String) -> String? {
  if quick.utf8.elementsEqual(long.utf8) { return nil }
  let lines = [quick, long].map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
  let place = zip(lines[0], lines[1]).prefix { $0.utf8.elementsEqual($1.utf8) }.count
  let shown = lines.map { place < $0.count ? "\($0[place])" : "the end" }
  return "line \(place + 1)\nquick: \(shown[0])\nlong:  \(shown[1])"
}
