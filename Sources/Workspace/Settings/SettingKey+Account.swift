internal import Providers
internal import Sending
internal import Spreadsheet

extension SettingKey {
  /// What applications are to other programs (SPEC ADMIN-3, ADMIN-4, ADMIN-7).
  static let account: [SettingKey] = [
    account("id", "", \.id, isAlwaysShown: false) { $0 },
    account("key", "", \.key, isAlwaysShown: false) { "\($0.prefix(4))…" },
    account("note", "", \.note, isAlwaysShown: false) { $0 },
    SettingKey(
      "applications.*.callbacks.shape",
      "\(choice(["none"] + ProviderList.shapes.map(\.name))): the form of status reports and replies",
      show: { settings in
        shown(settings).map {
          Value(
            names: [$0.name], text: settings.accounts[$0.name]?.shape ?? "none")
        }
      },
      read: { (settings, names, text) throws(Fault) in
        let shape = text == "none" ? nil : try word(text, of: ProviderList.shapes.map(\.name))
        change(&settings, names[0]) { _ in }
        settings.accounts[names[0], default: ApplicationAccount()].shape = shape
      }),
    url("callbacks.status", "where status reports are posted", \.statusURL),
    url("callbacks.replies", "and replies", \.replyURL),
    url("alarms.webhook", "where alarms are posted", \.alarmURL),
  ]

  private static func account(
    _ name: String, _ help: String,
    _ field: any WritableKeyPath<ApplicationAccount, String?> & Sendable,
    isAlwaysShown: Bool = true, show: @escaping @Sendable (String) -> String,
    check: @escaping @Sendable (String) throws(Fault) -> Void = { _ in }
  ) -> SettingKey {
    SettingKey(
      "applications.*.\(name)", help,
      show: { settings in
        shown(settings).compactMap { application in
          let value = settings.accounts[application.name]?[keyPath: field]
          guard value != nil || isAlwaysShown else { return nil }
          return Value(names: [application.name], text: value.map(show) ?? "none")
        }
      },
      read: { (settings, names, text) throws(Fault) in
        if text != "none" { try check(text) }
        change(&settings, names[0]) { _ in }
        settings.accounts[names[0], default: ApplicationAccount()][keyPath: field] =
          text == "none" ? nil : text
      })
  }

  private static func url(
    _ name: String, _ help: String,
    _ field: any WritableKeyPath<ApplicationAccount, String?> & Sendable
  ) -> SettingKey {
    account(name, help, field, show: { $0 }) { (text) throws(Fault) in
      guard
        ["http://", "https://"].contains(where: { text.hasPrefix($0) && text.count > $0.count }),
        !text.contains(where: { $0.isWhitespace || !$0.isASCII })
      else { throw Fault("must be none, or begin with http:// or https://, not “\(text)”") }
    }
  }
}
