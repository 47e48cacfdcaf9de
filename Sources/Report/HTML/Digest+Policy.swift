private import FoundationEssentials
package import Pipeline

extension Digest {
  /// As the Content-Security-Policy of a page names what may stand in it.
  package var policySource: String { "sha256-" + Data(bytes).base64EncodedString() }
}
