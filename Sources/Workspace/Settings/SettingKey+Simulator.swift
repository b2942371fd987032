internal import Carrier
internal import Messaging

extension SettingKey {
  /// The simulated carrier (SPEC SIM-2, SIM-3).
  static let simulator: [SettingKey] =
    [
      SettingKey("simulator.seed", "the same seed, the same results", \.simulator.seed),
      SettingKey(
        "simulator.rate", "messages a second, in simulated time", \.simulator.rate,
        in: 1...1_000_000),
    ] + behaviour("simulator.mainland", \.mainland)
    + behaviour("simulator.international", \.international)
    + traits.map(ofRegion)
    + [
      share(
        "simulator.clicked", "share of those who got a message with a link and follow it",
        \.clicked),
      share("simulator.replied", "share of those who got a message and reply", \.replied),
      mix("simulator.refusals.*", "weights of the reasons of refusals", .refusal, \.refusals),
      mix("simulator.failures.*", "weights of the reasons of failures", .failure, \.failures),
      SettingKey(
        "simulator.testNumbers.*", "numbers with a set outcome",
        show: { settings in
          settings.simulator.testNumbers.sorted { $0.key.digits < $1.key.digits }.map {
            Value(names: [$0.key.text(whole: true)], text: "\($0.value.code)")
          }
        },
        read: { (settings, names, text) throws(Fault) in
          let status = StatusCode(code: text)
          guard let digits = UInt64(names[0].drop { $0 == "+" }), let status,
            !status.isSuppression
          else {
            let codes = StatusCode.allCases.filter { !$0.isSuppression }
            throw Fault(
              "a test number is a number with its country code, and one of "
                + codes.map { "\($0.code)" }.joined(separator: ", "))
          }
          settings.simulator.testNumbers[E164(digits: digits)] = status
        }),
    ]

  private static func share(
    _ path: String, _ help: String,
    _ field: any WritableKeyPath<SimulatorSettings, Double?> & Sendable
  ) -> SettingKey {
    SettingKey(
      path, help, show: { [Value(text: ($0.simulator[keyPath: field] ?? 0).settingText)] },
      read: { (settings, _, text) throws(Fault) in
        settings.simulator[keyPath: field] = try Double(setting: text, in: 0...1)
      })
  }

  private typealias Behaviour = SimulatorSettings.Behaviour

  /// A number that says how messages fare.
  private struct Trait: Sendable {
    var name: String
    var help: String
    var field: any WritableKeyPath<Behaviour, Double> & Sendable
    var bounds = 0.0...1.0
  }

  private static let traits = [
    Trait(name: "refused", help: "share refused at once", field: \.refused),
    Trait(name: "failed", help: "share that a receipt says failed", field: \.failed),
    Trait(name: "missing", help: "share without a receipt", field: \.missing),
    Trait(
      name: "delayMedian", help: "median of the receipts' delay in seconds", field: \.delayMedian,
      bounds: 0.1...86_400),
    Trait(
      name: "delaySpread", help: "deviation of the delay's logarithm", field: \.delaySpread,
      bounds: 0...3),
  ]

  private static func behaviour(
    _ section: String, _ field: any WritableKeyPath<SimulatorSettings, Behaviour> & Sendable
  ) -> [SettingKey] {
    traits.map { trait in
      SettingKey(
        "\(section).\(trait.name)", trait.help,
        show: { [Value(text: $0.simulator[keyPath: field][keyPath: trait.field].settingText)] },
        read: { (settings, _, text) throws(Fault) in
          settings.simulator[keyPath: field][keyPath: trait.field] =
            try Double(setting: text, in: trait.bounds)
        })
    }
  }

  /// A region's own behaviour starts as that of the mainland, or of other countries.
  private static func ofRegion(_ trait: Trait) -> SettingKey {
    SettingKey(
      "simulator.regions.*.\(trait.name)", "",
      show: { settings in
        settings.simulator.byRegion.sorted { $0.key < $1.key }.map {
          Value(names: [$0.key.code], text: $0.value[keyPath: trait.field].settingText)
        }
      },
      read: { (settings, names, text) throws(Fault) in
        let region = try region(names[0])
        var own =
          settings.simulator.byRegion[region]
          ?? (region == .mainland ? settings.simulator.mainland : settings.simulator.international)
        own[keyPath: trait.field] = try Double(setting: text, in: trait.bounds)
        settings.simulator.byRegion[region] = own
      })
  }

  /// Codes with their weights; when any is named, the others do not occur.
  private static func mix(
    _ path: String, _ help: String, _ kind: StatusCode.Kind,
    _ field: any WritableKeyPath<SimulatorSettings, [SimulatorSettings.Weighted]> & Sendable
  ) -> SettingKey {
    SettingKey(
      path, help,
      show: { settings in
        settings.simulator[keyPath: field].map {
          Value(names: ["\($0.status.code)"], text: $0.weight.settingText)
        }
      },
      clear: { $0.simulator[keyPath: field] = [] },
      read: { (settings, names, text) throws(Fault) in
        guard let status = StatusCode(code: names[0]), status.kind == kind,
          let weight = Double(text), weight >= 0, weight.isFinite
        else {
          let codes = StatusCode.allCases.filter { $0.kind == kind }
          throw Fault(
            "a mix is a weight for each of " + codes.map { "\($0.code)" }.joined(separator: ", "))
        }
        settings.simulator[keyPath: field].append(SimulatorSettings.Weighted(status, weight))
      })
  }
}
