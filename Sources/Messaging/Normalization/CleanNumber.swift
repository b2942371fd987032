/// A phone cell reduced to its digits and an optional leading plus (SPEC NUM-1).
package struct CleanNumber: Equatable, Sendable {
  /// The digits as one integer.
  package let digits: UInt64
  /// How many digits there are, leading zeros with them.
  package let count: Int
  package let hasPlus: Bool

  /// What a phone cell turns out to hold.
  package enum Outcome: Equatable, Sendable {
    case number(CleanNumber)
    /// Nothing but white space.
    case empty
    /// Something else than a phone number.
    case unreadable
    /// A number in scientific notation that lost its last digits (SPEC NUM-6).
    case shortened
  }

  /// Digits past which a cell is no phone number whatever they are; they still fit an integer.
  private static let longest = 19

  package init(digits: UInt64, count: Int, hasPlus: Bool) {
    self.digits = digits
    self.count = count
    self.hasPlus = hasPlus
  }

  /// Cleans a phone cell.
  ///
  /// Left out are spaces of every kind, hyphens and dashes, brackets, dots and a leading apostrophe, in
  /// their ASCII and full-width forms; full-width digits become plain ones. A float's tail (`.0`) is cut,
  /// scientific notation is expanded where it holds every digit.
  ///
  /// - Parameters:
  ///   - cell: UTF-8 text.
  ///   - isNumberCell: whether the sheet holds a number there: a dot is then a decimal point.
  /// - Returns: the digits, or what else the cell holds.
  package static func clean(_ cell: Span<UInt8>, isNumberCell: Bool = false) -> Outcome {
    var scanner = NumberScanner(cell)
    scanner.run()
    guard !scanner.isUnreadable else {
      return scanner.exponentAt.map { scientific(cell, exponentAt: $0) } ?? .unreadable
    }
    guard scanner.count > 0 else {
      return scanner.hasPlus || scanner.hasMarks ? .unreadable : .empty
    }
    if scanner.dots == 1, scanner.zerosAfterDot == scanner.digitsAfterDot,
      (1...2).contains(scanner.digitsAfterDot), scanner.count - scanner.digitsAfterDot >= 7
    {
      var digits = scanner.digits
      for _ in 0..<scanner.digitsAfterDot { digits /= 10 }
      return number(digits, count: scanner.count - scanner.digitsAfterDot, hasPlus: scanner.hasPlus)
    }
    if isNumberCell, scanner.dots > 0 || scanner.hasMarks { return .unreadable }
    return number(scanner.digits, count: scanner.count, hasPlus: scanner.hasPlus)
  }

  private static func number(_ digits: UInt64, count: Int, hasPlus: Bool) -> Outcome {
    guard count <= longest else { return .unreadable }
    return .number(CleanNumber(digits: digits, count: count, hasPlus: hasPlus))
  }

  /// `1.3711112222E10` holds all eleven digits; `1.37E+10` has lost eight.
  private static func scientific(_ cell: Span<UInt8>, exponentAt: Int) -> Outcome {
    var mantissa = NumberScanner(cell.extracting(0..<exponentAt))
    mantissa.run()
    var index = exponentAt + 1
    if index < cell.count, cell[index] == UInt8(ascii: "+") { index += 1 }
    var exponent = 0
    let digitsStart = index
    while index < cell.count, cell[index] &- 0x30 < 10, exponent < 100 {
      exponent = exponent * 10 + Int(cell[index] &- 0x30)
      index += 1
    }
    while index < cell.count, NumberScanner.isSkippable(cell[index]) { index += 1 }
    guard index == cell.count, index > digitsStart, !mantissa.isUnreadable, mantissa.count > 0,
      mantissa.dots <= 1, mantissa.count - mantissa.digitsAfterDot <= 1, exponent >= 6,
      mantissa.count <= longest
    else { return .unreadable }
    guard mantissa.digitsAfterDot >= exponent else { return .shortened }
    var digits = mantissa.digits
    for _ in 0..<mantissa.digitsAfterDot - exponent {
      guard digits % 10 == 0 else { return .unreadable }
      digits /= 10
    }
    return number(digits, count: exponent + 1, hasPlus: mantissa.hasPlus)
  }
}

