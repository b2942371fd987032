/// What people write between a country's calling code and a number: the zero of `+44 (0)7700 …`, the
/// `15` of `+54 11 15 …` (SPEC NUM-9).
///
/// Which digits these are, and where a leading zero belongs to the number, is a matter of each country's
/// plan. The automaton agrees with `parse` of the package that `NumberingPlan.source` names.
struct NationalPrefix: Sendable {
  /// Digits put in front, and two runs of digits taken out: at the front, and behind some kept.
  private struct Edit {
    var insert: UInt64
    var insertCount, front, kept, gap: Int
  }

  private let automaton = DigitAutomaton(
    NationalPrefix.stateData, stateCount: NationalPrefix.stateCount)
  private let edits: [Edit]

  init() {
    let lines = NationalPrefix.editData.withUTF8Buffer { Array($0) }
    edits = lines.split(separator: UInt8(ascii: "\n")).map { line in
      let fields = line.split(separator: UInt8(ascii: " ")).map(decimal)
      return Edit(
        insert: UInt64(fields[0]), insertCount: fields[1], front: fields[2], kept: fields[3],
        gap: fields[4])
    }
  }

  /// Takes the prefix away from the digits behind a calling code.
  ///
  /// - Parameters:
  ///   - national: a number whose last digits are those behind the code, and how many these are.
  ///   - word: the same from the first on, as many as fit.
  ///   - inWord: how many of them the word has.
  ///   - start: the code's state.
  /// - Returns: the digits of the number and how many they are; nil when there is no prefix.
  func removed(
    from national: (digits: UInt64, count: Int), word: DigitWord, inWord: Int, start: Int
  ) -> (digits: UInt64, count: Int)? {
    let edit = edits[edit(of: national, word, inWord, start)]
    guard edit.front + edit.gap + edit.insertCount > 0 else { return nil }
    let behindFront = national.count - edit.front
    let tailCount = behindFront - edit.kept - edit.gap
    let inner = national.digits % powerOfTen(behindFront)
    let head = inner / powerOfTen(behindFront - edit.kept)
    let tail = inner % powerOfTen(tailCount)
    let count = edit.kept + tailCount
    let digits = head * powerOfTen(tailCount) + tail
    return (edit.insert * powerOfTen(count) + digits, edit.insertCount + count)
  }

  private func edit(
    of national: (digits: UInt64, count: Int), _ word: DigitWord, _ inWord: Int, _ start: Int
  ) -> Int {
    var (state, word) = (start, word)
    for place in 0..<national.count {
      // From the first state on nothing is taken away any more: nearly all numbers get there at once.
      if state == 0 { return 0 }
      if place == inWord {
        let rest = national.count - inWord
        word = DigitWord(national.digits % powerOfTen(rest), count: rest)
      }
      state = automaton.state(after: state, word.first)
      word.dropFirst()
    }
    return automaton.output(of: state)
  }
}

/// The value of ASCII digits in the generated text.
func decimal(_ digits: some Sequence<UInt8>) -> Int {
  digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
}
