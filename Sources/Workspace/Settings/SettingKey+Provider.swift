internal import Messaging
internal import Providers
internal import Sending
internal import Spreadsheet

extension SettingKey {
  private static let codes = [ProviderRules.Codes.own.rawValue] + ProviderList.namesWithCodes

  /// What differs between the providers' consoles (SPEC PROFILE).
  static let provider: [SettingKey] = [
    SettingKey(
      "provider",
      "the profile that these settings begin with: \(ProviderList.names.joined(separator: ", ")), a file",
      show: { [Value(text: $0.provider)] },
      read: { (settings, _, text) in settings.provider = text }),
    SettingKey(
      "sheet.kinds", "xlsx, csv or both",
      show: { [Value(text: "[\($0.sheetRules.kinds.map(\.rawValue).joined(separator: ", "))]")] },
      read: { (settings, _, text) throws(Fault) in
        let words = text.split(whereSeparator: { $0 == "," || $0 == " " })
        let kinds = words.compactMap { FileKind(rawValue: String($0)) }
        guard !kinds.isEmpty, kinds.count == words.count,
          kinds.allSatisfy({ $0 == .xlsx || $0 == .csv })
        else { throw Fault("must be some of xlsx, csv, not “\(text)”") }
        settings.sheetRules.kinds = kinds
      }),
    SettingKey(
      "sheet.names", "any, or lettersAndDigits: how files may be called", word: \.sheetRules.names),
    SettingKey(
      "recipients.otherRegion", "removed, or taken: mainland numbers abroad, and others at home",
      word: \.providerRules.otherRegion),
    SettingKey(
      "recipients.plus", "optional, or required: the plus sign of other countries' numbers",
      word: \.providerRules.plus),
    SettingKey(
      "recipients.duplicates", "values: same number and values are duplicates; number: same number",
      word: \.providerRules.duplicates),
    SettingKey(
      "template.style", "how variables are written: any, braces, angles, dollar or named",
      show: { [Value(text: $0.variableStyle?.rawValue ?? "any")] },
      read: { (settings, _, text) throws(Fault) in
        settings.variableStyle = text == "any" ? nil : try word(text)
      }),
    SettingKey(
      "schedule.hours",
      "for which messages to the mainland hours are kept: all, marketing, advised",
      word: \.scheduleHours),
    SettingKey(
      "results.rowPerSegment", "yes or no: a long message is one row per segment",
      show: { [Value(text: $0.rowPerSegment ? "yes" : "no")] },
      read: { (settings, _, text) throws(Fault) in
        settings.rowPerSegment = try yesOrNo(text)
      }),
    SettingKey(
      "exports.days", "days after its start for which a task can be exported", \.exportDays,
      in: 1...60),
    SettingKey(
      "results.codes", "whose codes results show: \(choice(codes))",
      show: { [Value(text: $0.providerRules.codes.rawValue)] },
      read: { (settings, _, text) throws(Fault) in
        settings.providerRules.codes = ProviderRules.Codes(rawValue: try word(text, of: codes))
      }),
    SettingKey(
      "results.words.*", "words for results, such as successful: Sent",
      show: { settings in
        settings.providerRules.words.sorted { $0.key < $1.key }.map {
          Value(names: [$0.key], text: $0.value)
        }
      },
      read: { (settings, names, text) throws(Fault) in
        let known = MessageBatch.Result.allCases.map(\.word)
        guard known.contains(names[0]) else {
          throw Fault("is no result; they are \(known.joined(separator: ", "))")
        }
        settings.providerRules.words[names[0]] = text
      }),
  ]
}
