internal import Pipeline

/// The domain licences that a run may still take.
struct Licences: Sendable, Equatable {
  /// The licences that were free before the first one was taken; nil for no limit.
  let free: Int?
  /// The licences that are left; nil for no limit.
  private(set) var left: Int?

  init(free: Int?) {
    self.free = free
    self.left = free
  }

  /// How many of `wanted` licences are granted.
  ///
  /// - Parameter partial: Whether fewer than all of them are any use.
  func granted(_ wanted: Int, partial: Bool) -> Int {
    let fitting = min(wanted, left ?? wanted)
    return partial || fitting == wanted ? fitting : 0
  }

  /// Takes licences that were granted.
  mutating func take(_ count: Int) {
    left = left.map { max(0, $0 - count) }
  }
}

/// What the organizations of a plan want of the licences, in plan order, and what more of them would
/// bring.
struct LicenceDemand: Sendable, Equatable {
  /// The settings and the account's counters.
  let settings: PipelineFile.Validation.Licence
  let account: World.Licence
  /// How many organizations are planned at most; nil for all.
  let places: Int?
  private var wanted: [Wanted] = []
  /// So many steps are told at most; where more blocks are short, a step is several blocks.
  private static let mostSteps = 10

  init(
    _ settings: PipelineFile.Validation.Licence, _ account: World.Licence, places: Int? = nil
  ) {
    self.settings = settings
    self.account = account
    self.places = places
  }

  /// The licences that may be taken; nil for no limit.
  var free: Int? { settings.free(in: account) }

  /// Notes what the next organization in plan order wants.
  ///
  /// - Parameter isPlannedWithout: Whether it is planned even if it gets no licence.
  mutating func add(_ count: Int, isPlannedWithout: Bool) {
    wanted.append(Wanted(domains: Int32(clamping: count), isPlannedWithout: isPlannedWithout))
  }

  /// The figures of the plan's header.
  var forecast: LicenceForecast {
    let now = granted(free)
    let all = granted(nil)
    let short = all.domains - now.domains
    var forecast = LicenceForecast(
      limit: settings.limit(in: account), used: account.used, reserve: settings.reserve, free: free,
      wanted: all.domains,
      planned: now.domains, short: short, steps: [])
    guard short > 0, let free else { return forecast }
    let blocks = (short + settings.block - 1) / settings.block
    let step = (blocks + Self.mostSteps - 1) / Self.mostSteps * settings.block
    var more = step
    while true {
      let then = granted(free + more)
      forecast.steps.append(
        LicenceForecast.Step(
          licences: more, domains: then.domains - now.domains,
          organizations: then.organizations - now.organizations))
      if then == all { return forecast }
      more += step
    }
  }

  /// How many domains, and how many organizations with all that they want, so many licences pay for.
  private func granted(_ free: Int?) -> Granted {
    var licences = Licences(free: free)
    var result = Granted()
    var places = places ?? .max
    for organization in wanted where places > 0 {
      let wanted = Int(organization.domains)
      let granted = licences.granted(wanted, partial: settings.partial)
      guard granted > 0 || organization.isPlannedWithout else { continue }
      licences.take(granted)
      places -= 1
      result.domains += granted
      if granted == wanted { result.organizations += 1 }
    }
    return result
  }

  /// What one organization wants.
  private struct Wanted: Equatable {
    // In few bytes, for there may be millions.
    var domains: Int32
    var isPlannedWithout: Bool
  }

  private struct Granted: Equatable {
    var domains = 0
    var organizations = 0
  }
}
