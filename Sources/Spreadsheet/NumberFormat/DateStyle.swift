/// How dates and times look where a format leaves that to the reader's country (SPEC SHEET-5).
///
/// These are the formats 14 to 22 of ECMA-376 part 1, 18.8.30, whose meaning is the system's, and
/// `[$-F800]` and `[$-F400]`. What Excel shows in each country: Apache OpenOffice's table of built-in
/// formats by locale, and the numfmt project's list of system formats.
package enum DateStyle: String, CaseIterable, Sendable {
  /// 2026/11/20, as Excel in China has it.
  case china = "zh-CN"
  /// 11/20/2026.
  case unitedStates = "en-US"
  /// 20/11/2026.
  case unitedKingdom = "en-GB"
  /// 2026-11-20 (ISO 8601).
  case iso

  /// The code of a built-in format that depends on the country; nil for the others.
  func code(ofBuiltIn id: Int) -> String? {
    switch (id, self) {
    case (14, _): shortDate
    case (22, .unitedKingdom), (22, .iso): shortDate + " hh:mm"
    case (22, _): shortDate + " h:mm"
    case (15, .unitedKingdom): "dd-mmm-yy"
    case (16, .unitedKingdom): "dd-mmm"
    case (20, .unitedKingdom): "hh:mm"
    case (21, .unitedKingdom): "hh:mm:ss"
    // East Asian formats, which Excel shows elsewhere as its own short date and time.
    case (27...31, .unitedStates), (36, .unitedStates), (50...58, .unitedStates),
      (27...31, .unitedKingdom), (36, .unitedKingdom), (50...58, .unitedKingdom),
      (27...31, .iso), (36, .iso), (50...58, .iso):
      shortDate
    case (32...35, .unitedStates): "h:mm:ss"
    case (32...35, .unitedKingdom), (32...35, .iso): "hh:mm:ss"
    default: nil
    }
  }

  private var shortDate: String {
    switch self {
    case .china: "yyyy/m/d"
    case .unitedStates: "m/d/yyyy"
    case .unitedKingdom: "dd/mm/yyyy"
    case .iso: "yyyy-mm-dd"
    }
  }

  /// What `[$-F800]` stands for.
  var longDate: String {
    switch self {
    case .china: #"yyyy"年"m"月"d"日""#
    case .unitedStates: "dddd, mmmm d, yyyy"
    case .unitedKingdom: "dd mmmm yyyy"
    case .iso: "yyyy-mm-dd"
    }
  }

  /// What `[$-F400]` stands for.
  var longTime: String {
    switch self {
    case .china: "h:mm:ss"
    case .unitedStates: "h:mm:ss AM/PM"
    case .unitedKingdom, .iso: "hh:mm:ss"
    }
  }
}
