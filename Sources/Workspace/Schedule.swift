internal import Messaging
package import Sending

/// When a task may be sent later (SPEC TASK-2, RULE-3).
package enum Schedule {
  /// Makes sure that a task can be put off until a time.
  ///
  /// - Throws: `CampaignError.badSchedule`: in the past, more than a month ahead, or a message to the
  ///   mainland outside the permitted hours.
  package static func check(
    _ due: Int, now: Int, task: SendingTask, kept: ScheduleHours
  ) throws {
    guard due > now else {
      throw CampaignError.badSchedule(
        "its time has passed. Name a later one, or leave --at out to send now.")
    }
    var clock = LocalClock(task.zone)
    let (here, there) = (clock.moment(now), clock.moment(due))
    let last = CivilDate(day: here.day).aMonthLater.days
    guard (there.day, there.second) <= (last, here.second) else {
      throw CampaignError.badSchedule("its time is more than a month ahead.")
    }
    let hours = task.application.hours
    let isKept =
      switch kept {
      case .all: task.template.region == .mainland
      case .marketing: task.template.region == .mainland && task.template.type == .marketing
      case .advised: false
      }
    guard !isKept || hours.contain(there.second) else {
      throw CampaignError.badSchedule(
        "messages to the mainland can be scheduled from \(clockText(hours.first)) to "
          + "\(clockText(hours.last)) only.")
    }
  }

  /// A time of day as `08:00:00`.
  static func clockText(_ second: Int) -> String {
    [second / 3_600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
      .joined(separator: ":")
  }
}

extension CampaignError {
  /// A time at which a task cannot be sent.
  package static func badSchedule(_ words: String) -> CampaignError {
    .failure(.schedule, "The task cannot be scheduled: \(words)")
  }
}
