package import Messaging
package import Sending

/// A row of a sheet of replies of which something is to be said (SPEC ADMIN-8).
package struct ReplyProblem: Sendable {
  package enum Fault: Sendable {
    /// There is no number that could have replied.
    case number(Removal)
    case textMissing
    case time(TimeText.Fault)
    case clockChange(Zone.ClockChange)
  }

  /// The row's number in the sheet.
  package var row: Int
  package var fault: Fault
  /// What the cell says that it is about.
  package var text: String

  /// Whether the reply counts all the same.
  package var isTaken: Bool {
    switch fault {
    case .number, .textMissing: false
    case .time, .clockChange: true
    }
  }

  /// A stable word for programs.
  package var code: String {
    switch fault {
    case .number(let removal): "\(removal.code)"
    case .textMissing: "TEXT_MISSING"
    case .time(.notATime): "TIME_UNREADABLE"
    case .time(.noSuchDay): "TIME_NO_SUCH_DAY"
    case .time(.ambiguous): "TIME_AMBIGUOUS"
    case .clockChange(.skipped): "TIME_SKIPPED"
    case .clockChange(.repeated): "TIME_REPEATED"
    }
  }

  /// The reason in words for people.
  package var reason: Phrase {
    switch fault {
    case .number(let removal): removal.reason
    case .textMissing: Phrase("there is no text", "没有回复内容")
    case .time(.notATime):
      Phrase("the time cannot be read; the reply counts as of now", "时间无法识别，按当前时间计入")
    case .time(.noSuchDay):
      Phrase("there is no such day; the reply counts as of now", "没有这一天，按当前时间计入")
    case .time(.ambiguous):
      Phrase(
        "the time could be of two days; the reply counts as of now", "日期可能是两天中的任一天，按当前时间计入")
    case .clockChange(.skipped):
      Phrase(
        "the clocks go forward past this time; it is taken as after that", "时钟拨快时跳过了该时间，按拨快后计入")
    case .clockChange(.repeated):
      Phrase("the clocks show this time twice; the first is taken", "时钟拨慢使该时间出现两次，按第一次计入")
    }
  }
}
