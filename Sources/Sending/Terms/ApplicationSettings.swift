package import Messaging

/// What sends, and what it may do (SPEC 1, RULE): every limit of the rules is a setting of it.
package struct ApplicationSettings: Sendable, Equatable, Codable {
  /// The application of a workspace that names none.
  package static let standardName = "default"

  package var name = standardName
  package var isEnabled = true
  /// Billed items bought altogether; nil: not counted.
  package var packageItems: Int?
  package var daily = DailyLimits()
  /// Messages to other countries in a natural day where `daily.international` says nothing (SPEC ADMIN-6).
  ///
  /// nil: no quota. It holds where there is a ledger.
  package var internationalQuota: Int? = 100
  /// Where it may send to; nil: everywhere.
  package var countries: [Region]?
  package var frequency = FrequencyLimits()
  package var hours = MarketingHours()
  /// nil in the records of tasks that were planned before there were alarms.
  package var alarms: AlarmSettings? = AlarmSettings()

  package init(name: String = standardName) { self.name = name }

  /// Messages in a natural day; nil: no limit (SPEC RULE-1, ADMIN-5).
  package struct DailyLimits: Sendable, Equatable, Codable {
    package var total: Int?
    package var mainland: Int?
    package var international: Int?
    package var byRegion: [Region: Int] = [:]

    package init() {}
  }

  /// Messages to one number (SPEC RULE-4); nil: no limit.
  package struct FrequencyLimits: Sendable, Equatable, Codable {
    /// The most that a limit of messages to a number may be.
    package static let maximum = 250

    /// Seconds in which a number gets the same text once.
    package var sameContentSeconds: Int? = 30
    package var hour: Int?
    package var day: Int? = 2
    /// What carriers take for a number in a day, whoever sends it.
    package var carrierMarketing: Int? = 3
    package var carrierOther: Int? = 10
  }

  /// When marketing messages go to the mainland (SPEC RULE-3), in seconds since midnight.
  package struct MarketingHours: Sendable, Equatable, Codable {
    package var first = 8 * 3_600
    /// The last second of the window.
    package var last = 22 * 3_600 - 1

    package init() {}

    package init(first: Int, last: Int) {
      self.first = first
      self.last = last
    }

    package func contain(_ second: Int) -> Bool { (first...last).contains(second) }
  }
}
