internal import Carrier
internal import Ledger
internal import Messaging
internal import Sending

extension SettingKey {
  /// All settings, in the order in which they are read and shown.
  package static let all: [SettingKey] =
    general + provider + pricing + segments + simulator + application + account
    + alarms + signature

  private static let ledgers = Ledger.Kind.allCases.map(\.rawValue)

  private static let general: [SettingKey] = [
    SettingKey(
      "timeZone", "times are shown and days counted in this zone",
      show: { [Value(text: $0.zone.name)] },
      read: { (settings, _, text) throws(Fault) in
        guard let zone = Zone(text) else {
          throw Fault("must be a time zone such as Asia/Shanghai, not “\(text)”")
        }
        settings.zone = zone
      }),
    SettingKey(
      "language", "en or zh, for workbooks, pages and the terminal", word: \.language),
    SettingKey(
      "dates",
      "zh-CN, en-US, en-GB or iso: dates whose format leaves it to the reader's country",
      word: \.dates),
    SettingKey(
      "numbers", "possible, or strict: only ranges assigned to mobiles", word: \.numberCheck),
    SettingKey(
      "ledger",
      "\(ledgers.joined(separator: ", ")), or none: nothing is remembered, so most limits cannot hold",
      show: { [Value(text: $0.ledger?.rawValue ?? "none")] },
      read: { (settings, _, text) throws(Fault) in
        let kind = Ledger.Kind(rawValue: text)
        if kind == nil { _ = try word(text, of: ledgers + ["none"]) }
        settings.ledger = kind
      }),
    SettingKey(
      "replies.optOut",
      "replies that unsubscribe, in any case, beside the word that a text announces",
      show: { [Value(text: "[\($0.optOutWords.joined(separator: ", "))]")] },
      read: { (settings, _, text) throws(Fault) in
        let words = text.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init)
        guard !words.isEmpty else { throw Fault("must be a list of words such as [TD, T, N]") }
        settings.optOutWords = words
      }),
    SettingKey(
      "limits.fileSize", "the largest sheet that is read, in MB", \.fileMegabytes, in: 1...4_096),
    SettingKey(
      "limits.rows", "the most data rows that are read", \.dataRows,
      in: 1...DuplicateTable.maximumRows),
    SettingKey(
      "limits.entered", "the most numbers that are entered without a sheet", \.sheetRules.entered,
      in: 0...EnteredNumbers.limit),
  ]

  private static let pricing: [SettingKey] = [
    SettingKey(
      "prices.currency", "ISO 4217 code", show: { [Value(text: $0.prices.currency)] },
      read: { (settings, _, text) in settings.prices.currency = text }),
    SettingKey("prices.other", "a billed item's price where no other is set", \.prices.standard),
    SettingKey("prices.*", "a billed item's price by region", byRegion: \.prices.byRegion),
  ]

  private static let segments: [SettingKey] = [
    SettingKey(
      "segments.billing", "segments as they go over the air, or division as the consoles count",
      word: \.segments.billing),
    SettingKey(
      "segments.unicodeSingle", "UTF-16 units of a message of one segment",
      \.segments.unicode.single, in: 8...1_000),
    SettingKey(
      "segments.unicodeEach", "and of each segment of a longer one", \.segments.unicode.each,
      in: 8...1_000),
    SettingKey(
      "segments.gsmSingle", "the same in GSM 03.38 septets", \.segments.gsm.single, in: 8...1_000),
    SettingKey("segments.gsmEach", "", \.segments.gsm.each, in: 8...1_000),
    SettingKey(
      "segments.prefixUnits.*", "units that a country's carriers put in front",
      byRegion: \.segments.prefixUnits, in: 0...60),
  ]

  private static let signature: [SettingKey] = [
    SettingKey(
      "users.*",
      "policies of a user: full, readOnly, or files of Policies; without users all is allowed",
      show: { settings in
        settings.users.sorted { $0.key < $1.key }.map {
          Value(names: [$0.key], text: "[\($0.value.joined(separator: ", "))]")
        }
      },
      read: { (settings, names, text) in
        settings.users[names[0]] = text.split(whereSeparator: { $0 == "," || $0 == " " })
          .map(String.init)
      }),
    SettingKey(
      "signatures.*",
      "pending, effective or failed; when any is listed, only effective ones are sent with",
      show: { settings in
        settings.signatures.sorted { $0.key < $1.key }.map {
          Value(names: [$0.key], text: $0.value.rawValue)
        }
      },
      read: { (settings, names, text) throws(Fault) in
        settings.signatures[names[0]] = try word(text)
      }),
  ]
}
