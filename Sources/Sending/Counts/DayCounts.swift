package import Messaging

/// Messages of an application in one natural day: what daily limits and their warnings look at.
package struct DayCounts: Sendable, Equatable {
  package var mainland = 0
  package var international = 0
  package var byRegion: [Region: Int] = [:]
  package var total: Int { mainland + international }

  package init() {}

  /// Adds messages to a region; nil: nobody knows which, but it is abroad.
  package mutating func add(_ messages: Int, to region: Region?) {
    if region == .mainland { mainland += messages } else { international += messages }
    if let region { byRegion[region, default: 0] += messages }
  }
}
