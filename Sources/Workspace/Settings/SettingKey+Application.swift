internal import Messaging
internal import Sending

extension SettingKey {
  /// What applications may do (SPEC RULE).
  static let application: [SettingKey] = [
    key(
      "enabled", "yes or no",
      show: { $0.isEnabled ? "yes" : "no" },
      read: { (application, text) throws(Fault) in
        application.isEnabled = try yesOrNo(text)
      }),
    limit("package", "billed items bought altogether, or none for no package", \.packageItems),
    limit("daily.total", "messages in a natural day, or none for no limit", \.daily.total),
    limit("daily.mainland", "of them to the mainland", \.daily.mainland),
    limit("daily.international", "of them to other countries", \.daily.international),
    limit(
      "quota.international", "messages abroad in a day where daily.international is none; or none",
      \.internationalQuota),
    SettingKey(
      "applications.*.daily.regions.*", "and to one country",
      show: { settings in
        shown(settings).flatMap { application in
          application.daily.byRegion.sorted { $0.key < $1.key }.map {
            Value(names: [application.name, $0.key.code], text: "\($0.value)")
          }
        }
      },
      read: { (settings, names, text) throws(Fault) in
        let (region, limit) = (try region(names[1]), try Int(setting: text, in: nil))
        change(&settings, names[0]) { $0.daily.byRegion[region] = limit }
      }),
    key(
      "countries", "all, or a list of the countries it may send to",
      show: { $0.countries.map { "[\($0.map(\.code).joined(separator: ", "))]" } ?? "all" },
      read: { (application, text) throws(Fault) in
        guard text != "all" else {
          application.countries = nil
          return
        }
        var countries: [Region] = []
        for code in text.split(whereSeparator: { $0 == "," || $0 == " " }) {
          countries.append(try region(String(code)))
        }
        application.countries = countries
      }),
    limit(
      "frequency.sameContent", "seconds in which a number gets the same text once",
      \.frequency.sameContentSeconds, in: 1...86_400),
    limit(
      "frequency.hour", "messages to a number in an hour, or none", \.frequency.hour,
      in: 1...ApplicationSettings.FrequencyLimits.maximum),
    limit(
      "frequency.day", "messages to a number in a natural day", \.frequency.day,
      in: 1...ApplicationSettings.FrequencyLimits.maximum),
    limit(
      "frequency.carrierMarketing", "marketing messages that carriers take for a number in a day",
      \.frequency.carrierMarketing, in: 1...ApplicationSettings.FrequencyLimits.maximum),
    limit(
      "frequency.carrierOther", "and other messages", \.frequency.carrierOther,
      in: 1...ApplicationSettings.FrequencyLimits.maximum),
    key(
      "marketingHours", "when marketing messages go to the mainland",
      show: { "\(Schedule.clockText($0.hours.first))-\(Schedule.clockText($0.hours.last))" },
      read: { (application, text) throws(Fault) in
        let ends = text.split(separator: "-").map { seconds(String($0)) }
        guard ends.count == 2, let first = ends[0], let last = ends[1], first <= last else {
          throw Fault("must be two times such as 08:00:00-21:59:59, not “\(text)”")
        }
        application.hours = ApplicationSettings.MarketingHours(first: first, last: last)
      }),
    SettingKey(
      "applications.*", "", show: { _ in [] },
      read: { (settings, names, text) throws(Fault) in
        guard text.isEmpty else { throw Fault("must hold keys with values") }
        change(&settings, names[0]) { _ in }
      }),
  ]

  static func key(
    _ name: String, _ help: String,
    show: @escaping @Sendable (ApplicationSettings) -> String,
    read: @escaping @Sendable (inout ApplicationSettings, String) throws(Fault) -> Void
  ) -> SettingKey {
    SettingKey(
      "applications.*.\(name)", help,
      show: { settings in
        shown(settings).map { Value(names: [$0.name], text: show($0)) }
      },
      read: { (settings, names, text) throws(Fault) in
        var application =
          settings.applications.first { $0.name == names[0] } ?? ApplicationSettings(name: names[0])
        try read(&application, text)
        change(&settings, names[0]) { $0 = application }
      })
  }

  static func limit(
    _ name: String, _ help: String,
    _ field: any WritableKeyPath<ApplicationSettings, Int?> & Sendable,
    in bounds: ClosedRange<Int>? = nil
  ) -> SettingKey {
    key(
      name, help, show: { $0[keyPath: field].map(\.settingText) ?? "none" },
      read: { (application, text) throws(Fault) in
        application[keyPath: field] = text == "none" ? nil : try Int(setting: text, in: bounds)
      })
  }

  /// The settings' applications; the one that is there without any.
  static func shown(_ settings: Settings) -> [ApplicationSettings] {
    settings.applications.isEmpty ? [ApplicationSettings()] : settings.applications
  }

  static func change(
    _ settings: inout Settings, _ name: String, _ change: (inout ApplicationSettings) -> Void
  ) {
    if let index = settings.applications.firstIndex(where: { $0.name == name }) {
      change(&settings.applications[index])
    } else {
      var application = ApplicationSettings(name: name)
      change(&application)
      settings.applications.append(application)
    }
  }

  private static func seconds(_ text: String) -> Int? {
    let parts = text.split(separator: ":").map { Int($0) ?? -1 }
    guard parts.count == 3, (0..<24).contains(parts[0]), (0..<60).contains(parts[1]),
      (0..<60).contains(parts[2])
    else { return nil }
    return parts[0] * 3_600 + parts[1] * 60 + parts[2]
  }
}
