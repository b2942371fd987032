/// What an application's alarm contacts are told of (SPEC ADMIN-4).
package enum AlarmEvent: String, Sendable, CaseIterable, Codable {
  /// Messages that frequency limits stopped.
  case frequency
  /// A day's count that has passed its warning, or its limit.
  case overLimit
  /// A signature, template or qualification that was reviewed.
  case review
  /// A package that is nearly used up, or is.
  case package
  /// Verification codes that are many, fail, or grow (SPEC ADMIN-9).
  case codeAbuse
}

/// When an application raises alarms, and whom they are for (SPEC ADMIN-4, ADMIN-5, ADMIN-6, ADMIN-9).
package struct AlarmSettings: Sendable, Equatable, Codable {
  /// Contacts that an application may have.
  package static let contactLimit = 5

  /// Counts of a natural day that are warned of, below their limits; nil: none.
  package var daily = ApplicationSettings.DailyLimits()
  /// Billed items left of the package at which is warned; nil: only when it is used up.
  package var packageLeft: Int?
  package var codes = CodeAbuse()
  /// What each contact is told of; without any, alarms are kept all the same.
  package var contacts: [String: [AlarmEvent]] = [:]

  package init() {}

  /// Verification messages of an hour: an alarm is raised when all that are set are passed; nil: not set.
  package struct CodeAbuse: Sendable, Equatable, Codable {
    /// More messages than these.
    package var messages: Int?
    /// A share of successful ones, of those with a receipt, below this.
    package var success: Double?
    /// Growth on the same hour of the day before above this; 1 is twice as many.
    package var growth: Double?

    /// Messages of an hour below which shares and growth say nothing, where no number of messages is set.
    package static let least = 20

    package init() {}
  }
}
