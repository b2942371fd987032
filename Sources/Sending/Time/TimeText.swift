/// Times as users and systems write them: `2026-11-20 19:30:05`, ISO 8601, and others that have one meaning.
///
/// ```swift
/// try TimeText.read("2026-11-20T02:30:00.000Z", zone: .china).milliseconds  // 1795141800000
/// TimeText.parse("2026年11月20日 9:05", zone: .china)
/// TimeText.parse("03/04/2026", zone: .china)  // nil: March or April?
/// ```
package enum TimeText {
  /// What a text means.
  package struct Reading: Sendable, Equatable {
    /// Since 1970.
    package var milliseconds: Int
    /// What a change of the zone's clock made of it; nil: nothing, or it has an offset of its own.
    package var change: Zone.ClockChange?
  }

  /// Why a text is no time.
  package enum Fault: Error, Equatable, CustomStringConvertible {
    case notATime
    case noSuchDay
    /// Day and month could be either.
    case ambiguous

    package var description: String {
      switch self {
      case .notATime:
        "is no time; write it as “2026-11-20 19:30:05”, with “+08:00” behind for an offset"
      case .noSuchDay: "names a day that there is not"
      case .ambiguous: "may be two days; write the year first, as in “2026-11-20”"
      }
    }
  }

  /// Reads a time.
  ///
  /// - Parameters:
  ///   - text: in which white space and what nobody sees about it do not count.
  ///   - zone: of a time without an offset of its own; one that is no day of it is moved.
  /// - Returns: the moment, from 1970.
  /// - Throws: `Fault`, for text that is no time, or could be two.
  package static func read(_ text: String, zone: Zone) throws(Fault) -> Reading {
    var grammar = TimeGrammar(text)
    switch try grammar.time() {
    case .moment(let milliseconds): return Reading(milliseconds: milliseconds)
    case .civil(let time):
      let local = time.date.days * 86_400 + time.second
      if let offset = time.offset {
        return Reading(milliseconds: (local - offset) * 1_000 + time.millisecond)
      }
      let (seconds, change) = zone.moment(local: local)
      return Reading(milliseconds: seconds * 1_000 + time.millisecond, change: change)
    }
  }

  /// Milliseconds since 1970; nil for text that is no time, or could be two.
  package static func parse(_ text: String, zone: Zone) -> Int? {
    try? read(text, zone: zone).milliseconds
  }

  /// What a user does not expect of a time, a sentence; nil when the clock shows it once.
  package static func note(_ text: String, _ reading: Reading, zone: Zone) -> String? {
    guard let change = reading.change else { return nil }
    var formatter = TimeFormatter(zone)
    let time = formatter.string(reading.milliseconds)
    return switch change {
    case .skipped:
      "The clocks of \(zone.name) go forward past “\(text)”; it is taken as \(time)."
    case .repeated:
      "The clocks of \(zone.name) show “\(text)” twice; the first is taken."
    }
  }
}
