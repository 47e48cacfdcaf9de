/// Fetches pages side by side and hands them over one by one, in their order.
struct PageFeed {
  /// What follows a page.
  enum Step {
    /// The next page; those up to `last` are known to be there and may be fetched ahead.
    case onward(last: Int)
    /// Nothing: what was fetched ahead is dropped.
    case stop
  }

  /// How many pages are fetched, or wait for those before them, at most.
  let width: Int
  let fetch: @Sendable (Int) async throws -> Page

  /// - Parameters:
  ///   - first: The first page.
  ///   - last: The last page that is known to be there.
  ///   - take: Gets a page and its number.
  /// - Throws: What `take` throws; and what `fetch` throws, once all pages before were taken.
  func run(
    from first: Int, through last: Int, take: (Page, Int) throws -> Step
  ) async throws {
    try await withThrowingTaskGroup(of: Fetched.self) { group in
      var next = first
      var asked = first - 1
      var last = max(first, last)
      var waiting: [Int: Fetched] = [:]
      while true {
        while asked < last, asked + 1 < next + width {
          asked += 1
          let number = asked
          group.addTask { await fetched(number) }
        }
        guard let arrived = try await group.next() else { return }
        waiting[arrived.number] = arrived
        while let page = try waiting.removeValue(forKey: next)?.result.get() {
          guard case .onward(let known) = try take(page, next) else {
            group.cancelAll()
            return
          }
          next += 1
          last = max(next, known)
        }
      }
    }
  }

  /// A page that was fetched, or why it was not. No tuple: with Swift 6.3 a tuple of a number and a
  /// `Result` left the group with another number in optimized builds.
  private struct Fetched: Sendable {
    var number: Int
    var result: Result<Page, any Error>
  }

  private func fetched(_ number: Int) async -> Fetched {
    do {
      return Fetched(number: number, result: .success(try await fetch(number)))
    } catch {
      return Fetched(number: number, result: .failure(error))
    }
  }
}
