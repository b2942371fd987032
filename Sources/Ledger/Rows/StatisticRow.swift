package import Messaging

/// Messages of a task that are alike, counted: the running counters that reports are made of (SPEC STAT).
package struct StatisticRow: Sendable, Equatable {
  /// Hours since 1970-01-01 by the clock of the task's zone.
  package var hour: Int
  /// Their outcome, as the codes are numbered; nil: taken by the carrier, and no receipt has come.
  package var status: UInt8?
  package var region: Region?
  package var messages = 0
  package var segments = 0
  /// Items that were billed.
  package var billed = 0
  /// Millionths of the currency.
  package var cost = 0
  /// Messages whose link was followed.
  package var clicks = 0

  package init(hour: Int, status: UInt8?, region: Region?) {
    self.hour = hour
    self.status = status
    self.region = region
  }
}

/// Which tasks' messages a report counts; nil: all.
package struct StatisticFilter: Sendable {
  /// The first and the last hour.
  package var hours: ClosedRange<Int>
  package var application: String?
  package var template: String?
  package var signature: String?
  package var type: String?
  package var region: Region?
  /// Whether only messages count that have a link.
  package var hasLink: Bool?

  package init(hours: ClosedRange<Int>) { self.hours = hours }
}

/// What the messages of a task have in common.
package struct StatisticTask: Sendable, Equatable {
  package var number: Int
  package var name: String
  package var application: String
  package var template: String
  package var signature: String
  package var type: String
}
