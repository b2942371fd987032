import Spreadsheet
import TestSupport
import Testing

/// What a code shows, as most tests need it.
func shown(
  _ value: Double, _ code: String, _ system: DateSystem = .year1900
) -> String {
  shown(value, NumberFormat(code: code), system)
}

func shown(
  _ value: Double, _ format: NumberFormat, _ system: DateSystem = .year1900
) -> String {
  var bytes: [UInt8] = []
  format.append(value, dateSystem: system, to: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}

func shownText(_ text: String, _ code: String) -> String {
  var bytes: [UInt8] = []
  let utf8 = Array(text.utf8)
  NumberFormat(code: code).appendText(utf8.span, to: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}

/// 20 November 2026, a Friday; 18:05:09.876 that day.
private let friday = 46346.0
private let evening = 46346.75358652778

@Suite("SHEET-5 number formats")
struct NumberFormatTests {
  @Test(
    arguments: [
      (0.0, "0", "0"), (12.5, "0", "13"), (-12.5, "0", "-13"), (5, "00000", "00005"),
      (13_800_138_000, "00000000000", "13800138000"), (138, "00000000000", "00000000138"),
      (1.005, "0.00", "1.01"), (99.995, "0.00", "100.00"), (2.675, "0.00", "2.68"),
      (0.1 + 0.2, "0.0000000000000000", "0.3000000000000000"), (0.5, ".00", ".50"),
      (12.5, ".00", "12.50"), (5, "#.##", "5."), (0.5, "#.##", ".5"), (0, "#", ""),
      (0, "#.##", "."), (1.5, "0.0#", "1.5"), (1.25, "0.0#", "1.25"), (3, "0.", "3."),
      (1.5, "?.??", "1.5"), (1.5, "???.0", "1.5"), (-0.001, "0.00", "0.00"),
      (1e20, "0", "100000000000000000000"), (.leastNonzeroMagnitude, "0.00", "0.00"),
      (123_456_789_012_345_680, "0", "123456789012346000"),
    ] as [(Double, String, String)])
  func `digit placeholders`(_ value: Double, _ code: String, _ expected: String) {
    #expect(shown(value, code) == expected)
  }

  @Test(
    arguments: [
      (1_234_567.0, "#,##0", "1,234,567"), (999, "#,##0", "999"),
      (-1234.5, "#,##0.00", "-1,234.50"),
      (12, "0,000", "0,012"), (5, "?,???", "5"), (1000, "#,###", "1,000"), (0, "#,###", ""),
      (12345, "0,", "12"), (12500, "0,", "13"), (1_234_567, "0.0,,\"M\"", "1.2M"),
      (12_345, "#,##0,\"K\"", "12K"), (1_234_567_890, "#,##0,", "1,234,568"),
      (12_345, "0!.0,\"万\"", "1.2万"), (12_345, "0\\.0,\"万\"", "1.2万"),
      (0.125, "0%", "13%"), (0.125, "0.0%", "12.5%"), (1, "0%", "100%"), (0.07, "0.00%", "7.00%"),
      (-0.5, "0%", "-50%"), (0.5, "%0", "%50"), (0.29, "0%", "29%"), (0.5, "0\"%\"", "1%"),
      (0.001, "0.0%%", "10.0%%"),
    ] as [(Double, String, String)])
  func `thousands, scaling and percent`(_ value: Double, _ code: String, _ expected: String) {
    #expect(shown(value, code) == expected)
  }

  @Test(
    arguments: [
      (12345.0, "0.00E+00", "1.23E+04"), (0.00012345, "0.00E+00", "1.23E-04"),
      (12345, "##0.0E+0", "12.3E+3"), (123_456, "##0.0E+0", "123.5E+3"),
      (999_960, "##0.0E+0", "1.0E+6"), (9.999, "0.00E+00", "1.00E+01"), (0, "0.00E+00", "0.00E+00"),
      (12345, "0E-0", "1E4"), (0.0012, "0.0E-0", "1.2E-3"), (-12345, "0.0E+0", "-1.2E+4"),
      (1e100, "0.0E+0", "1.0E+100"), (.leastNonzeroMagnitude, "0.00E+00", "4.94E-324"),
      (1234, "0.0e+0", "1.2e+3"),
      (12345, "0.0E+0\" x\"", "1.2E+4 x"),
    ] as [(Double, String, String)])
  func `scientific notation`(_ value: Double, _ code: String, _ expected: String) {
    #expect(shown(value, code) == expected)
  }

  @Test(
    arguments: [
      (0.5, "# ?/?", "1/2"), (1.5, "# ?/?", "1 1/2"), (-1.25, "# ?/?", "-1 1/4"),
      (5, "# ?/?", "5"),
      (0, "# ?/?", "0"), (0.3, "# ?/?", "2/7"), (321.321, "# ?/?", "321 1/3"),
      (321.321, "# ??/??", "321 26/81"), (0.99, "# ?/?", "1"), (1.25, "?/?", "5/4"),
      (0.25, "# ??/100", "25/100"), (0.375, "# ?/8", "3/8"), (1.5, "0 0/0", "1 1/2"),
      (5, "0 0/0", "5 0/1"), (0.5, "# ??/??", "1/2"),
      (3.141592653589793, "# ???/???", "3  16/113"),
      (0.5, "0/0\" inch\"", "1/2 inch"), (2, "?/?", "2/1"), (1e300, "?/?", "1E+300"),
      (0.0625, "# ??/16", "1/16"),
    ] as [(Double, String, String)])
  func fractions(_ value: Double, _ code: String, _ expected: String) {
    #expect(shown(value, code) == expected)
  }

  @Test(
    arguments: [
      (1234.5, "\"¥\"#,##0.00", "¥1,234.50"), (-1234.5, "\"¥\"#,##0.00", "-¥1,234.50"),
      (1234.5, "[$€-407] #,##0.00", "€ 1,234.50"), (1234.5, "#,##0.00 [$€-1]", "1,234.50 €"),
      (99, "[$¥-804]0;[Red]-[$¥-804]0", "¥99"), (-99, "[$¥-804]0;[Red]-[$¥-804]0", "-¥99"),
      (99, "[$USD] 0", "USD 99"), (5, "0.00\"元\"", "5.00元"), (5, "0.00元", "5.00元"),
      (5, "0.00 USD", "5.00 USD"), (7, "[Blue][Color 3]0", "7"), (7, "*-0_)", "7"),
      (5_551_234, "000-0000", "555-1234"), (2_065_551_234, "(###) ###-####", "(206) 555-1234"),
      (5, "0 \\k\\g", "5 kg"), (5, "\"a\"\"b\"0", "ab5"), (1, "@", "1"), (0.1 + 0.2, "@", "0.3"),
      (12.345, "General\"元\"", "12.345元"), (-2, "General;\"minus \"General", "minus 2"),
      (12.345, "G/通用格式\"元\"", "12.345元"), (12.5, "[Red]General", "12.5"),
      (1_010, "[DBNum1]General", "一千〇一十"), (101_000, "[DBNum2]General", "壹拾万壹仟"),
      (100_000_001, "[DBNum1]General", "一亿〇一"), (1.05, "[DBNum2]General", "壹点零伍"),
      (2026, "[DBNum1]0", "二〇二六"), (12, "[DBNum3]0", "１２"),
    ] as [(Double, String, String)])
  func `text, currency and numerals`(_ value: Double, _ code: String, _ expected: String) {
    #expect(shown(value, code) == expected)
  }

  @Test(
    arguments: [
      (1.0, "0;(0)", "1"), (-1, "0;(0)", "(1)"), (0, "0;(0)", "0"), (0, "0;-0;\"nil\"", "nil"),
      (-5, "0;;", ""), (0, "0;;", ""), (5, ";;;", ""), (-5, "\"a\";\"b\"", "b"),
      (5, "0;-0;;@", "5"),
      (0, "0;-0;;@", ""), (-5, "0;@", "-5"), (-5, "0.0;(0.0);@", "(5.0)"),
      (0, "0.0;(0.0);@", "0.0"),
      (150, "[>=100]\"big \"0;\"small \"0", "big 150"),
      (50, "[>=100]\"big \"0;\"small \"0", "small 50"),
      (-5, "[>=100]0;0.0", "-5.0"), (5, "[<0]\"debt \"0;0", "5"),
      (-5, "[<0]\"debt \"0;0", "debt 5"),
      (1, "[=1]\"yes\";[=0]\"no\";General", "yes"), (0, "[=1]\"yes\";[=0]\"no\";General", "no"),
      (2.5, "[=1]\"yes\";[=0]\"no\";General", "2.5"), (-30, "[<-25]0;0", "30"),
      (5, "[>100]0", "5"), (5.25, "[>100]0", "5.25"), (5, "[>100]0;[<0]0.0", "5"),
      (5, "[<>5]0;\"five\"", "five"),
      (1_500_000, "[>=1000000]0.0,,\"M\";[>=1000]0.0,\"K\";0", "1.5M"),
      (1_500, "[>=1000000]0.0,,\"M\";[>=1000]0.0,\"K\";0", "1.5K"),
      (-1_500, "[>=1000000]0.0,,\"M\";[>=1000]0.0,\"K\";0", "-1500"),
      (5_551_234, "[<=9999999]###-####;(###) ###-####", "555-1234"),
    ] as [(Double, String, String)])
  func `sections and conditions`(_ value: Double, _ code: String, _ expected: String) {
    #expect(shown(value, code) == expected)
  }

  @Test(
    arguments: [
      ("Ann", "General", "Ann"), ("Ann", "0.00", "Ann"), ("Ann", "@", "Ann"),
      ("Ann", "0;0;0;\"Dear \"@", "Dear Ann"), ("Ann", "0;\"<\"@\">\"", "<Ann>"),
      ("Ann", ";;;", ""),
      ("安", "@\"先生\"", "安先生"), ("Ann", "0;0;0;\"text\"", "text"), ("Ann", "yyyy/m/d;@", "Ann"),
      ("Ann", "\"@\"0", "Ann"),
    ] as [(String, String, String)])
  func `text cells`(_ text: String, _ code: String, _ expected: String) {
    #expect(shownText(text, code) == expected)
  }

  @Test(
    arguments: [
      (friday, "yyyy-mm-dd", "2026-11-20"), (friday, "yyyy/m/d", "2026/11/20"),
      (36526, "yy-m-d", "00-1-1"), (36526, "d-mmm-yy", "1-Jan-00"),
      (36526, "dd.mm.yyyy", "01.01.2000"),
      (friday, "mmmm d, yyyy", "November 20, 2026"), (friday, "mmmmm", "N"),
      (friday, "ddd dddd", "Fri Friday"), (friday, "yyyymmdd", "20261120"),
      (friday, #"yyyy"年"m"月"d"日""#, "2026年11月20日"), (friday, "yyyy年m月d日", "2026年11月20日"),
      (friday, "[$-804]yyyy\"年\"m\"月\"d\"日\" dddd", "2026年11月20日 星期五"),
      (friday, "[$-804]ddd", "周五"), (friday, "aaa aaaa", "五 星期五"), (friday, "[$-zh-CN]mmm", "11月"),
      (friday, "[$-804]mmmm", "十一月"), (friday, "[$-404]e/m/d", "115/11/20"), (friday, "e", "2026"),
      (friday, #"[DBNum1][$-804]yyyy"年"m"月"d"日""#, "二〇二六年十一月二十日"),
      (friday, "[$-F800]dddd, mmmm dd, yyyy", "2026年11月20日"), (friday, "[$-409]mmm", "Nov"),
      (friday, "yyyy/m/d;@", "2026/11/20"), (friday, "[$-x-sysdate]dddd", "2026年11月20日"),
      (friday, "YYYY-MM-DD", "2026-11-20"), (60, "yyyy-mm-dd", "1900-02-29"),
      (friday, "bbbb", "2569"),
      (0, "yyyy/m/d", "1900/1/0"), (-1, "yyyy-mm-dd", "-1"), (2_958_466, "yyyy-mm-dd", "2958466"),
      (1_747_911_406, "yyyy-mm-dd", "1747911406"), (46345.999999999999, "yyyy-mm-dd", "2026-11-20"),
    ] as [(Double, String, String)])
  func dates(_ value: Double, _ code: String, _ expected: String) {
    #expect(shown(value, code) == expected)
    #expect(NumberFormat(code: code).isDate)
  }

  @Test(
    arguments: [
      (evening, "h:mm", "18:05"), (evening, "hh:mm:ss", "18:05:10"),
      (evening, "h:mm AM/PM", "6:05 PM"),
      (evening, "hh:mm:ss.0", "18:05:09.9"), (evening, "hh:mm:ss.00", "18:05:09.88"),
      (evening, "ss.000", "09.876"), (evening, "mm:ss.0", "05:09.9"),
      (evening, "h:mm A/P", "6:05 P"),
      (evening, "上午/下午h\"时\"mm\"分\"", "下午6时05分"), (0.25, "上午/下午h\"时\"", "上午6时"),
      (evening, "[$-804]AM/PM h:mm", "下午 6:05"), (0, "h:mm AM/PM", "12:00 AM"),
      (0.5, "h AM/PM", "12 PM"), (evening, "yyyy-mm-dd hh:mm", "2026-11-20 18:05"),
      (evening, "[$-F400]h:mm:ss AM/PM", "18:05:10"), (evening, "mm/dd hh:mm", "11/20 18:05"),
      (evening, "h\"h\" m\"m\" s\"s\"", "18h 5m 10s"),
      (evening, "yyyymmddhhmmss", "20261120180510"),
      (evening, "yyyy-mm-ddThh:mm:ss", "2026-11-20T18:05:10"), (1.5, "[h]:mm", "36:00"),
      (1.5, "[mm]:ss", "2160:00"), (1.5, "[s]", "129600"), (0.05, "[hh]:mm:ss", "01:12:00"),
      (0.0000115, "[ss].00", "00.99"), (0.99999999, "[h]:mm:ss", "24:00:00"), (0, "[h]:mm", "0:00"),
      (46346.999999, "yyyy-mm-dd hh:mm:ss", "2026-11-21 00:00:00"),
      (0.5, "[h]\"小时\"mm\"分\"", "12小时00分"),
      (-0.5, "[h]:mm", "-12:00"), (evening, "m", "11"), (evening, "h m", "18 5"),
    ] as [(Double, String, String)])
  func times(_ value: Double, _ code: String, _ expected: String) {
    #expect(shown(value, code) == expected)
    #expect(NumberFormat(code: code).isDate)
  }

  @Test(
    arguments: [
      (0.0, "yyyy-mm-dd", "1904-01-01"), (44884, "yyyy-mm-dd dddd", "2026-11-20 Friday"),
      (-0.5, "[h]:mm", "-12:00"), (1.5, "yyyy/m/d h:mm", "1904/1/2 12:00"),
      (2_957_003, "yyyy-mm-dd", "9999-12-31"), (2_957_004, "yyyy-mm-dd", "2957004"),
    ] as [(Double, String, String)])
  func `dates of the 1904 system`(_ value: Double, _ code: String, _ expected: String) {
    #expect(shown(value, code, .year1904) == expected)
  }

  @Test(
    arguments: [
      (1, 2.5, "3"), (2, 2.5, "2.50"), (3, 1234.5, "1,235"), (4, -1234.5, "-1,234.50"),
      (5, -1234, "($1,234)"), (8, 1234, "$1,234.00"), (9, 0.5, "50%"), (10, 0.125, "12.50%"),
      (11, 12345, "1.23E+04"), (12, 0.5, "1/2"), (13, 0.04, "1/25"), (14, friday, "2026/11/20"),
      (15, friday, "20-Nov-26"), (16, friday, "20-Nov"), (17, friday, "Nov-26"),
      (18, evening, "6:05 PM"), (19, evening, "6:05:10 PM"), (20, evening, "18:05"),
      (21, evening, "18:05:10"), (22, evening, "2026/11/20 18:05"), (27, friday, "2026年11月"),
      (28, friday, "11月20日"), (30, friday, "11-20-26"), (31, friday, "2026年11月20日"),
      (32, evening, "18时05分"), (33, evening, "18时05分10秒"), (34, evening, "下午6时05分"),
      (35, evening, "下午6时05分10秒"), (37, -1234, "(1,234)"), (44, -1234.5, "$(1,234.50)"),
      (41, 0, "-"), (45, evening, "05:10"), (46, 1.5, "36:00:00"), (47, evening, "05:09.9"),
      (48, 12345, "12.3E+3"), (49, 0.5, "0.5"), (57, friday, "2026年11月"), (58, friday, "11月20日"),
    ] as [(Int, Double, String)])
  func `built-in formats`(_ id: Int, _ value: Double, _ expected: String) throws {
    let format = try #require(NumberFormat.builtIn(id))
    #expect(shown(value, format) == expected)
  }

  @Test(arguments: [-1, 23, 26, 59, 163, 164, Int.max])
  func `ids without a built-in format`(_ id: Int) {
    #expect(NumberFormat.builtIn(id).map(\.isGeneral) == nil)
  }

  @Test(arguments: [
    "", "General", "GENERAL", "general", "[Red]General", "@", "\"open", "[open", "0;0;0;@;0",
    String(repeating: "0", count: 1_001),
  ])
  func `codes that behave as General`(_ code: String) {
    #expect(NumberFormat(code: code).isGeneral)
    #expect(shown(-1234.5, code) == "-1234.5")
  }

  @Test(arguments: [
    "0.00", "General\"s\"", "\"d\"0", "0.00 USD", "[Red]0", "\\d0", "_d0", "*d0", "0E+00",
  ])
  func `codes that are no dates`(_ code: String) {
    #expect(!NumberFormat(code: code).isDate)
  }

  @Test func `numbers that are not finite`() {
    for code in ["0", "yyyy", "# ?/?", "0.0E+0", "General"] {
      #expect(shown(.nan, code) == "#NUM!")
      #expect(shown(-.infinity, code) == "#NUM!")
    }
  }

  /// Codes put together at random from all that a code may hold, and doubles of all sizes.
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `any code and any number give a short text`(_ seed: UInt64) {
    var random = SeededRandom(seed)
    let alphabet = [
      "0", "#", "?", ".", ",", "%", "/", "E+", "E-", "e", "@", ";", "y", "m", "d", "h", "s", "a",
      "b", "g",
      "AM/PM", "A/P", "上午/下午", "[h]", "[mm]", "[ss]", "[Red]", "[$-804]", "[$¥-404]", "[$-F800]",
      "[DBNum1]", "[DBNum2]", "[>=100]", "[<0]", "[=", "]", "[", "\"", "\"x\"", "\\", "_", "*", "!",
      "(",
      ")", "-", "年", "General", " ", ".00", "1", "16", "9999999999", "Z", "😀",
    ]
    let edges: [Double] = [
      0, -0.0, .nan, .infinity, -.infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude, 0.5,
      2_958_465.999_999_999_9, -1, 1e15, 999_999_999_999_999.9, 9.999_999_999_999_999e22, 0x1p126,
      1e-7,
    ]
    for _ in 0..<4_000 {
      let code = (0..<random.next() % 14).map { _ in
        alphabet[Int(random.next() % UInt64(alphabet.count))]
      }.joined()
      let value =
        random.next() % 3 == 0
        ? edges[Int(random.next() % UInt64(edges.count))] : Double(bitPattern: random.next())
      let system: DateSystem = random.next() % 2 == 0 ? .year1900 : .year1904
      let text = shown(value, code, system)
      #expect(text.utf8.count < 4_000, "\(code) \(value)")
      #expect(shownText("Ann", code).utf8.count < 400, "\(code)")
    }
  }

  @Test func `the longest codes give a bounded text`() {
    for piece in ["0", "#,", "%", "?/", "@", "[h]", "dddd ", "General", "0E+0", "[DBNum2]0", "?"] {
      let code = String(repeating: piece, count: 1_000 / piece.count)
      for value in [1.5, -1e300, 46346.5, 0] {
        #expect(shown(value, code).utf8.count < 20_000, "\(code.prefix(10)) \(value)")
      }
      #expect(shownText("Ann", code).utf8.count < 2_000)
    }
  }
}
