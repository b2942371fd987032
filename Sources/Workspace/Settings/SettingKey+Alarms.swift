internal import Messaging
internal import Sending

extension ApplicationSettings {
  /// The alarms; those of an application that is read from settings are never nil.
  fileprivate var alarmSettings: AlarmSettings {
    get { alarms ?? AlarmSettings() }
    set { alarms = newValue }
  }
}

extension SettingKey {
  /// When applications raise alarms, and for whom (SPEC ADMIN-4, ADMIN-5, ADMIN-9).
  static let alarms: [SettingKey] = [
    limit(
      "alarms.daily.total", "messages of a day that are warned of, or none",
      \.alarmSettings.daily.total),
    limit("alarms.daily.mainland", "of them to the mainland", \.alarmSettings.daily.mainland),
    limit(
      "alarms.daily.international", "of them to other countries",
      \.alarmSettings.daily.international),
    SettingKey(
      "applications.*.alarms.daily.regions.*", "and to one country",
      show: { settings in
        shown(settings).flatMap { application in
          application.alarmSettings.daily.byRegion.sorted { $0.key < $1.key }.map {
            Value(names: [application.name, $0.key.code], text: "\($0.value)")
          }
        }
      },
      read: { (settings, names, text) throws(Fault) in
        let (region, bound) = (try region(names[1]), try Int(setting: text, in: nil))
        change(&settings, names[0]) { $0.alarmSettings.daily.byRegion[region] = bound }
      }),
    limit(
      "alarms.package", "items left of the package at which is warned", \.alarmSettings.packageLeft),
    limit(
      "alarms.codes.messages", "verification messages of an hour above which, and",
      \.alarmSettings.codes.messages),
    share(
      "alarms.codes.success", "share of successful ones below which, and",
      \.alarmSettings.codes.success, in: 0...1),
    share(
      "alarms.codes.growth", "growth on the hour of the day before above which is warned",
      \.alarmSettings.codes.growth, in: 0...1_000),
    SettingKey(
      "applications.*.contacts.*",
      "at most 5 contacts, and what they are told of: frequency, overLimit, review, package, codeAbuse",
      show: { settings in
        shown(settings).flatMap { application in
          application.alarmSettings.contacts.sorted { $0.key < $1.key }.map {
            let events = $0.value.map(\.rawValue).joined(separator: ", ")
            return Value(names: [application.name, $0.key], text: "[\(events)]")
          }
        }
      },
      read: { (settings, names, text) throws(Fault) in
        var events: [AlarmEvent] = []
        for word in text.split(whereSeparator: { $0 == "," || $0 == " " }) {
          events.append(try SettingKey.word(String(word)))
        }
        let known = shown(settings).first { $0.name == names[0] }?.alarmSettings.contacts ?? [:]
        guard known[names[1]] != nil || known.count < AlarmSettings.contactLimit else {
          throw Fault("an application has at most \(AlarmSettings.contactLimit) contacts")
        }
        change(&settings, names[0]) { $0.alarmSettings.contacts[names[1]] = events }
      }),
  ]

  private static func share(
    _ name: String, _ help: String,
    _ field: any WritableKeyPath<ApplicationSettings, Double?> & Sendable,
    in bounds: ClosedRange<Double>
  ) -> SettingKey {
    key(
      name, help, show: { $0[keyPath: field].map(\.settingText) ?? "none" },
      read: { (application, text) throws(Fault) in
        application[keyPath: field] = text == "none" ? nil : try Double(setting: text, in: bounds)
      })
  }
}
