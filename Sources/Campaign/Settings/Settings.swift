package import Carrier
package import Messaging

/// The settings of a workspace, from its `broadsheet.yaml`.
///
/// Every one has a default, so that no file is needed.
package struct Settings: Sendable {
  /// IANA name of the time zone in which times are shown and days are counted.
  package var timeZone = "Asia/Shanghai"
  package var numberCheck = NumberCheck.possible
  package var prices = PriceTable()
  package var segments = SegmentRules.standard
  package var simulator = SimulatorSettings()

  /// The file's name in the workspace.
  package static let fileName = "broadsheet.yaml"

  package init() {}

  /// Reads a file of settings; what it does not say keeps its default.
  ///
  /// - Throws: `CampaignError.invalidFile` with the line of an unknown key or a bad value.
  package init(path: String) throws(CampaignError) {
    var file = try YAMLFile(path).section()
    timeZone = try file.string("timeZone") ?? timeZone
    guard Zone(timeZone) != nil else {
      throw file.problem("timeZone", "must be a time zone such as Asia/Shanghai, not “\(timeZone)”")
    }
    numberCheck = try file.choice("numbers") ?? numberCheck
    if var section = try file.section("prices") { try read(prices: &section) }
    if var section = try file.section("segments") { try read(segments: &section) }
    if var section = try file.section("simulator") { try read(simulator: &section) }
    try file.finish()
  }

  private mutating func read(prices section: inout YAMLFile.Section) throws(CampaignError) {
    for (key, value, line) in try section.entries() {
      if key == "currency" {
        prices.currency = value
        continue
      }
      guard let price = Money(value) else {
        throw .invalidFile(
          path: section.path, line: line,
          problem: "\(key): must be a price such as 0.045, not “\(value)”.")
      }
      if key == "other" {
        prices.standard = price
      } else {
        prices.byRegion[try Self.region(key, line: line, path: section.path)] = price
      }
    }
  }

  private mutating func read(segments section: inout YAMLFile.Section) throws(CampaignError) {
    segments.billing = try section.choice("billing") ?? segments.billing
    let bounds = 8...1_000
    segments.unicode.single =
      try section.integer("unicodeSingle", in: bounds) ?? segments.unicode.single
    segments.unicode.each = try section.integer("unicodeEach", in: bounds) ?? segments.unicode.each
    segments.gsm.single = try section.integer("gsmSingle", in: bounds) ?? segments.gsm.single
    segments.gsm.each = try section.integer("gsmEach", in: bounds) ?? segments.gsm.each
    if var prefixes = try section.section("prefixUnits") {
      for (key, value, line) in try prefixes.entries() {
        guard let units = Int(value), (0...60).contains(units) else {
          throw .invalidFile(
            path: section.path, line: line,
            problem: "\(key): must be a whole number from 0 to 60, not “\(value)”.")
        }
        segments.prefixUnits[try Self.region(key, line: line, path: section.path)] = units
      }
    }
    try section.finish()
  }

  private mutating func read(simulator section: inout YAMLFile.Section) throws(CampaignError) {
    if let seed = try section.integer("seed", in: 0...Int.max) { simulator.seed = UInt64(seed) }
    simulator.rate = try section.integer("rate", in: 1...1_000_000) ?? simulator.rate
    if var inner = try section.section("mainland") {
      try Self.read(&simulator.mainland, from: &inner)
    }
    if var inner = try section.section("international") {
      try Self.read(&simulator.international, from: &inner)
    }
    if var regions = try section.section("regions") {
      for (key, inner, line) in try regions.sections() {
        let region = try Self.region(key, line: line, path: section.path)
        var behaviour = key == "CN" ? simulator.mainland : simulator.international
        var inner = inner
        try Self.read(&behaviour, from: &inner)
        simulator.byRegion[region] = behaviour
      }
    }
    if var mix = try section.section("refusals") {
      simulator.refusals = try Self.mix(&mix, ofRefusals: true)
    }
    if var mix = try section.section("failures") {
      simulator.failures = try Self.mix(&mix, ofRefusals: false)
    }
    if var numbers = try section.section("testNumbers") {
      for (key, value, line) in try numbers.entries() {
        guard let digits = UInt64(key.drop { $0 == "+" }), let status = StatusCode(code: value)
        else {
          let codes = StatusCode.allCases.map { "\($0.code)" }.joined(separator: ", ")
          throw .invalidFile(
            path: section.path, line: line,
            problem: "a test number is a number with its country code, and one of \(codes).")
        }
        simulator.testNumbers[E164(digits: digits)] = status
      }
    }
    try section.finish()
  }

  private static func read(
    _ behaviour: inout SimulatorSettings.Behaviour, from section: inout YAMLFile.Section
  ) throws(CampaignError) {
    behaviour.refused = try section.number("refused", in: 0...1) ?? behaviour.refused
    behaviour.failed = try section.number("failed", in: 0...1) ?? behaviour.failed
    behaviour.missing = try section.number("missing", in: 0...1) ?? behaviour.missing
    behaviour.delayMedian =
      try section.number("delayMedian", in: 0.1...86_400) ?? behaviour.delayMedian
    behaviour.delaySpread = try section.number("delaySpread", in: 0...3) ?? behaviour.delaySpread
    guard behaviour.refused + behaviour.failed + behaviour.missing <= 1 else {
      throw section.problem("failed", "refused, failed and missing are over 1 together")
    }
    try section.finish()
  }

  /// Codes with their weights; those that are not named do not occur.
  private static func mix(
    _ section: inout YAMLFile.Section, ofRefusals: Bool
  ) throws(CampaignError) -> [SimulatorSettings.Weighted] {
    var mix: [SimulatorSettings.Weighted] = []
    for (key, value, line) in try section.entries() {
      guard let status = StatusCode(code: key), status != .delivered,
        status.isRefusal == ofRefusals,
        let weight = Double(value), weight >= 0, weight.isFinite
      else {
        let codes = StatusCode.allCases.filter { $0 != .delivered && $0.isRefusal == ofRefusals }
        throw .invalidFile(
          path: section.path, line: line,
          problem:
            "a mix is a weight for each of \(codes.map { "\($0.code)" }.joined(separator: ", ")).")
      }
      mix.append(SimulatorSettings.Weighted(status, weight))
    }
    guard mix.contains(where: { $0.weight > 0 }) else {
      throw .invalidFile(path: section.path, line: nil, problem: "a mix needs a weight over 0.")
    }
    return mix
  }

  private static func region(_ key: String, line: Int?, path: String) throws(CampaignError)
    -> Region
  {
    guard let region = Region(code: key) else {
      throw .invalidFile(
        path: path, line: line, problem: "“\(key)” is not a region; use codes such as CN or MY.")
    }
    return region
  }
}
