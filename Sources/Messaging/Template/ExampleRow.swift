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

  /// The number with its country code.
  package static func digits(_ region: MessageRegion) -> UInt64 {
    region == .mainland ? 8_612_098_765_432 : 61_491_570_006
  }

  /// The example of a verification code.
  package static let code = "123456"

  /// The example of a variable's value, which no recipient's own looks like: `value of {1}`.
  package static func value(ofVariable index: Int, in body: TemplateBody) -> String {
    "value of \(body.label(ofVariable: index))"
  }
}
