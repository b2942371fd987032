/// A region of the numbering plan, named by its ISO 3166 alpha-2 code.
///
/// Calling codes that belong to no country, such as those of satellite networks and international
/// freephone, have the region "001", as in the metadata the plan comes from. The code is kept as
/// packed bytes: a region is compared and copied as one integer. Source: SPEC NUM-4.
package struct Region: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The bytes of the code, the first one highest; a code of two bytes ends with a zero.
  private let packedCode: UInt32

  /// The region that no country has: "001", the world.
  ///
  /// Source: SPEC NUM-4.
  package static let world = Region(packedCode: 0x30_3031)

  /// The Chinese mainland, CN.
  package static let mainland = Region(packedCode: 0x43_4E00)

  private init(packedCode: UInt32) {
    self.packedCode = packedCode
  }

  /// Makes a region from its code, in capital letters.
  ///
  /// The result is nil unless the code is two letters from A to Z, or "001". Whether a country has
  /// that code is not checked. Source: SPEC NUM-4.
  package init?(code: some StringProtocol) {
    self.init(bytes: code.utf8)
  }

  fileprivate init?(bytes: some Collection<UInt8>) {
    let packed = bytes.prefix(3).reduce(0) { $0 << 8 | UInt32($1) }
    let areLetters = bytes.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    switch bytes.count {
    case 2 where areLetters: packedCode = packed << 8
    case 3 where packed == Region.world.packedCode: packedCode = packed
    default: return nil
    }
  }

  /// The code as text: two capital letters, or "001".
  ///
  /// This makes a string; use `append(to:)` where many codes are written. Source: SPEC NUM-4.
  package var code: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The code, for printing.
  ///
  /// The same text as `code`.
  package var description: String { code }

  /// Appends the two or three ASCII bytes of the code.
  ///
  /// Makes no string on the way. Source: SPEC NUM-4.
  package func append(to bytes: inout [UInt8]) {
    bytes.append(UInt8(truncatingIfNeeded: packedCode >> 16))
    bytes.append(UInt8(truncatingIfNeeded: packedCode >> 8))
    let third = UInt8(truncatingIfNeeded: packedCode)
    if third != 0 { bytes.append(third) }
  }

  /// Whether one code comes before another in the alphabet.
  ///
  /// "001" comes first of all.
  package static func < (left: Region, right: Region) -> Bool {
    left.packedCode < right.packedCode
  }
}

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

    // Division yields the last digit first; pushing each onto four bits of a word leaves the first
    // digit lowest, where the walk below takes them off in reading order.
    var rest = digits
    var word: UInt64 = 0
    var count = 0
    while rest > 0 {
      word = word << 4 | rest % 10
      rest /= 10
      count += 1
    }

    guard let owner = tables.owner(ofNumberStarting: word) else { return .unassigned }
    let nationalCount = count - owner.codeLength
    guard nationalCount >= 0 else { return .unassigned }

    word >>= UInt64(4 * owner.codeLength)
    var state = owner.startState
    for _ in 0..<nationalCount {
      state = Int(tables.states[state + Int(word & 15)])
      word >>= 4
    }
    let output = Int(tables.states[state + Tables.outputColumn])

    let place = max(output >> 1, owner.leastPlace)
    return NumberFacts(
      region: place == 0 ? nil : tables.regions[owner.firstRegion + place - 1],
      callingCode: owner.callingCode,
      isPossible: owner.possibleLengths >> nationalCount & 1 == 1,
      isMobile: output & 1 == 1)
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
  /// The state before the first national digit, as in `Tables.states`.
  var startState: Int
  /// Bit n is set when a mobile number may have n national digits.
  var possibleLengths: Int
  var firstRegion: Int
  /// 1 when the code has one region, which then needs no digits to be told; 0 when it is shared.
  var leastPlace: Int
}

/// The generated text as flat arrays.
private struct Tables {
  /// A row holds the next row for each digit, then the output of the state.
  static let outputColumn = 10
  static let rowLength = outputColumn + 1

  /// All states, row after row.
  ///
  /// A state is named by the index at which its row starts, so that a step is one addition and one
  /// load. The output is twice the place of the region among those of the calling code, counted
  /// from 1 with 0 for none, plus 1 if the number is in a mobile range.
  private(set) var states: [UInt16] = []
  private(set) var regions: [Region] = []
  private var owners: [Owner] = []
  /// For each prefix of three digits, the place in `owners` of the calling code it begins with,
  /// counted from 1, or 0.
  private var ownerOfPrefix = [UInt8](repeating: 0, count: 1000)

  init() {
    decodeStates()
    decodeCallingCodes()
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

  private mutating func decodeStates() {
    let text = NumberingPlan.stateData.withUTF8Buffer { $0.filter { $0 != UInt8(ascii: "\n") } }
    var position = 0
    func number(width: Int) -> Int {
      defer { position += width }
      return text[position..<position + width].reduce(0) {
        $0 * NumberingPlan.stateDataBase + Int($1 - NumberingPlan.stateDataZero)
      }
    }
    states.reserveCapacity(NumberingPlan.stateCount * Tables.rowLength)
    for _ in 0..<NumberingPlan.stateCount {
      let output = number(width: 1)
      var digit = 0
      while digit < Tables.outputColumn {
        let run = number(width: 1)
        let next = UInt16(number(width: 2) * Tables.rowLength)
        states.append(contentsOf: repeatElement(next, count: run))
        digit += run
      }
      states.append(UInt16(output))
    }
  }

  private mutating func decodeCallingCodes() {
    let lines = NumberingPlan.callingCodeData.withUTF8Buffer { Array($0) }
    for line in lines.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: " "))
      let regionFields = fields.dropFirst(3)
      let numbers = fields.prefix(3).map { field in
        field.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
      }
      let codeLength = fields[0].count
      owners.append(
        Owner(
          callingCode: numbers[0], codeLength: codeLength,
          startState: numbers[1] * Tables.rowLength, possibleLengths: numbers[2],
          firstRegion: regions.count, leastPlace: regionFields.count == 1 ? 1 : 0))
      regions.append(contentsOf: regionFields.compactMap { Region(bytes: $0) })

      // A code of one digit owns a hundred prefixes of three digits, a code of two owns ten.
      let span = [100, 10, 1][codeLength - 1]
      let prefixes = numbers[0] * span..<(numbers[0] + 1) * span
      for prefix in prefixes { ownerOfPrefix[prefix] = UInt8(owners.count) }
    }
  }
}
