import Messaging
import Spreadsheet

/// Compiles a format and shows a number and a text in it.
func showNumber(_ bytes: [UInt8]) {
  let lines = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
  let code = String(decoding: lines[0], as: UTF8.self)
  let format = NumberFormat(code: code)
  let number = Array(lines.count > 1 ? lines[1] : [])
  var shown: [UInt8] = []
  if let value = number.withUnsafeBufferPointer(GeneralNumber.parse) {
    for system in [DateSystem.year1900, .year1904] {
      shown.removeAll()
      format.append(value, dateSystem: system, to: &shown)
      expectText(shown, of: lines[0].count)
    }
    for dates in DateStyle.allCases {
      shown.removeAll()
      NumberFormat(code: code, dates: dates).append(value, dateSystem: .year1900, to: &shown)
      expectText(shown, of: lines[0].count)
    }
    expect(
      format.addsDigits || !format.addsDigits(to: value), "a format adds digits or it does not")
    if value.isFinite, let exact = Double(String(decoding: number, as: UTF8.self)) {
      expect(exact == value, "a number is parsed as the standard library does")
    }
  }
  shown.removeAll()
  format.appendText(number.span, to: &shown)
  shown.removeAll()
  if number.withUnsafeBufferPointer({ GeneralNumber.append(raw: $0, to: &shown) }) {
    expectText(shown, of: 0)
  }
}

/// A double has at most 309 digits before the point; a code's own characters come once each, but for
/// dates, whose longest part is a name.
private func expectText(_ shown: [UInt8], of codeBytes: Int) {
  expect(String(validating: shown, as: UTF8.self) != nil, "a shown number is UTF-8")
  expect(shown.count <= 1_000 + codeBytes * 32, "a shown number has a bounded length")
}

/// Takes a template apart, lints it and renders it.
func renderTemplate(_ bytes: [UInt8]) {
  let lines = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
  let content = String(decoding: lines[0], as: UTF8.self)
  let value = Array(lines.count > 1 ? lines[1] : [])
  let body = TemplateBody(content)
  expect((0...999).contains(body.variableCount), "a template has at most 999 variables")
  var literal: [UInt8] = []
  var variables = 0
  for part in body.parts {
    switch part {
    case .literal(let text): literal += text.utf8
    case .variable(let index):
      variables += 1
      expect((0..<body.variableCount).contains(index), "a variable is one of the template's")
    }
  }
  for word in OptOutNotice(content).words {
    expect(OptOut([word]).isAsked(by: word), "an announced word opts out")
  }
  let hasBrace = literal.contains { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }
  for type in MessageType.allCases {
    let template = Template(
      name: "fuzz", type: type, region: .mainland, content: content, status: .effective)
    let findings = Lint.findings(in: template)
    for finding in findings { expect(!finding.message.isEmpty, "a finding has words") }
    expect(
      !hasBrace || findings.contains { $0.code == "NOT_A_VARIABLE" },
      "no brace is sent that lint did not find")
    let renderer = MessageRenderer(template)
    var message: [UInt8] = []
    let ranges = Array(repeating: 0..<value.count, count: renderer.variableCount)
    renderer.render(value.span, ranges: ranges.span, into: &message)
    expect(
      message.count == literal.count + variables * value.count,
      "a message is the literal text and the values, none expanded again")
    for region in MessageRegion.allCases {
      let length = SegmentRules.standard.measure(message.span, region: region, country: nil)
      let segments = SegmentRules.standard.segments(of: message.span, length: length, country: nil)
      expect(segments.count == length.segments, "the segments are as many as were measured")
    }
  }
}

/// Cleans a phone cell and applies the rules of both regions.
func cleanNumber(_ bytes: [UInt8]) {
  for isNumberCell in [false, true] {
    if case .number(let clean) = CleanNumber.clean(bytes.span, isNumberCell: isNumberCell) {
      let digits = "\(clean.digits)"
      expect(clean.count <= 19 && digits.utf8.count <= max(1, clean.count), "at most 19 digits")
      let zeros = String(repeating: "0", count: max(0, clean.count - digits.utf8.count))
      let again = Array(((clean.hasPlus ? "+" : "") + zeros + digits).utf8)
      expect(CleanNumber.clean(again.span) == .number(clean), "a clean number stays as it is")
    }
    for region in MessageRegion.allCases {
      for check in NumberCheck.allCases {
        let rules = NumberRules(region: region, check: check)
        guard case .recipient(let found) = rules.apply(to: bytes.span, isNumberCell: isNumberCell)
        else { continue }
        var text: [UInt8] = []
        found.number.append(to: &text)
        expect(text.count <= E164.maximumDigits + 1, "an E.164 number has at most 15 digits")
        expect(
          rules.apply(to: text.span) == .recipient(found), "a recipient's number is taken again")
      }
    }
  }
}
