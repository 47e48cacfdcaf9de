internal import FoundationEssentials

/// What is sent and received, as `docs/darkwebid.md` describes it, its fields called as the profile
/// says. What is not needed is not read.
enum Wire {
  struct Reseller: DecodableWithConfiguration {
    var id: String
    var usage: Int?
    var limit: Int?

    init(from decoder: any Decoder, configuration fields: ProfileFields) throws {
      let names = fields.reseller
      let container = try decoder.container(keyedBy: FieldName.self)
      id = try container.decode(String.self, forKey: FieldName(names.id))
      usage = try container.decodeIfPresent(WholeNumber.self, forKey: FieldName(names.usage))?.value
      limit = try container.decodeIfPresent(WholeNumber.self, forKey: FieldName(names.limit))?.value
    }
  }

  struct OrganizationPage: DecodableWithConfiguration {
    var list: [Organization]

    init(from decoder: any Decoder, configuration fields: ProfileFields) throws {
      let container = try decoder.container(keyedBy: FieldName.self)
      list = try container.decode(
        [Organization].self, forKey: FieldName(fields.list), configuration: fields)
    }
  }

  struct Organization: DecodableWithConfiguration {
    var id: String
    var title: String?
    var status: String?
    var industry: String?
    var employeeCount: String?
    var domains: [Domain]

    init(from decoder: any Decoder, configuration fields: ProfileFields) throws {
      let names = fields.organization
      let container = try decoder.container(keyedBy: FieldName.self)
      id = try container.decode(String.self, forKey: FieldName(names.id))
      title = try container.decodeIfPresent(String.self, forKey: FieldName(names.title))
      status = try container.decodeIfPresent(String.self, forKey: FieldName(names.status))
      industry = try container.looseText(names.industry)
      employeeCount = try container.looseText(names.employeeCount)
      domains =
        try container.decodeIfPresent(
          [Domain].self, forKey: FieldName(names.domains), configuration: fields) ?? []
    }
  }

  struct Domain: DecodableWithConfiguration {
    var name: String
    var status: String?
    var reason: String?

    init(from decoder: any Decoder, configuration fields: ProfileFields) throws {
      let names = fields.domain
      let container = try decoder.container(keyedBy: FieldName.self)
      name = try container.decode(String.self, forKey: FieldName(names.name))
      status = try container.decodeIfPresent(String.self, forKey: FieldName(names.status))
      reason = try container.looseText(names.reason)
    }
  }

  struct Problem: DecodableWithConfiguration {
    var code: String?
    var message: String?

    init(from decoder: any Decoder, configuration fields: ProfileFields) throws {
      let names = fields.problem
      var container = try decoder.container(keyedBy: FieldName.self)
      if !names.object.isEmpty {
        container = try container.nestedContainer(
          keyedBy: FieldName.self, forKey: FieldName(names.object))
      }
      code = try container.looseText(names.code)
      message = try container.looseText(names.message)
    }
  }

  struct NewOrganization: Encodable {
    var title: String
    var industry: String
    var employeeCount: String
    var domains: [String]
    var names: ProfileFields.Create

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: FieldName.self)
      try container.encode(title, forKey: FieldName(names.title))
      try container.encode(industry, forKey: FieldName(names.industry))
      try container.encode(employeeCount, forKey: FieldName(names.employeeCount))
      try container.encode(domains, forKey: FieldName(names.domains))
    }
  }

  struct AddedDomains: Encodable {
    var domains: [String]
    var names: ProfileFields.Update

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: FieldName.self)
      try container.encode(domains, forKey: FieldName(names.domains))
    }
  }
}

/// A field by the name that the profile gives it.
private struct FieldName: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(_ name: String) {
    stringValue = name
  }

  init?(stringValue: String) {
    self.init(stringValue)
  }

  init?(intValue: Int) { nil }
}

extension KeyedDecodingContainer where Key == FieldName {
  /// A text that some answers carry as a number; anything else is passed over, for nothing that is
  /// sent depends on it.
  fileprivate func looseText(_ name: String) throws -> String? {
    let key = FieldName(name)
    return (try? decodeIfPresent(String.self, forKey: key))
      ?? (try? decodeIfPresent(Int.self, forKey: key)).map(String.init)
  }
}

/// A number that some answers carry as text.
private struct WholeNumber: Decodable {
  var value: Int

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int.self) {
      value = number
    } else if let number = Int(try container.decode(String.self)) {
      value = number
    } else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no whole number")
    }
  }
}
