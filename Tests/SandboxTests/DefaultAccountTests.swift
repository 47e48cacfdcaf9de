import Foundation
import TestSupport
import Testing

@testable import Sandbox

@Suite("The default data, and the spreadsheet that goes with it")
struct DefaultAccountTests {
  private static var sheet: String {
    get throws {
      let data = try Data(contentsOf: Repository.url.appending(path: "samples/clients.csv"))
      return String(decoding: data, as: UTF8.self)
    }
  }

  @Test("Every invented domain says that it is one")
  func domains() {
    let names = DefaultAccount.clients.flatMap(\.domains)
    let foreign = names.filter { !$0.lowercased().contains("-sample.") }
    #expect(foreign == ["not a domain", "gmail.com"])
    #expect(names.count == 42)
  }

  @Test("The clients stand in the order of their ids")
  func order() {
    let ids = DefaultAccount.clients.map(\.organization.id)
    #expect(ids == ids.sorted(by: RowKeys.idPrecedes))
    #expect(Set(ids).count == 30)
  }

  @Test("What Dark Web ID holds against some of them is about clients and domains that exist")
  func tenant() {
    let domains = Set(DefaultAccount.clients.flatMap(\.domains))
    let titles = Set(DefaultAccount.clients.map { $0.organization.name.lowercased() })
    #expect(DefaultTenant.sensitive.isSubset(of: domains))
    #expect(DefaultTenant.failingAtFirst.isSubset(of: domains))
    #expect(titles.isSuperset(of: DefaultTenant.held.keys))
    #expect(titles.isDisjoint(with: DefaultTenant.organizations.map { $0.title.lowercased() }))
  }

  @Test("Twenty-seven licences are free: two fewer than the good rows need")
  func licences() {
    let tenant = DefaultTenant.tenant(importTime: .zero)
    #expect(tenant.domainUsage == 6)
    #expect(tenant.domainLimit - tenant.domainUsage == 27)
  }

  @Test("The spreadsheet is one that Excel saved: BOM, CRLF, a line break inside quotes")
  func spreadsheet() throws {
    let sheet = try Self.sheet
    #expect(
      sheet.hasPrefix("\u{FEFF}IT Glue ID,Company,Employee Count,Industry,Priority,Notes\r\n"))
    #expect(sheet.hasSuffix("\r\n"))
    let breaks = sheet.unicodeScalars.filter { $0 == "\n" }.count
    let returns = sheet.unicodeScalars.filter { $0 == "\r" }.count
    #expect(breaks - returns == 1)
    #expect(sheet.contains("\r\n,,,,,\r\n"))
  }

  @Test("Every id in the spreadsheet is that of a client")
  func spreadsheetIDs() throws {
    let ids = try Self.sheet.split(separator: "\r\n").dropFirst()
      .compactMap { $0.split(separator: ",", omittingEmptySubsequences: false).first }
      .filter { !$0.isEmpty && $0.allSatisfy(\.isNumber) }.map(String.init)
    #expect(ids.count == 15)
    #expect(Set(ids).isSubset(of: DefaultAccount.clients.map(\.organization.id)))
  }
}
