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
    case .number(let clean): apply(to: clean)
    }
  }

  private func apply(to clean: CleanNumber) -> Outcome {
    guard let number = normalize(clean) else { return .removed(.numberLength) }
    let facts = NumberingPlan.facts(ofDigits: number.digits)
    guard facts.callingCode != 0 else { return .removed(.countryCodeUnassigned) }
    // A number of the wrong kind is told so even when its length is wrong too: the user then sees
    // first that it belongs in another task.
    let isMainland = facts.callingCode == 86
    guard isMainland == (region == .mainland) || takesOtherRegion else {
      return .removed(.wrongRegion)
    }
    guard facts.isPossible else { return .removed(.lengthImpossible) }
    guard check == .possible || facts.isMobile else { return .removed(.notMobile) }
    return .recipient(Recipient(number: number, facts: facts))
  }

  /// The table of SPEC NUM-2, and NUM-3 for international tasks.
  private func normalize(_ clean: CleanNumber) -> E164? {
    let hasLeadingZero = clean.digits < Self.smallest(ofDigits: clean.count)
    if clean.hasPlus || (region == .international && !needsPlus) {
      guard !hasLeadingZero, clean.count <= E164.maximumDigits else { return nil }
      return E164(digits: clean.digits)
    }
    if clean.count == 11, clean.digits / 10_000_000_000 == 1 {
      return E164(digits: 8_600_000_000_000 + clean.digits)
    }
    if clean.count == 13, clean.digits / 100_000_000_000 == 86 { return E164(digits: clean.digits) }
    return nil
  }

  /// The smallest integer of so many digits, at most 19.
  private static func smallest(ofDigits count: Int) -> UInt64 {
    (1..<max(1, count)).reduce(1) { power, _ in power * 10 }
  }
}
