/// What the numbering plan knows about one number.
///
/// Source: SPEC NUM-4.
package struct NumberFacts: Sendable, Equatable {
  /// The region the number belongs to, nil when it cannot be told.
  ///
  /// A calling code of one region gives that region for every number; where regions share a code,
  /// the digits decide. Source: SPEC NUM-4.
  package let region: Region?

  /// The country calling code, one to three digits, or 0 when none is assigned.
  ///
  /// Source: SPEC NUM-4.
  package let callingCode: Int

  /// Whether the number is one of mainland China.
  package var isMainland: Bool { callingCode == 86 }

  /// Whether the number has a length that a mobile number may have under its calling code.
  ///
  /// Decides the setting `possible`. Source: SPEC NUM-4.
  package let isPossible: Bool

  /// Whether the digits lie in a range assigned to mobiles.
  ///
  /// True also where a range serves mobiles and fixed lines alike, as under +1. Decides the setting
  /// `strict`. Source: SPEC NUM-4.
  package let isMobile: Bool

  /// The facts of a number whose calling code is not assigned.
  ///
  /// No region, neither possible nor mobile. Source: SPEC NUM-4.
  package static let unassigned = NumberFacts(
    region: nil, callingCode: 0, isPossible: false, isMobile: false)

  package init(region: Region?, callingCode: Int, isPossible: Bool, isMobile: Bool) {
    self.region = region
    self.callingCode = callingCode
    self.isPossible = isPossible
    self.isMobile = isMobile
  }
}

/// The E.164 numbering plan: who a calling code belongs to and which numbers mobiles may have.
///
/// The plan agrees with the package named by `source`: the region with `region_code_for_number`,
/// the possible length with `is_possible_number_for_type_with_reason` for mobiles, the mobile range
/// with `number_type` being mobile, or fixed line or mobile. Source: SPEC NUM-4.
package enum NumberingPlan {
  /// Looks a number up.
  ///
  /// `digits` is the E.164 number without its plus sign, at most 15 digits. Anything else, 0
  /// included, has the facts of an unassigned number. The lookup follows the digits through one
  /// table, without allocating: some tens of nanoseconds. Source: SPEC NUM-4.
  package static func facts(ofDigits digits: UInt64) -> NumberFacts {
    guard digits <= 999_999_999_999_999 else { return .unassigned }
    var count = 0
    var rest = digits
    while rest > 0 {
      rest /= 10
      count += 1
    }
    let word = DigitWord(digits, count: count)
    guard let owner = tables.owner(ofNumberStarting: word.bits), count >= owner.codeLength else {
      return .unassigned
    }
    return tables.facts(owner, word, nationalCount: count - owner.codeLength)
  }

  /// What digits say that begin with a calling code.
  package struct Reading: Equatable, Sendable {
    /// The number without its national prefix; nil when it has more than 15 digits.
    package var number: E164?
    package var facts: NumberFacts
    /// Whether a 0 stands behind the calling code of a country whose numbers never begin with one, or a
    /// second one behind that of its national prefix.
    package var hasStrayZero = false
  }

  /// Digits of a mainland number, its calling code among them.
  static let mainlandDigits = 13

  /// Reads eleven digits that are a mainland number whatever the plan says (SPEC NUM-2).
  static func reading(ofMainland national: UInt64) -> Reading {
    let digits = 8_600_000_000_000 + national
    let word = DigitWord(digits, count: mainlandDigits)
    guard let owner = tables.owner(ofNumberStarting: word.bits) else {
      return Reading(number: nil, facts: .unassigned)
    }
    return tables.reading(
      owner, digits, word, nationalCount: mainlandDigits - owner.codeLength)
  }

  /// Reads a calling code and a number behind it, which may be written as in its country.
  ///
  /// - Parameters:
  ///   - digits: calling code and number, without `00` in front.
  ///   - count: how many they are, at most 19.
  /// - Returns: the number without its national prefix (SPEC NUM-9), and what the plan knows of it.
  package static func read(_ digits: UInt64, count: Int) -> Reading {
    let word = DigitWord(digits, count: count)
    guard let owner = tables.owner(ofNumberStarting: word.bits), count >= owner.codeLength else {
      return Reading(number: E164(digits: digits), facts: .unassigned)
    }
    guard count > owner.codeLength else {
      let facts = NumberFacts(
        region: nil, callingCode: owner.callingCode, isPossible: false, isMobile: false)
      return Reading(number: E164(digits: digits), facts: facts)
    }
    var national = word
    national.dropFirst(owner.codeLength)
    let nationalCount = count - owner.codeLength
    guard
      let kept = tables.prefixes.removed(
        from: (digits, nationalCount), word: national,
        inWord: min(count, DigitWord.capacity) - owner.codeLength, start: owner.prefixState)
    else {
      return tables.reading(owner, digits, word, nationalCount: nationalCount)
    }
    let shorter = UInt64(owner.callingCode) * powerOfTen(kept.count) + kept.digits
    let whole = DigitWord(shorter, count: owner.codeLength + kept.count)
    var reading = tables.reading(owner, shorter, whole, nationalCount: kept.count)
    var rest = whole
    rest.dropFirst(owner.codeLength)
    // A second zero is no part of the number where one in front of it was none.
    if rest.first == 0,
      tables.prefixes.removed(
        from: kept, word: rest, inWord: min(kept.count, DigitWord.capacity - owner.codeLength),
        start: owner.prefixState) != nil
    {
      reading.hasStrayZero = true
    }
    return reading
  }

  /// Whether a country calling code is assigned.
  ///
  /// Codes have one to three digits; any other number is not assigned. Source: SPEC NUM-4.
  package static func isAssigned(callingCode: Int) -> Bool {
    tables.owner(ofCallingCode: callingCode) != nil
  }

  /// All regions that numbers of the plan can belong to.
  package static var regions: [Region] { tables.regions }

  /// Whether numbers of the plan can belong to a region, so that its code is no slip of the pen.
  package static func has(_ region: Region) -> Bool { tables.regions.contains(region) }

  /// The region that a calling code belongs to, or the foremost of those that share it.
  ///
  /// The United States for 1, "001" for the codes of no country, nil for an unassigned code.
  /// Source: SPEC NUM-4.
  package static func mainRegion(ofCallingCode callingCode: Int) -> Region? {
    tables.owner(ofCallingCode: callingCode).map { tables.regions[$0.firstRegion] }
  }
}

