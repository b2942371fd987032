import Carrier
import Messaging
import Sending
import Testing

/// Each rule alone, on both sides of its edge.
@Suite("RULE-1 to RULE-4: each rule by itself")
struct RuleTests {
  private static let noon = 12 * 3_600_000 - 8 * 3_600_000
  private static let france = Region(code: "FR")

  private func terms(
    _ type: MessageType = .notification, hasLedger: Bool = true,
    _ change: (inout ApplicationSettings) -> Void = { _ in }
  ) -> RuleTerms {
    var application = ApplicationSettings(name: "a")
    change(&application)
    return RuleTerms(application: application, type: type, hasLedger: hasLedger)
  }

  /// A message at a time of the first day, in China.
  private func message(
    _ region: Region? = .mainland, billed: Int = 1, content: UInt32 = 1, second: Int = 43_200,
    slot: Int? = nil
  ) -> Candidate {
    var clock = LocalClock(.china)
    let time = (second - 8 * 3_600) * 1_000
    return Candidate(
      number: E164(digits: region == .mainland ? 8_613_800_000_000 : 33_639_980_000),
      facts: NumberFacts(
        region: region, callingCode: region == .mainland ? 86 : 33, isPossible: true, isMobile: true
      ),
      billed: billed, content: content, time: time, moment: clock.moment(time), slot: slot)
  }

  /// A book with one recipient, who had messages of the application at some times, in seconds of the day.
  private func book(
    _ times: [Int], content: UInt32 = 1, isOfApplication: Bool = true, isOfClass: Bool = true,
    flag: RecipientHistory.Flag? = nil
  ) throws -> (book: UsageCounters, slot: Int) {
    var frequency = ApplicationSettings(name: "a").frequency
    frequency.hour = 1
    var recipients = RecipientHistory(
      capacity: 1, start: Self.noon, day: 0, windows: RecipientHistory.Windows(frequency))
    var slots: [UInt32] = []
    recipients.add([8_617_400_000_001], slots: &slots)
    let slot = Int(try #require(slots.first))
    var clock = LocalClock(.china)
    for second in times {
      let time = (second - 8 * 3_600) * 1_000
      recipients.add(
        RecipientHistory.Sent(
          time: time, day: clock.moment(time).day, content: content,
          isOfApplication: isOfApplication, isOfClass: isOfClass), slot)
    }
    if let flag { recipients.set(flag, E164(digits: 8_617_400_000_001)) }
    return (UsageCounters(recipients: recipients), slot)
  }

  @Test("A disabled application sends nothing")
  func application() throws {
    #expect(ApplicationRule(terms()) == nil)
    let rule = try #require(ApplicationRule(terms { $0.isEnabled = false }))
    #expect(rule.verdict(on: message(), UsageCounters()) == .applicationDisabled)
  }

  @Test(
    "A package lets a message go that fits to the last item", arguments: [(2, true), (3, false)])
  func package(billed: Int, fits: Bool) throws {
    #expect(PackageRule(terms()) == nil)
    let rule = try #require(PackageRule(terms { $0.packageItems = 10 }))
    let verdict = rule.verdict(on: message(billed: billed), UsageCounters(usedItems: 8))
    #expect(verdict == (fits ? nil : .packageUsedUp))
  }

  @Test("Daily limits count the day's messages: of all, of a side, of a country, in this order")
  func daily() throws {
    #expect(DailyLimitRule(terms { $0.internationalQuota = nil }) == nil)
    var counts = DayCounts()
    (counts.mainland, counts.international) = (5, 3)
    let france = try #require(Self.france)
    counts.byRegion = [.mainland: 5, france: 2]
    let book = UsageCounters(days: [0: counts])
    func verdict(
      _ region: Region?, _ change: (inout ApplicationSettings) -> Void
    ) -> StatusCode? {
      DailyLimitRule(terms(change: change))?.verdict(on: message(region), book)
    }
    #expect(verdict(.mainland) { $0.daily.total = 8 } == .applicationDailyLimit)
    #expect(verdict(.mainland) { $0.daily.total = 9 } == nil)
    #expect(verdict(.mainland) { $0.daily.mainland = 5 } == .regionDailyLimit)
    #expect(verdict(.mainland) { $0.daily.mainland = 6 } == nil)
    #expect(verdict(france) { $0.daily.mainland = 5 } == nil)
    #expect(verdict(france) { $0.daily.international = 3 } == .regionDailyLimit)
    #expect(verdict(nil) { $0.daily.international = 3 } == .regionDailyLimit)
    #expect(verdict(france) { $0.daily.byRegion[france] = 2 } == .countryDailyLimit)
    #expect(verdict(france) { $0.daily.byRegion[france] = 3 } == nil)
    #expect(verdict(nil) { $0.daily.byRegion[france] = 0 } == nil)
    #expect(
      verdict(france) {
        $0.daily.total = 8
        $0.daily.international = 3
      } == .applicationDailyLimit)
  }

  @Test(
    "The quota abroad holds with a ledger, where no limit is set",
    arguments: [
      (99, true, nil, false), (100, true, nil, true), (100, false, nil, false),
      (100, true, 101, false), (101, true, 101, true), (50, true, 50, true),
    ] as [(Int, Bool, Int?, Bool)])
  func quota(sent: Int, hasLedger: Bool, limit: Int?, isStopped: Bool) {
    var counts = DayCounts()
    (counts.mainland, counts.international) = (1_000, sent)
    let terms = terms(hasLedger: hasLedger) { $0.daily.international = limit }
    let verdict = DailyLimitRule(terms)?.verdict(
      on: message(Self.france), UsageCounters(days: [0: counts]))
    #expect(verdict == (isStopped ? .regionDailyLimit : nil))
  }

