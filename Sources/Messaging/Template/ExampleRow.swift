/// The example row of a template's recipient sheet: what it holds, and how it is known again (SPEC SHEET-9).
///
/// A sheet that comes back with this row, or with cells of it, must not send “value of {1}” to anybody.
package enum ExampleRow {
  /// A number that nobody has, as people write it in a task of the region.
  ///
  /// The mainland has allocated no number from 12; Australia's regulator keeps +61 491 570 006 for fiction
  /// (ACMA, phone numbers for use in TV shows, films and creative works).
  package static func number(_ region: MessageRegion) -> String {
    region == .mainland ? "12098765432" : "+61491570006"
  }

  /// The numbers with their country codes, and the mainland's as a task abroad would read its eleven digits.
  private static let digits: Set<UInt64> = [8_612_098_765_432, 61_491_570_006]
  private static let misread: UInt64 = 12_098_765_432

  /// Whether a number is an example's, in whichever task its sheet is sent.
  ///
  /// - Parameters:
  ///   - number: as the task reads it.
  ///   - cell: what the sheet has: with a plus the mainland's digits are somebody's under +1.
  /// - Returns: whether nobody is meant.
  package static func isNumber(_ number: E164, writtenAs cell: Span<UInt8>) -> Bool {
    if digits.contains(number.digits) { return true }
    guard number.digits == misread else { return false }
    return cell.indices.allSatisfy { cell[$0] != UInt8(ascii: "+") }
  }

  private static let valueStart = Array("value of ".utf8)

  /// Whether a value is still an example's, of whichever variable in whichever style.
  package static func isValue(_ value: Span<UInt8>) -> Bool {
    guard value.count > valueStart.count + 2, value[0] == valueStart[0],
      value[value.count - 1] == UInt8(ascii: "}"),
      valueStart.indices.allSatisfy({ value[$0] == valueStart[$0] })
    else { return false }
    let mark = value[valueStart.count]
    return mark == UInt8(ascii: "{")
      || mark == UInt8(ascii: "$") && value[valueStart.count + 1] == UInt8(ascii: "{")
  }

  /// The example of a verification code.
  package static let code = "123456"

  /// The example of a variable's value, which no recipient's own looks like: `value of {1}`.
  package static func value(ofVariable index: Int, in body: TemplateBody) -> String {
    "value of \(body.label(ofVariable: index))"
  }
}