/// Decoded at the first lookup, which takes a fraction of a millisecond.
private let tables = Tables()

/// What is known of a calling code before the national digits are read.
private struct Owner {
  var callingCode: Int
  var codeLength: Int
  /// The state before the first national digit, as in `Tables.numbers`.
  var startState: Int
  /// The same in the automaton of national prefixes.
  var prefixState: Int
  /// Bit n is set when a mobile number may have n national digits.
  var possibleLengths: Int
  /// Whether a national number may begin with 0.
  var hasLeadingZero: Bool
  var firstRegion: Int
  /// 1 when the code has one region, which then needs no digits to be told; 0 when it is shared.
  var leastPlace: Int
}

/// The generated text as flat arrays.
private struct Tables {
  /// An output is twice the place of the region among those of the calling code, counted from 1 with 0
  /// for none, plus 1 if the number is in a mobile range.
  private let numbers = DigitAutomaton(
    NumberingPlan.stateData, stateCount: NumberingPlan.stateCount)
  let prefixes = NationalPrefix()
  private(set) var regions: [Region] = []
  private var owners: [Owner] = []
  /// For each prefix of three digits, the place in `owners` of the calling code it begins with,
  /// counted from 1, or 0.
  private var ownerOfPrefix = [UInt8](repeating: 0, count: 1000)

  init() {
    let lines = NumberingPlan.callingCodeData.withUTF8Buffer { Array($0) }
    for line in lines.split(separator: UInt8(ascii: "\n")) { decodeCallingCode(line) }
  }

  /// Finds the calling code at the start of a number, whose first digit is in the lowest four bits.
  ///
  /// A number that ends before its third digit is read as if zeros followed.
  func owner(ofNumberStarting word: UInt64) -> Owner? {
    let prefix = (word & 15) * 100 + (word >> 4 & 15) * 10 + word >> 8 & 15
    let place = Int(ownerOfPrefix[Int(prefix)])
    return place == 0 ? nil : owners[place - 1]
  }

  func owner(ofCallingCode callingCode: Int) -> Owner? {
    owners.first { $0.callingCode == callingCode }
  }

  /// The facts of the number that a word holds, from its calling code on.
  func facts(_ owner: Owner, _ word: DigitWord, nationalCount: Int) -> NumberFacts {
    var word = word
    word.dropFirst(owner.codeLength)
    var state = owner.startState
    for _ in 0..<nationalCount {
      state = numbers.state(after: state, word.first)
      word.dropFirst()
    }
    let output = numbers.output(of: state)
    let place = max(output >> 1, owner.leastPlace)
    return NumberFacts(
      region: place == 0 ? nil : regions[owner.firstRegion + place - 1],
      callingCode: owner.callingCode,
      isPossible: owner.possibleLengths >> nationalCount & 1 == 1,
      isMobile: output & 1 == 1)
  }

  func reading(
    _ owner: Owner, _ digits: UInt64, _ word: DigitWord, nationalCount: Int
  ) -> NumberingPlan.Reading {
    let count = owner.codeLength + nationalCount
    var national = word
    national.dropFirst(owner.codeLength)
    let hasStrayZero = nationalCount > 0 && national.first == 0 && !owner.hasLeadingZero
    guard count <= E164.maximumDigits else {
      let facts = NumberFacts(
        region: nil, callingCode: owner.callingCode, isPossible: false, isMobile: false)
      return NumberingPlan.Reading(number: nil, facts: facts, hasStrayZero: hasStrayZero)
    }
    return NumberingPlan.Reading(
      number: E164(digits: digits), facts: facts(owner, word, nationalCount: nationalCount),
      hasStrayZero: hasStrayZero)
  }

  private mutating func decodeCallingCode(_ line: ArraySlice<UInt8>) {
    let fields = line.split(separator: UInt8(ascii: " "))
    let facts = fields.prefix(5).map(decimal)
    let regionFields = fields.dropFirst(5)
    let codeLength = fields[0].count
    owners.append(
      Owner(
        callingCode: facts[0], codeLength: codeLength,
        startState: DigitAutomaton.state(numbered: facts[1]),
        prefixState: DigitAutomaton.state(numbered: facts[3]), possibleLengths: facts[2],
        hasLeadingZero: facts[4] == 1, firstRegion: regions.count,
        leastPlace: regionFields.count == 1 ? 1 : 0))
    regions.append(contentsOf: regionFields.compactMap { Region(bytes: $0) })

    // A code of one digit owns a hundred prefixes of three digits, a code of two owns ten.
    let span = [100, 10, 1][codeLength - 1]
    let prefixes = facts[0] * span..<(facts[0] + 1) * span
    for prefix in prefixes { ownerOfPrefix[prefix] = UInt8(owners.count) }
  }
}
