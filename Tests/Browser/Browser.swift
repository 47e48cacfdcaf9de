import Foundation
import HTTPTransport
import Pipeline

/// Debian's Chromium without a window, driven by its own driver over WebDriver (W3C).
struct Browser {
  private let exchange: NetworkExchange
  private let origin: Origin
  private let session: String

  /// Whether the browser and its driver are there.
  static let isThere = [driverPath, "/usr/bin/chromium"].allSatisfy {
    FileManager.default.isExecutableFile(atPath: $0)
  }
  private static let driverPath = "/usr/bin/chromedriver"

  /// Starts a browser, and ends it behind `body`.
  ///
  /// - Parameters:
  ///   - width: The width of the page, in CSS pixels.
  ///   - isDark: Whether the person prefers dark colours.
  static func with(
    width: Int = 1600, isDark: Bool = false, _ body: @Sendable (Browser) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "glueport-browser-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let log = folder.appending(path: "driver.log")
    try Data().write(to: log)
    let driver = Process()
    driver.executableURL = URL(filePath: driverPath)
    driver.arguments = ["--port=0"]
    driver.standardOutput = try FileHandle(forWritingTo: log)
    driver.standardError = FileHandle.nullDevice
    driver.environment = ["PATH": "/usr/bin:/bin", "HOME": folder.path, "TMPDIR": folder.path]
    try driver.run()
    defer { if driver.isRunning { kill(driver.processIdentifier, SIGKILL) } }
    let origin = try Origin("http://127.0.0.1:\(try await port(in: log, of: driver))")
    try await NetworkExchange.with { exchange in
      let browser = try await Browser(exchange, origin, profile: folder.appending(path: "profile"))
      try await browser.developer(
        "Emulation.setDeviceMetricsOverride",
        ["width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": false])
      try await browser.developer(
        "Emulation.setEmulatedMedia",
        ["features": [["name": "prefers-color-scheme", "value": isDark ? "dark" : "light"]]])
      var failure: (any Error)?
      do { try await body(browser) } catch { failure = error }
      // The driver ends its browser, and then itself.
      _ = try? await send("/shutdown", [:], exchange, origin)
      while driver.isRunning { try await Task.sleep(for: .milliseconds(10)) }
      if let failure { throw failure }
    }
  }

  private init(_ exchange: NetworkExchange, _ origin: Origin, profile: URL) async throws {
    self.exchange = exchange
    self.origin = origin
    let begun = try await Self.send("/session", Self.capabilities(profile), exchange, origin)
    guard let session = (begun as? [String: Any])?["sessionId"] as? String else {
      throw BrowserError(text: "no session: \(begun)")
    }
    self.session = session
  }

  /// Opens a file.
  func open(_ file: URL) async throws {
    try await post("url", ["url": file.absoluteString])
  }

  /// Runs a script in the page; its value must be JSON.
  @discardableResult
  func run(_ script: String) async throws -> Any {
    try await post("execute/sync", ["script": script, "args": [Any]()])
  }

  /// Clicks on the first element of a selector, as a person would.
  func click(_ selector: String) async throws {
    try await post("element/\(element(selector))/click", [:])
  }

  /// Types into the element that has the focus.
  func type(_ text: String) async throws {
    let actions = text.flatMap { character in
      ["keyDown", "keyUp"].map { ["type": $0, "value": String(character)] }
    }
    try await post("actions", ["actions": [["type": "key", "id": "keys", "actions": actions]]])
  }

  /// The messages of the page's console, and the addresses that were asked for.
  func logs() async throws -> (console: [String], requests: [String]) {
    func entries(_ type: String) async throws -> [String] {
      let value = try await post("se/log", ["type": type])
      return (value as? [[String: Any]] ?? []).compactMap { $0["message"] as? String }
    }
    let console = try await entries("browser")
    let requests = try await entries("performance").compactMap { text -> String? in
      let entry = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      let message = entry?["message"] as? [String: Any]
      guard message?["method"] as? String == "Network.requestWillBeSent" else { return nil }
      let parameters = message?["params"] as? [String: Any]
      // The browser's own first page is none of ours.
      guard (parameters?["documentURL"] as? String)?.hasPrefix("file:") == true else { return nil }
      return (parameters?["request"] as? [String: Any])?["url"] as? String
    }
    return (console, requests)
  }

  private func element(_ selector: String) async throws -> String {
    let found = try await post("element", ["using": "css selector", "value": selector])
    guard let id = (found as? [String: String])?.values.first else {
      throw BrowserError(text: "there is no \(selector)")
    }
    return id
  }

  private func developer(_ command: String, _ parameters: [String: Any]) async throws {
    try await post("goog/cdp/execute", ["cmd": command, "params": parameters])
  }

  @discardableResult
  private func post(_ path: String, _ body: [String: Any]) async throws -> Any {
    try await Self.send("/session/\(session)/\(path)", body, exchange, origin)
  }

  private static func capabilities(_ profile: URL) -> [String: Any] {
    [
      "capabilities": [
        "alwaysMatch": [
          "goog:chromeOptions": [
            "binary": "/usr/bin/chromium",
            "args": [
              "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
              "--no-first-run", "--user-data-dir=\(profile.path)",
            ],
          ],
          "goog:loggingPrefs": ["browser": "ALL", "performance": "ALL"],
        ]
      ]
    ]
  }

  /// The port that the driver says it listens on.
  private static func port(in log: URL, of driver: Process) async throws -> Int {
    // Minutes on a machine that is busy with all the other tests.
    for _ in 0..<12_000 {
      let text = try String(contentsOf: log, encoding: .utf8)
      if let match = text.firstMatch(of: /successfully on port ([0-9]+)/), let port = Int(match.1) {
        return port
      }
      guard driver.isRunning else { throw BrowserError(text: "the driver ended: \(text)") }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw BrowserError(text: "the driver does not say its port")
  }

  private static func send(
    _ path: String, _ body: [String: Any], _ exchange: NetworkExchange, _ origin: Origin
  ) async throws -> Any {
    let bytes = Array(try JSONSerialization.data(withJSONObject: body))
    let response = try await exchange.send(
      HTTPRequest(.post, path, body: bytes), to: origin, headers: [])
    let answer =
      try JSONSerialization.jsonObject(with: Data(response.body)) as? [String: Any]
    let value = answer?["value"] ?? NSNull()
    if response.status != 200 {
      let message = (value as? [String: Any])?["message"] as? String
      throw BrowserError(text: message ?? "HTTP \(response.status)")
    }
    return value
  }
}

/// The browser or its driver does not do what a test wants.
struct BrowserError: Error {
  var text: String
}
