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
  private enum Digits {
    case mainland, international, misread

    init?(_ digits: UInt64) {
      switch digits {
      case 8_612_098_765_432: self = .mainland
      case 61_491_570_006: self = .international
      case 12_098_765_432: self = .misread
      default: return nil
      }
    }
  }

  /// Whether a number is an example's, in whichever task its sheet is sent.
  ///
  /// - Parameters:
  ///   - number: as the task reads it.
  ///   - cell: what the sheet has: with a plus the mainland's digits are somebody's under +1.
  /// - Returns: whether nobody is meant.
  package static func isNumber(_ number: E164, writtenAs cell: Span<UInt8>) -> Bool {
    switch Digits(number.digits) {
    case nil: false
    case .mainland, .international: true
    case .misread: cell.indices.allSatisfy { cell[$0] != UInt8(ascii: "+") }
    }
  }

  private static let valueStart: StaticString = "value of "

  /// Whether a value is still an example's, of whichever variable in whichever style.
  package static func isValue(_ value: Span<UInt8>) -> Bool {
    // Nearly every value ends here.
    guard value.count > 0, value[value.count - 1] == UInt8(ascii: "}") else { return false }
    let start = valueStart.utf8CodeUnitCount
    guard value.count > start + 2,
      (0..<start).allSatisfy({ value[$0] == valueStart.utf8Start[$0] })
    else { return false }
    return value[start] == UInt8(ascii: "{")
      || value[start] == UInt8(ascii: "$") && value[start + 1] == UInt8(ascii: "{")
  }

  /// The example of a verification code.
  package static let code = "123456"

  /// The example of a variable's value, which no recipient's own looks like: `value of {1}`.
  package static func value(ofVariable index: Int, in body: TemplateBody) -> String {
    "value of \(body.label(ofVariable: index))"
  }
}
