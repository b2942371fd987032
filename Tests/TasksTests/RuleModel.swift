import Messaging
import Sending

/// The rules of SPEC 5 as a reader of the SPEC would write them down.
///
/// It keeps lists of everything, counts anew for each message, and shares nothing with the program but the
/// names of settings.
struct RuleModel {
  struct Message {
    var number: String
    var country: String
    var text: String
    var billed: Int
    var isMarketing: Bool
    var application: String
    var time: Int

    /// Days since 1970 in China, which is eight hours ahead.
    var day: Int { (time / 1_000 + 28_800) / 86_400 }
    var second: Int { (time / 1_000 + 28_800) % 86_400 }
    var isMainland: Bool { country == "CN" }
  }

  /// Everything that went out.
  var sent: [Message] = []
  /// Items of packages that are used, by application.
  var used: [String: Int] = [:]
  // Entries are the number, who it is about, and the type or “all”.
  var muted: Set<[String]> = []
  var unsubscribed: Set<[String]> = []
  var allowed: Set<[String]> = []

  /// Why a message must not go out; nil: it may.
  func verdict(
    _ message: Message, _ application: ApplicationSettings, signature: String, type: String
  ) -> String? {
    let ofApplication = sent.filter { $0.application == message.application }
    let today = ofApplication.filter { $0.day == message.day }
    if !application.isEnabled { return "APPOFF" }
    if let items = application.packageItems,
      used[application.name, default: 0] + message.billed > items
    {
      return "PACKAGE"
    }
    if let limit = application.daily.total, today.count >= limit { return "APPDAY" }
    let side = today.filter { $0.isMainland == message.isMainland }.count
    let sideLimit =
      message.isMainland ? application.daily.mainland : application.daily.international
    if let sideLimit, side >= sideLimit { return "REGIONDAY" }
    for (region, limit) in application.daily.byRegion where region.code == message.country {
      if today.filter({ $0.country == message.country }).count >= limit { return "COUNTRYDAY" }
    }
    if let countries = application.countries, message.country != "CN",
      !countries.contains(where: { $0.code == message.country })
    {
      return "COUNTRY"
    }
    for word in [type, "all"] where muted.contains([message.number, signature, word]) {
      return "MUTED"
    }
    for word in [type, "all"] where unsubscribed.contains([message.number, signature, word]) {
      return "UNSUBSCR"
    }
    if message.isMarketing, message.isMainland,
      message.second < application.hours.first || message.second > application.hours.last
    {
      return "HOURS"
    }
    if allowed.contains([message.number, message.application]) { return nil }
    return frequency(message, ofApplication, application.frequency)
  }

  private func frequency(
    _ message: Message, _ ofApplication: [Message], _ limits: ApplicationSettings.FrequencyLimits
  ) -> String? {
    let toNumber = ofApplication.filter { $0.number == message.number }
    func near(_ milliseconds: Int) -> [Message] {
      toNumber.filter { abs($0.time - message.time) < milliseconds }
    }
    if let seconds = limits.sameContentSeconds,
      near(seconds * 1_000).contains(where: { $0.text == message.text })
    {
      return "SAMETEXT"
    }
    if let limit = limits.hour, near(3_600_000).count >= limit { return "FREQHOUR" }
    if let limit = limits.day, toNumber.filter({ $0.day == message.day }).count >= limit {
      return "FREQDAY"
    }
    let ofClass = sent.filter {
      $0.number == message.number && $0.day == message.day
        && $0.isMarketing == message.isMarketing
    }
    let carrier = message.isMarketing ? limits.carrierMarketing : limits.carrierOther
    if let carrier, ofClass.count >= carrier {
      return message.isMarketing ? "CTLIMITM" : "CTLIMITO"
    }
    return nil
  }

  mutating func take(_ message: Message) {
    sent.append(message)
    used[message.application, default: 0] += message.billed
  }
}
