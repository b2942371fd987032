/// Which numbers a task takes (SPEC NUM-5).
package enum MessageRegion: String, Sendable, CaseIterable, Codable {
  /// Numbers of the Chinese mainland, +86.
  case mainland
  /// All others.
  case international
}

/// How far a number must be known to be a mobile's (SPEC NUM-4).
package enum NumberCheck: String, Sendable, CaseIterable, Codable {
  /// An assigned country code and a length that is possible for a mobile there.
  case possible
  /// The digits also lie in a range assigned to mobiles.
  case strict
}

/// Turns a cleaned phone cell into an E.164 number or says why it is none (SPEC NUM-2 to NUM-6).
package struct NumberRules: Sendable {
  package var region: MessageRegion
  package var check: NumberCheck
  /// Whether numbers of the other kind are taken too, which a provider's profile may allow.
  package var takesOtherRegion = false

  /// Whether a number of another country needs its plus sign.
  package var needsPlus = false

  package init(
    region: MessageRegion, check: NumberCheck = .possible,
    provider: ProviderRules = ProviderRules()
  ) {
    self.region = region
    self.check = check
    takesOtherRegion = provider.otherRegion == .taken
    needsPlus = provider.plus == .required
  }

  /// A number that a task takes, and what the numbering plan knows of it.
  package struct Recipient: Equatable, Sendable {
    package var number: E164
    package var facts: NumberFacts

    package init(number: E164, facts: NumberFacts) {
      self.number = number
      self.facts = facts
    }
  }

  package enum Outcome: Equatable, Sendable {
    case recipient(Recipient)
    case removed(Removal)
  }

  /// Normalizes and checks one phone cell.
  ///
  /// - Parameters:
  ///   - cell: UTF-8 text as the user sees it.
  ///   - isNumberCell: whether the sheet holds a number there, not text.
  /// - Returns: the number, or why it is not taken.
  /// - Complexity: O(length), without allocation.
  package func apply(to cell: Span<UInt8>, isNumberCell: Bool = false) -> Outcome {
    switch CleanNumber.clean(cell, isNumberCell: isNumberCell) {
    case .empty: .removed(.numberMissing)
    case .unreadable: .removed(.numberUnreadable)
    case .shortened: .removed(.numberShortened)
    case .several: .removed(.severalNumbers)
    case .withExtension: .removed(.extensionBehind)
    case .tooLong: .removed(.numberTooLong)
    case .number(let clean): apply(to: clean)
    }
  }

  private func apply(to clean: CleanNumber) -> Outcome {
    // Without a plus the table of SPEC NUM-2 decides, in international tasks NUM-3.
    if !clean.hasPlus, region == .mainland || needsPlus {
      return isMainland(clean)
        ? judge(
          NumberingPlan.reading(ofMainland: clean.digits), count: NumberingPlan.mainlandDigits)
        : mainlandTable(clean)
    }
    guard let (digits, count) = clean.behindPlus else {
      return .removed(clean.hasPlus ? .countryCodeUnassigned : .nationalFormat)
    }
    return judge(NumberingPlan.read(digits, count: count), count: count)
  }

  /// The rows of the table for all but eleven digits from 1.
  private func mainlandTable(_ clean: CleanNumber) -> Outcome {
    guard let (digits, count) = clean.behindPlus else {
      let behindZero = CleanNumber(digits: clean.digits, count: clean.count - 1, hasPlus: false)
      return .removed(isMainland(behindZero) ? .nationalFormat : .numberLength)
    }
    if count < clean.count { return judge(NumberingPlan.read(digits, count: count), count: count) }
    if count >= NumberingPlan.mainlandDigits, digits / powerOfTen(count - 2) == 86 {
      let reading = NumberingPlan.read(digits, count: count)
      // A national prefix may stand behind 86; what is left must be thirteen digits.
      if let number = reading.number, number.digits / powerOfTen(11) == 86 {
        return judge(reading, count: NumberingPlan.mainlandDigits)
      }
    }
    guard count <= E164.maximumDigits else { return .removed(.numberTooLong) }
    return .removed(region == .international ? .plusMissing : .numberLength)
  }

  private func judge(_ reading: NumberingPlan.Reading, count: Int) -> Outcome {
    let facts = reading.facts
    guard facts.callingCode != 0 else {
      return .removed(count > E164.maximumDigits ? .numberTooLong : .countryCodeUnassigned)
    }
    // A number of the wrong kind is told so even when its length is wrong too: the user then sees
    // first that it belongs in another task.
    let isMainland = facts.isMainland
    guard isMainland == (region == .mainland) || takesOtherRegion else {
      return .removed(.wrongRegion)
    }
    guard !reading.hasStrayZero else { return .removed(.zeroBehindCode) }
    guard let number = reading.number else { return .removed(.numberTooLong) }
    guard facts.isPossible else { return .removed(.lengthImpossible) }
    guard check == .possible || facts.isMobile else { return .removed(.notMobile) }
    return .recipient(Recipient(number: number, facts: facts))
  }

  private func isMainland(_ clean: CleanNumber) -> Bool {
    clean.count == 11 && clean.digits / 10_000_000_000 == 1
  }
}