  private func terms(change: (inout ApplicationSettings) -> Void) -> RuleTerms {
    terms(.notification, change)
  }

  @Test("Countries that are not listed are not sent to, nor numbers of no known one")
  func countries() throws {
    #expect(CountryRule(terms()) == nil)
    let france = try #require(Self.france)
    let rule = try #require(CountryRule(terms { $0.countries = [france] }))
    #expect(rule.verdict(on: message(france), UsageCounters()) == nil)
    // Importing a sheet of other countries must not stop the messages at home.
    #expect(rule.verdict(on: message(.mainland), UsageCounters()) == nil)
    #expect(rule.verdict(on: message(nil), UsageCounters()) == .countryNotAllowed)
  }

  @Test("Being muted comes before having unsubscribed; the allowlist helps against neither")
  func lists() throws {
    #expect(SuppressionListRule(terms(hasLedger: false)) == nil)
    let rule = try #require(SuppressionListRule(terms()))
    for (flag, expected) in [
      (RecipientHistory.Flag.muted, StatusCode.muted), (.unsubscribed, .unsubscribed),
      (.allowed, nil),
    ] {
      var (book, slot) = try book([], flag: flag)
      #expect(rule.verdict(on: message(slot: slot), book) == expected)
      book.recipients.set(.allowed, E164(digits: 8_617_400_000_001))
      #expect(rule.verdict(on: message(slot: slot), book) == expected)
    }
    let (book, _) = try book([], flag: .muted)
    #expect(rule.verdict(on: message(slot: nil), book) == nil)
  }

  @Test(
    "Marketing goes to the mainland from 08:00:00 to 21:59:59",
    arguments: [(28_799, false), (28_800, true), (79_199, true), (79_200, false), (0, false)])
  func hours(second: Int, isOpen: Bool) throws {
    #expect(HoursRule(terms(.notification)) == nil && HoursRule(terms(.verification)) == nil)
    let rule = try #require(HoursRule(terms(.marketing)))
    let verdict = rule.verdict(on: message(second: second), UsageCounters())
    #expect(verdict == (isOpen ? nil : .outsideHours))
    #expect(rule.verdict(on: message(Self.france, second: second), UsageCounters()) == nil)
  }

  @Test(
    "The same text goes to a number once in 30 s",
    arguments: [(43_171, true), (43_170, false), (43_200, true), (43_229, true), (43_230, false)])
  func sameContent(second: Int, isSuppressed: Bool) throws {
    #expect(SameContentRule(terms(hasLedger: false)) == nil)
    #expect(SameContentRule(terms { $0.frequency.sameContentSeconds = nil }) == nil)
    let rule = try #require(SameContentRule(terms()))
    let (book, slot) = try book([second])
    #expect(rule.verdict(on: message(slot: slot), book) == (isSuppressed ? .sameContent : nil))
    #expect(rule.verdict(on: message(content: 2, slot: slot), book) == nil)
    let (others, place) = try self.book([second], isOfApplication: false)
    #expect(rule.verdict(on: message(slot: place), others) == nil)
    let (allowed, allowedSlot) = try self.book([second], flag: .allowed)
    #expect(rule.verdict(on: message(slot: allowedSlot), allowed) == nil)
  }

  @Test("So many in an hour, so many in a natural day")
  func frequency() throws {
    #expect(FrequencyRule(terms { $0.frequency.day = nil }) == nil)
    #expect(FrequencyRule(terms(hasLedger: false)) == nil)
    let hourly = try #require(
      FrequencyRule(terms { ($0.frequency.hour, $0.frequency.day) = (2, nil) }))
    let daily = try #require(FrequencyRule(terms()))
    func verdict(_ rule: FrequencyRule, _ times: [Int], _ flag: RecipientHistory.Flag? = nil) throws
      -> StatusCode?
    {
      let (book, slot) = try book(times, flag: flag)
      return rule.verdict(on: message(slot: slot), book)
    }
    #expect(try verdict(hourly, [39_601, 43_100]) == .hourlyFrequency)
    #expect(try verdict(hourly, [39_600, 43_100]) == nil)
    #expect(try verdict(hourly, [39_601, 43_100], .allowed) == nil)
    #expect(try verdict(daily, [0, 86_399]) == .dailyFrequency)
    #expect(try verdict(daily, [0]) == nil)
    #expect(try verdict(daily, [-1, 0, 86_400]) == nil)
    #expect(try verdict(daily, [0, 86_399], .allowed) == nil)
  }

  @Test("Carriers take 3 marketing messages and 10 others a day, whoever sends them")
  func carrier() throws {
    #expect(CarrierLimitRule(terms(hasLedger: false)) == nil)
    for (type, limit, code) in [
      (MessageType.marketing, 3, StatusCode.carrierMarketingLimit),
      (.notification, 10, .carrierOtherLimit), (.verification, 10, .carrierOtherLimit),
    ] {
      let rule = try #require(CarrierLimitRule(terms(type)))
      for count in [limit - 1, limit] {
        let times = Array(repeating: 3_600, count: count)
        let (book, slot) = try book(times, isOfApplication: false)
        #expect(rule.verdict(on: message(slot: slot), book) == (count < limit ? nil : code))
        let (other, place) = try self.book(times, isOfClass: false)
        #expect(rule.verdict(on: message(slot: place), other) == nil)
      }
    }
  }

  @Test("The order is that of the SPEC")
  func order() {
    let names = Rules.all.map { "\($0)" }
    #expect(
      names == [
        "ApplicationRule", "PackageRule", "DailyLimitRule", "CountryRule", "SuppressionListRule",
        "HoursRule", "SameContentRule", "FrequencyRule", "CarrierLimitRule",
      ])
  }
}
