import Foundation
import Testing

@testable import Starter

@Suite("What glueport init tells")
struct StarterReportTests {
  private func text(_ folder: String, from current: String, program: String = "glueport") -> String
  {
    StarterReport(StarterFolder(URL(filePath: folder)), current: current, program: program).text
  }

  @Test("Each file by a path that leads there, and a way into the folder first")
  func elsewhere() {
    let text = text("/home/me/on boarding", from: "/home/me")
    for file in StarterFile.all {
      #expect(
        text.contains("\non boarding/\(file.path)  ")
          || text.hasPrefix("on boarding/\(file.path)  "))
    }
    #expect(text.contains("  cd 'on boarding'\n"))
  }

  @Test("In the folder itself there is nowhere to go")
  func here() {
    let text = text("/home/me", from: "/home/me")
    #expect(text.hasPrefix("onboard.yaml  "))
    #expect(!text.contains("  cd "))
  }

  @Test(
    "The commands call the program as it is found from the folder",
    arguments: [
      ("glueport", "glueport"), (".build/debug/glueport", "/home/me/.build/debug/glueport"),
      ("/opt/my tools/glueport", "'/opt/my tools/glueport'"),
    ])
  func program(called: String, told: String) {
    let text = text("/home/me/x", from: "/home/me", program: called)
    #expect(text.contains("  \(told) doctor onboard.yaml\n"))
    #expect(text.contains("  \(told) mapping template onboard.yaml --output clients.xlsx\n"))
    #expect(text.contains("  \(told) run onboard.yaml --dry-run\n"))
  }

  @Test(
    "Every variable without a default is exported, and the spreadsheet is the one that is named")
  func matchesThePipeline() throws {
    let file = try #require(StarterFile.all.first { $0.path == StarterFile.pipeline })
    let content = String(decoding: file.content, as: UTF8.self)
    let lines = content.split(separator: "\n").filter { !$0.hasPrefix("#") }.joined(separator: "\n")
    let names = lines.matches(of: /\$\{([A-Z_]+)\}/).map { String($0.1) }
    #expect(names.count == 3)
    let told = text("/home/me/x", from: "/home/me")
    for name in names { #expect(told.contains("\(name)=…")) }
    #expect(lines.contains("-clients.xlsx}"))
  }
}
