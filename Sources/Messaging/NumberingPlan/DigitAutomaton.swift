/// An automaton over digits, as Scripts/generate_numbering_plan.py writes it.
///
/// A state is named by the index at which its row starts, so that a step is one addition and one load.
struct DigitAutomaton: Sendable {
  /// A row holds the next row for each digit, then the output of the state.
  private static let outputColumn = 10
  private static let rowLength = outputColumn + 1

  private let rows: [UInt16]

  /// Decodes the generated text of so many states.
  init(_ text: StaticString, stateCount: Int) {
    let text = text.withUTF8Buffer { $0.filter { $0 != UInt8(ascii: "\n") } }
    var position = 0
    func number(width: Int) -> Int {
      defer { position += width }
      return text[position..<position + width].reduce(0) {
        $0 * NumberingPlan.stateDataBase + Int($1 - NumberingPlan.stateDataZero)
      }
    }
    var rows: [UInt16] = []
    rows.reserveCapacity(stateCount * Self.rowLength)
    for _ in 0..<stateCount {
      let output = number(width: 1)
      var digit = 0
      while digit < Self.outputColumn {
        let run = number(width: 1)
        let next = UInt16(number(width: 2) * Self.rowLength)
        rows.append(contentsOf: repeatElement(next, count: run))
        digit += run
      }
      rows.append(UInt16(output))
    }
    self.rows = rows
  }

  /// The state of this number in the generated text.
  static func state(numbered number: Int) -> Int { number * rowLength }

  @inline(__always)
  func state(after state: Int, _ digit: Int) -> Int { Int(rows[state + digit]) }

  func output(of state: Int) -> Int { Int(rows[state + Self.outputColumn]) }
}

/// The digits of a number in reading order, four bits each, the first one lowest.
struct DigitWord {
  /// Digits that fit; of a longer number the last ones are left out.
  static let capacity = 16

  private(set) var bits: UInt64 = 0

  /// Takes a number apart.
  ///
  /// - Parameters:
  ///   - digits: the number.
  ///   - count: its digits, leading zeros with them.
  init(_ digits: UInt64, count: Int) {
    // Division yields the last digit first; pushing each onto four bits leaves the first one lowest.
    var rest = digits
    for _ in 0..<count {
      bits = bits << 4 | rest % 10
      rest /= 10
    }
  }

  var first: Int { Int(bits & 15) }

  @inline(__always)
  mutating func dropFirst(_ count: Int = 1) { bits >>= UInt64(4 * count) }
}

/// Ten to a power from 0 to 19; what is beyond counts as the nearer of these.
func powerOfTen(_ exponent: Int) -> UInt64 {
  var power: UInt64 = 1
  for _ in 0..<max(0, min(exponent, 19)) { power *= 10 }
  return power
}