/// Walks over a phone cell once and gathers its digits.
private struct NumberScanner: ~Escapable {
  private let cell: Span<UInt8>
  private var index = 0
  var digits: UInt64 = 0
  var count = 0
  var hasPlus = false
  /// Hyphens, brackets or an apostrophe occurred.
  var hasMarks = false
  var dots = 0
  var digitsAfterDot = 0
  var zerosAfterDot = 0
  var isUnreadable = false
  /// Where an `E` stands that may be that of scientific notation.
  var exponentAt: Int?

  @_lifetime(copy cell)
  init(_ cell: Span<UInt8>) { self.cell = cell }

  mutating func run() {
    while index < cell.count, !isUnreadable {
      let byte = cell[index]
      let digit = byte &- 0x30
      if digit < 10 {
        take(digit)
        index += 1
      } else if byte < 0x80 {
        takeASCII(byte)
        index += 1
      } else {
        takeWide(byte)
      }
    }
  }

  static func isSkippable(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7F }

  private mutating func take(_ digit: UInt8) {
    count += 1
    if count <= 19 { digits = digits &* 10 &+ UInt64(digit) }
    if dots > 0 {
      digitsAfterDot += 1
      if digit == 0 { zerosAfterDot += 1 }
    }
  }

  private mutating func takeASCII(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"): hasMarks = true
    case UInt8(ascii: "."):
      dots += 1
      (digitsAfterDot, zerosAfterDot) = (0, 0)
    case UInt8(ascii: "+"): takePlus()
    // Excel's guards that keep a number text: '138… and ="138…".
    case UInt8(ascii: "'"), UInt8(ascii: "="):
      hasMarks = true
      if count > 0 { isUnreadable = true }
    case UInt8(ascii: "\""): hasMarks = true
    case UInt8(ascii: "E"), UInt8(ascii: "e"):
      isUnreadable = true
      exponentAt = index
    default: if !Self.isSkippable(byte) { isUnreadable = true }
    }
  }

  private mutating func takePlus() {
    if hasPlus || count > 0 { isUnreadable = true }
    hasPlus = true
  }

  private mutating func takeWide(_ byte: UInt8) {
    if byte == 0xC2, index + 1 < cell.count, cell[index + 1] == 0xA0 || cell[index + 1] == 0xAD {
      index += 2
      return
    }
    guard index + 2 < cell.count else {
      isUnreadable = true
      return
    }
    let rest = UInt16(cell[index + 1]) << 8 | UInt16(cell[index + 2])
    index += 3
    switch (byte, rest) {
    // Full-width digits U+FF10 to U+FF19.
    case (0xEF, 0xBC90...0xBC99): take(UInt8(truncatingIfNeeded: rest & 0xFF) - 0x90)
    case (0xEF, 0xBC8B): takePlus()
    // Full-width ( ) - and the small hyphen.
    case (0xEF, 0xBC88), (0xEF, 0xBC89), (0xEF, 0xBC8D), (0xEF, 0xB9A3): hasMarks = true
    case (0xEF, 0xBC8E): takeASCII(UInt8(ascii: "."))
    // Curly apostrophes.
    case (0xE2, 0x8098), (0xE2, 0x8099): takeASCII(UInt8(ascii: "'"))
    // Dashes U+2010 to U+2015 and the minus sign.
    case (0xE2, 0x8090...0x8095), (0xE2, 0x8892): hasMarks = true
    // Spaces and invisible characters: U+2000 to U+200F, U+2028 to U+202F, U+205F to U+2064,
    // U+3000, U+FEFF.
    case (0xE2, 0x8080...0x808F), (0xE2, 0x80A8...0x80AF), (0xE2, 0x819F...0x81A4),
      (0xE3, 0x8080), (0xEF, 0xBBBF):
      break
    default: isUnreadable = true
    }
  }
}
