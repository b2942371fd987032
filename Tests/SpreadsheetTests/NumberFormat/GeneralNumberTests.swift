import Glibc
import Spreadsheet
import TestSupport
import Testing

private func shown(_ value: Double) -> String {
  var bytes: [UInt8] = []
  GeneralNumber.append(value, to: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}

/// Nil if the text is no number.
private func shown(raw: String) -> String? {
  var bytes: [UInt8] = []
  let isNumber = Array(raw.utf8).withUnsafeBufferPointer {
    GeneralNumber.append(raw: $0, to: &bytes)
  }
  return isNumber ? String(decoding: bytes, as: UTF8.self) : nil
}

private func parsed(_ raw: String) -> Double? {
  Array(raw.utf8).withUnsafeBufferPointer { GeneralNumber.parse($0) }
}

@Suite("SHEET-5 plain numbers")
struct GeneralNumberTests {
  @Test(
    arguments: [
      (0.0, "0"), (-0.0, "0"), (1, "1"), (-1.5, "-1.5"), (29.321_000_000_000_01, "29.321"),
      (0.1 + 0.2, "0.3"), (13_711_112_222, "13711112222"), (1e15, "1000000000000000"),
      (123_456_789_012_345_680, "123456789012346000"), (1e20, "100000000000000000000"),
      (1e21, "1E+21"), (1.5e30, "1.5E+30"), (-2.5e-12, "-2.5E-12"), (1e-9, "0.000000001"),
      (1.5e-10, "1.5E-10"), (1.0 / 3, "0.333333333"), (2.0 / 3, "0.666666667"),
      (999_999_999_999_999.9, "1000000000000000"),
      (.greatestFiniteMagnitude, "1.79769E+308"),
      (.leastNonzeroMagnitude, "4.94066E-324"), (0.1, "0.1"), (100, "100"),
      (1e22, "1E+22"),
      (9_007_199_254_740_992, "9007199254740990"), (4.35, "4.35"), (1.1e-7, "0.00000011"),
      (3_101_011_021_236_149_760, "3101011021236150000"), (.nan, "#NUM!"), (.infinity, "#NUM!"),
    ] as [(Double, String)])
  func `numbers have no floating-point tail`(_ value: Double, _ expected: String) {
    #expect(shown(value) == expected)
  }

  @Test(
    arguments: [
      ("13711112222", "13711112222"), ("12.50", "12.5"), ("-0.5", "-0.5"), ("007", "7"),
      ("-0", "0"),
      (" 5 ", "5"), ("1.3711112222E10", "13711112222"), ("1.3800138000e+10", "13800138000"),
      ("29.32100000000001", "29.321"), ("0.30000000000000004", "0.3"), (".5", "0.5"), ("5.", "5"),
      ("1E-3", "0.001"), ("123456789012345678901234567890", "1.23457E+29"),
      ("1e30", "1E+30"),
      ("0.000", "0"), ("+5", "5"), ("1e-400", "0"),
      ("100000000000000000000", "100000000000000000000"),
    ] as [(String, String)])
  func `the text of a number in the file`(_ raw: String, _ expected: String) {
    #expect(shown(raw: raw) == expected)
  }

  @Test(arguments: [
    "", " ", "-", ".", "abc", "1.2.3", "1e", "1e+", "0x10", "nan", "inf", "1 2", "1,5", "１",
    "1e999", "5%",
  ])
  func `text that is no number`(_ raw: String) {
    #expect(shown(raw: raw) == nil)
    #expect(parsed(raw) == nil)
  }

  @Test func `numbers are read exactly`() {
    var random = SeededRandom(2026)
    let spellings =
      ["9007199254740993", "1e23", "8.5e22", "2.2250738585072011e-308", "1.7976931348623157e308"]
      + (0..<20_000).map { _ in
        let value = Double(bitPattern: random.next())
        return value.isFinite ? "\(value)" : "0"
      } + (0..<20_000).map { _ in "\(Double.random(in: -1e6...1e6, using: &random))" }
      + (0..<20_000).map { _ in
        "\(UInt64.random(in: 0..<10_000_000_000_000_000_000))e\(Int.random(in: -30...30))"
      }
    for spelling in spellings where parsed(spelling) != Double(spelling) {
      Issue.record("\(spelling) is read as \(parsed(spelling) as Any)")
    }
  }

  /// Texts of Excel itself, as the tests of SheetJS and numfmt have them.
  @Test(
    arguments: [
      (1_234_567.891, "1234567.891"), (0.012_345_678_9, "0.012345679"),
      (0.000_123_456_7, "0.000123457"), (0.000_012_345_67, "1.23457E-05"),
      (0.000_012_345, "0.000012345"), (0.000_001_234_5, "1.2345E-06"), (1.2e-8, "0.000000012"),
      (1.23e-8, "1.23E-08"), (4_403_928_373.5, "4403928374"), (-4_511_987_749.6, "-4511987750"),
      (12_345_678_901.5, "12345678902"), (99_999_999_999.6, "1E+11"),
      (-99_999_999_999.6, "-1E+11"), (3300.000_000_000_000_5, "3300"),
      (-0.000_012_345_67, "-1.23457E-05"), (123_456_789_012.5, "1.23457E+11"),
    ] as [(Double, String)])
  func `decimals have eleven characters`(_ value: Double, _ expected: String) {
    #expect(shown(value) == expected)
  }

  @Test(
    arguments: [
      // Excel shows an exponent here; these may be identifiers, so all their digits stay.
      (123_456_789_012, "123456789012"), (-100_000_000_000, "-100000000000"),
      (4_532_015_112_830_366, "4532015112830370"), (310_101_198_001_011_200, "310101198001011000"),
    ] as [(Double, String)])
  func `whole numbers keep their digits`(_ value: Double, _ expected: String) {
    #expect(shown(value) == expected)
  }

  @Test(
    arguments: [
      // Rounding carries into another digit, out of the decimals, or out of the exponent.
      (0.999_999_999_9, "1"), (9.999_999_999_9, "10"), (999_999_999.95, "1000000000"),
      (0.000_099_999_999_9, "0.0001"), (0.000_009_999_999_9, "1E-05"),
      (99_999.999_999_9, "100000"), (-0.099_999_999_99, "-0.1"),
    ] as [(Double, String)])
  func `rounding carries`(_ value: Double, _ expected: String) {
    #expect(shown(value) == expected)
  }

  /// What SheetJS does, by the C library's rounding of the exact binary value.
  private func judged(_ value: Double) -> String {
    func printed(_ form: String) -> String {
      var buffer = [CChar](repeating: 0, count: 400)
      _ = withVaList([value]) { vsnprintf(&buffer, buffer.count, form, $0) }
      return String(
        decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
    let magnitude = Int(log10(value.magnitude).rounded(.down))
    if (-4...10).contains(magnitude) { return printed("%.\(max(0, 9 - max(0, magnitude)))f") }
    return printed("%.5e")
  }

  @Test func `decimals agree with the C library`() {
    var random = SeededRandom(2026)
    for round in 0..<40_000 {
      let value =
        round % 2 == 0
        ? Double.random(in: -1e7...1e7, using: &random) : Double(bitPattern: random.next())
      // Whole numbers, and small ones that fit as they are, have tables of their own.
      guard value.isFinite, value.magnitude < 1e11 || value.magnitude > 1e21 else { continue }
      let judged = judged(value)
      if Double(shown(value)) != Double(judged) {
        Issue.record("\(value) is shown as \(shown(value)) and not \(judged)")
      }
    }
  }

  @Test func `text and number agree`() {
    var random = SeededRandom(7)
    for _ in 0..<20_000 {
      let mantissa = Int.random(in: -999_999_999...999_999_999, using: &random)
      let raw = "\(mantissa)e\(Int.random(in: -40...40, using: &random))"
      guard let value = parsed(raw) else {
        Issue.record("\(raw) is not read")
        continue
      }
      #expect(shown(raw: raw) == shown(value))
    }
  }
}
