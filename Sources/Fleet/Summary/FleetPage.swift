package import Foundation
private import Mustache
internal import Pipeline
internal import Report

/// What became of all partners as one page that stands by itself: nothing is loaded from elsewhere,
/// which its Content-Security-Policy makes sure of. Each partner leads to the report of its run.
package struct FleetPage {
  private struct Content {
    let headline: String
    let made: String
    let since: String?
    let partners: [Partner]
    let totals: [String]
    let style: String
    let styleDigest: String
  }

  private struct Partner {
    let name: String
    let standing: String
    let tone: String
    let report: String?
    let numbers: [String]
    let remark: String
  }

  private let fleet: FleetSummary
  private let made: String
  private let folder: URL?

  /// - Parameters:
  ///   - made: When and by what the page was made, in words.
  ///   - folder: The folder that the page is for; its links are relative to it. Nil for no links.
  package init(_ fleet: FleetSummary, made: String, in folder: URL?) {
    self.fleet = fleet
    self.made = made
    self.folder = folder?.standardizedFileURL
  }

  /// The page.
  ///
  /// - Throws: What the template library finds wrong with the template, which is a defect.
  package func text() throws -> String {
    let style = String(decoding: PackageResources.summary_css, as: UTF8.self)
    let content = Content(
      headline: fleet.verdict, made: made, since: fleet.since,
      partners: fleet.partners.map(partner), totals: totals, style: style,
      styleDigest: Digest.of(style).policySource)
    let template = String(decoding: PackageResources.summary_mustache, as: UTF8.self)
    return try MustacheTemplate(string: template).render(content)
  }

  private var totals: [String] {
    let licences = fleet.partners.compactMap { $0.summary?.licences }.reduce(0, +)
    return (fleet.counts.numbers + [licences]).map(String.init)
  }

  private func partner(_ partner: PartnerSummary) -> Partner {
    let cells = partner.counts.map { $0.numbers.map(String.init) }
    let licences = partner.summary?.licences.map(String.init) ?? ""
    return Partner(
      name: partner.partner, standing: partner.standing.rawValue,
      tone: "\(partner.standing.tone)", report: report(of: partner),
      numbers: (cells ?? FleetCounts.titles.map { _ in "" }) + [licences], remark: partner.remark)
  }

  /// Where the report of a partner's run is, from the page's folder.
  private func report(of partner: PartnerSummary) -> String? {
    guard let folder, let summary = partner.summary else { return nil }
    let report = URL(filePath: summary.directory).appending(path: "report/report.html")
    guard FileBytes.size(of: report) != nil else { return nil }
    let from = folder.pathComponents
    let to = report.standardizedFileURL.pathComponents
    let common = zip(from, to).prefix { $0 == $1 }.count
    let steps = Array(repeating: "..", count: from.count - common) + to[common...]
    return steps.map { $0.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? $0 }
      .joined(separator: "/")
  }
}
