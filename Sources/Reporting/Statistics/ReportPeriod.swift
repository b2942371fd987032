internal import Messaging
internal import Sending

/// The natural days that a report is about, in the workspace's zone (SPEC STAT-1).
package struct ReportPeriod: Sendable, Equatable {
  /// Days since 1970-01-01.
  package let days: ClosedRange<Int>

  /// The days of a period, at most ten years; nil when the texts are no dates, or the last is before the first.
  ///
  /// - Parameters:
  ///   - days: so many, the last of them today or the one named.
  ///   - from: the first day: a date, `today` or `yesterday`.
  ///   - to: the last day; today by default.
  ///   - today: days since 1970-01-01.
  package init?(days: Int, from: String?, to: String?, today: Int) {
    func day(_ text: String?) -> Int?? {
      switch text {
      case nil: .some(nil)
      case "today": today
      case "yesterday": today - 1
      case let text?: CivilDate(text: text).map { $0.days }
      }
    }
    guard let first = day(from), let last = day(to) else { return nil }
    let end = last ?? today
    let start = first ?? end - days + 1
    guard start <= end, end - start < 3_653 else { return nil }
    self.days = start...end
  }

  /// The hours of the days, since 1970-01-01.
  package var hours: ClosedRange<Int> { days.lowerBound * 24...days.upperBound * 24 + 23 }

  /// The times of the days by a zone's clock, in milliseconds since 1970.
  func times(_ zone: Zone) -> ClosedRange<Int> {
    func start(_ day: Int) -> Int {
      TimeText.parse(Self.text(day: day), zone: zone) ?? day * 86_400_000
    }
    return start(days.lowerBound)...start(days.upperBound + 1) - 1
  }

  /// The days in words.
  func fact(_ language: Language) -> ReportDocument.Fact {
    let (first, last) = (Self.text(day: days.lowerBound), Self.text(day: days.upperBound))
    return ReportDocument.Fact(
      Words.period,
      days.count == 1
        ? first : Words.periodDays.text(language, first, last, "\(days.count)"))
  }

  /// Whether the days are so few that hours are of interest.
  var isShort: Bool { days.count <= 2 }

  static func text(day: Int) -> String { CivilDate(day: day).text }

  /// An hour as in `2026-11-20 08:00`.
  static func text(hour: Int) -> String {
    let hours = hour % 24
    return "\(text(day: hour / 24)) \(hours < 10 ? "0" : "")\(hours):00"
  }
}
