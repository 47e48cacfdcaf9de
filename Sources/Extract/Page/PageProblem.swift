package import Pipeline

/// Why the body of an answer is no page of an index.
package enum PageProblem: Error, Equatable {
  /// There is nothing in it.
  case empty
  /// It is something else than JSON: HTML of a proxy, for one.
  case notJSON
  /// It begins as JSON and does not end as such.
  case cut
  /// It is JSON, and no object.
  case notAnObject
  /// It tells of errors, whatever its status.
  case errors
  /// It has no `data`.
  case noData
  /// Its `data` is no list.
  case dataIsNoList
  /// It has no `meta`.
  case noMeta
  /// Its `meta` has something else than numbers in the place of numbers.
  case unusableMeta
  /// Its `meta` has no `total-count`.
  case noTotal
  /// A resource has no id; which one, from 1.
  case noID(row: Int)
  /// A resource has no attributes.
  case noAttributes(id: String)
  /// A resource is of another type; which one, from 1.
  case otherType(String, row: Int)

  /// True where asking again can help: the answer was hurt on its way.
  var isDamage: Bool { self == .empty || self == .cut }

  /// True where a person learns something from the beginning of the answer.
  var isWorthQuoting: Bool {
    switch self {
    case .notJSON, .notAnObject, .errors, .dataIsNoList: true
    default: false
    }
  }

  /// The problem in words.
  var text: String {
    switch self {
    case .empty: "it is empty"
    case .notJSON: "it is not JSON"
    case .cut: "its JSON is cut short or broken"
    case .notAnObject: "it is not a JSON object"
    case .errors: "it carries “errors”"
    case .noData: "it has no “data”"
    case .dataIsNoList: "its “data” is not a list"
    case .noMeta: "it has no “meta”"
    case .unusableMeta: "its “meta” is not what paging needs"
    case .noTotal: "its “meta” has no “total-count”"
    case .noID(let row): "resource \(row) of its “data” has no id"
    case .noAttributes(let id): "resource \(id) of its “data” has no attributes"
    case .otherType(let type, let row):
      "resource \(row) of its “data” is of the type “\(type)”"
    }
  }

  /// What a person does about it.
  var remedy: String {
    switch self {
    case .empty, .cut:
      "something on the way cuts answers short: check proxies, or set a smaller page_size"
    case .notJSON, .notAnObject:
      "check that the address is IT Glue's own and that no proxy or login page stands before it"
    case .errors: "see what it says; `glueport doctor` checks key and region"
    case .noData, .dataIsNoList, .noMeta, .unusableMeta, .noTotal, .noID, .noAttributes:
      "without it nobody can tell whether all rows are there: check that no proxy changes the "
        + "answers, and tell IT Glue's support"
    case .otherType: "check the address: these are pages of something else"
    }
  }
}

/// An answer or a file that should be a page and is none.
package struct PageError: Failure, Equatable {
  /// The index.
  package let endpoint: Endpoint
  /// The number of the page.
  package let page: Int
  /// Its URL, without the key, or its file.
  package let place: String
  /// What is wrong with it.
  package let problem: PageProblem
  /// The beginning of what came, where that helps a person.
  package var excerpt = ""
  /// Whether it is bad input, or a service that does not do its work.
  package let kind: FailureKind

  package var message: String {
    "page \(page) of \(endpoint.rawValue): \(problem.text)"
      + (excerpt.isEmpty ? "" : ": \(excerpt)") + " (\(place))"
  }
  package var remedy: String? { problem.remedy }
}
