import Testing

@testable import Sandbox

@Suite("Fault specifications")
struct FaultSpecTests {
  @Test("A piece is service:fault[=ARG][xTIMES][@AFTER]")
  func pieces() throws {
    let spec = try FaultSpec("itglue:429=none x*@3 , darkwebid:500-after".filter { $0 != " " })
    #expect(
      spec.rules == [
        FaultRule(service: .itglue, kind: .tooManyRequests, times: nil, after: 3),
        FaultRule(service: .darkwebid, kind: .failedAfter, times: 1),
      ])
    #expect(try FaultSpec("itglue:slow=250x4").rules.first?.number == 250)
    #expect(try FaultSpec("itglue:502@2x3").rules == FaultSpec("itglue:502x3@2").rules)
  }

  @Test("Nothing is no fault", arguments: ["", " ", ",", " , "])
  func empty(text: String) throws {
    #expect(try FaultSpec(text).rules.isEmpty)
  }

  @Test(
    "Titles may hold anything; a backslash takes a meaning away",
    arguments: [
      ("hold=Larkspur Pharmacy", "Larkspur Pharmacy", 1),
      (#"hold=Keystone "K2" Climbing\, Inc.x3"#, #"Keystone "K2" Climbing, Inc."#, 3),
      (#"hold=Ape\x2"#, "Apex2", 1), ("hold=Apex@work", "Apex@work", 1),
      ("hold=a=b:c", "a=b:c", 1),
    ])
  func titles(text: String, title: String, times: Int) throws {
    let rule = try #require(try FaultSpec("darkwebid:\(text)").rules.first)
    #expect(rule.title == title)
    #expect(rule.times == times)
  }

  @Test(
    "What cannot be read is named, with what is known",
    arguments: [
      ("429", "fault '429': no service: write itglue:FAULT or darkwebid:FAULT"),
      ("itglu:429", "fault 'itglu:429': unknown service 'itglu': itglue or darkwebid"),
      ("itglue:slow", "fault 'itglue:slow': 'slow=' wants a number of milliseconds, 0 or more"),
      (
        "itglue:slow=-1",
        "fault 'itglue:slow=-1': 'slow=' wants a number of milliseconds, 0 or more"
      ),
      ("itglue:500=3", "fault 'itglue:500=3': '500' takes no argument"),
      ("itglue:429=soon", "fault 'itglue:429=soon': '429=' wants seconds for Retry-After, or none"),
      ("darkwebid:hold", "fault 'darkwebid:hold': 'hold=' wants the title of an organization"),
      (
        "darkwebid:taken=0",
        "fault 'darkwebid:taken=0': 'taken=' wants a number of licences, 1 or more"
      ),
      ("itglue:500x0", "fault 'itglue:500x0': x0 would never strike"),
    ])
  func problems(text: String, message: String) {
    #expect(throws: FaultSpecError.self) { try FaultSpec(text) }
    do {
      _ = try FaultSpec("darkwebid:lost,\(text)")
    } catch {
      #expect(error.description == message)
    }
  }

  @Test("An unknown fault names those of its service")
  func unknownFault() {
    do {
      _ = try FaultSpec("itglue:lost")
      Issue.record("lost is a fault of Dark Web ID only")
    } catch {
      #expect(error.problem.hasPrefix("itglue has no fault 'lost': 429, 500,"))
      #expect(!error.problem.contains("hide-pending"))
    }
  }

  @Test("Too large a number of times is no licence to strike for ever")
  func hugeTimes() {
    #expect(throws: FaultSpecError.self) { try FaultSpec("itglue:500x99999999999999999999") }
  }

  @Test("The manual explains every fault", arguments: FaultKind.allCases)
  func manual(kind: FaultKind) {
    #expect(FaultManual.text.contains("\n  \(kind.rawValue)"))
  }

  @Test("The manual names every page of the sandbox's own", arguments: SandboxPage.allCases)
  func manualPages(page: SandboxPage) {
    #expect(FaultManual.text.contains("\n  \(page.method) \(page.path) "))
  }

  @Test("The manual fits a terminal")
  func manualWidth() {
    let lines = FaultManual.text.split(separator: "\n").filter { $0.hasPrefix("  ") }
    #expect(lines.allSatisfy { $0.count < 80 })
  }
}
