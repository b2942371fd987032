internal import Characters
internal import Messaging
internal import Spreadsheet

/// Counts what a user would not notice about values, for a sentence each (SPEC SHEET-14).
///
/// Memory: a count for each of 64 characters.
struct ValueRemarks {
  private var nullWords = 0
  private var lostDigits = 0
  /// Messages that one character alone makes Unicode, by that character.
  private var loneCharacters: [Unicode.Scalar: Int] = [:]

  private static let mostCharacters = 64

  /// Looks at a value of a row that no rule has removed.
  mutating func note(_ value: borrowing CellValue) {
    if case .null = value.state { nullWords += 1 }
    if Self.hasLostDigits(value.text, isNumber: value.isNumber) { lostDigits += 1 }
  }

  /// Looks at a message that is no GSM 03.38 text.
  mutating func noteUnicode(_ text: Span<UInt8>) {
    guard let character = GSMAlphabet.loneStranger(in: text) else { return }
    guard loneCharacters[character] != nil || loneCharacters.count < Self.mostCharacters else {
      return
    }
    loneCharacters[character, default: 0] += 1
  }

  /// Whether a spreadsheet has shortened a value: `4.20E+18`, or digits past the 15 that it keeps.
  private static func hasLostDigits(_ text: Span<UInt8>, isNumber: Bool) -> Bool {
    let count = text.count
    guard count >= 5, text[count - 1] &- 0x30 < 10 else { return false }
    if count > 15, text.indices.allSatisfy({ text[$0] &- 0x30 < 10 }) {
      // As a text they are whole, unless zeros stand in place of all that a spreadsheet does not keep.
      return isNumber || (15..<count).allSatisfy { text[$0] == UInt8(ascii: "0") }
    }
    // An exponent has one to three digits.
    let plus = UInt8(ascii: "+")
    let sign =
      text[count - 3] == plus
      ? count - 3 : text[count - 4] == plus ? count - 4 : text[count - 2] == plus ? count - 2 : 0
    guard sign > 0, text[sign - 1] | 0x20 == UInt8(ascii: "e") else { return false }
    let isMantissa = { (byte: UInt8) in
      byte &- 0x30 < 10 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
    }
    return sign > 1 && (0..<sign - 1).allSatisfy { isMantissa(text[$0]) }
      && (sign + 1..<count).allSatisfy { text[$0] &- 0x30 < 10 }
  }

  var sentences: [String] {
    var sentences: [String] = []
    if lostDigits > 0 {
      sentences.append(
        "Values whose last digits a spreadsheet has lost, such as 4.20E+18: \(grouped(lostDigits)). "
          + "Set the column to text and enter them again.")
    }
    if nullWords > 0 {
      sentences.append(
        "Values that are a database's word for nothing, such as NULL: \(grouped(nullWords)). They are "
          + "sent as they stand; --null takes them for missing.")
    }
    let characters = loneCharacters.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    for (character, count) in characters.prefix(3) {
      sentences.append(
        "Messages that “\(character)” (U+\(character.hexadecimal(digits: 4))) alone makes Unicode, with 70 "
          + "characters a segment instead of 160: \(grouped(count)).")
    }
    return sentences
  }
}

extension ColumnMapping {
  /// What is worth a word about the columns.
  var notices: [String] {
    repeatedNames.prefix(10).map { name, columns in
      "Columns \(columns.map(columnLetters).joined(separator: ", ")) are all named "
        + "“\(name.showingInvisible)”."
    }
  }
}
