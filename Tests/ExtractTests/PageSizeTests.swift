import HTTPTransport
import Pipeline
import TestSupport
import Testing

@testable import Extract

@Suite("Pages that take too long")
struct PageSizeTests {
  @Test("A smaller page leaves no row out and is about half as large, whatever the sizes")
  func divides() {
    for size in 1...1000 {
      for page in [1, 2, 3, 7, 50] {
        let position = Walk.Position(nextPage: page, pageSize: size)
        guard let smaller = PageSize.smaller(than: position) else {
          #expect(size < 20)
          continue
        }
        let (begin, end) = ((smaller.nextPage - 1) * smaller.pageSize, (page - 1) * size)
        #expect(begin <= end && end - begin < smaller.pageSize)
        #expect(smaller.pageSize >= max(10, size / 4) && smaller.pageSize <= size / 2)
        if size.isMultiple(of: 2) { #expect(smaller.pageSize == size / 2) }
      }
    }
  }

  @Test(
    "They are halved until they come in time, and no row is lost or doubled",
    arguments: [(500, 70), (125, 30), (1000, 999), (40, 40), (97, 50)])
  func halved(size: Int, largest: Int) async throws {
    let fixture = try WalkFixture()
    let source = SampleIndex(1...1203, size: size, largest: largest, slowFrom: 400)
    let (_, position) = try await fixture.run(source)
    #expect(try fixture.ids() == Array(1...1203))
    #expect(position.round == 1)
    #expect(position.repeated == 0)
    #expect(position.pageSize <= largest)
    let notes = fixture.events.filter { if case .note = $0 { true } else { false } }
    #expect(notes.isEmpty == (size <= largest))
  }

  @Test("Stopped after they were halved, the walk goes on with the smaller ones")
  func resumed() async throws {
    let fixture = try WalkFixture()
    let source = SampleIndex(1...300, size: 100, largest: 30) { _, request in
      if request == 12 { throw SampleIndex.Stopped() }
    }
    await #expect(throws: SampleIndex.Stopped.self) { try await fixture.run(source) }
    #expect(fixture.position.pageSize == 25)
    try await fixture.run(source)
    #expect(try fixture.ids() == Array(1...300))
  }

  @Test("Where even small pages take too long it is an error that says so, and can be resumed")
  func tooSlow() async throws {
    let fixture = try WalkFixture()
    let source = SampleIndex(1...300, size: 100, largest: 5)
    let error = await #expect(throws: ServiceError.self) { try await fixture.run(source) }
    #expect(error?.kind == .unavailable)
    #expect(error?.message.contains("takes too long") == true)
    #expect(fixture.position.pageSize == 12)
  }
}
