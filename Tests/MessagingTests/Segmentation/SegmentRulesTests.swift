import Messaging
import Testing

@Suite("MSG-6: segments and billed items")
struct SegmentRulesTests {
  /// A text of so many repeats, and what it comes to by hand.
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var region = MessageRegion.international
    var coding = MessageLength.Coding.gsm
    var units: Int
    var segments: Int
    /// By division; the standard profile bills the segments.
    var divided: Int

    var testDescription: String { "\(units) \(coding) → \(segments), billed \(divided)" }
  }

  @Test(
    "Worked out by hand",
    arguments: [
      Case(text: "", units: 0, segments: 1, divided: 1),
      Case(text: repeated("a", 160), units: 160, segments: 1, divided: 1),
      Case(text: repeated("a", 161), units: 161, segments: 2, divided: 2),
      Case(text: repeated("a", 306), units: 306, segments: 2, divided: 2),
      Case(text: repeated("a", 307), units: 307, segments: 3, divided: 3),
      // Extension characters are two septets, and a pair is never split: 76 fit into 153 septets.
      Case(text: repeated("]", 80), units: 160, segments: 1, divided: 1),
      Case(text: repeated("]", 153), units: 306, segments: 3, divided: 2),
      Case(
        text: repeated("a", 152) + "€" + repeated("a", 152), units: 306, segments: 3, divided: 2),
      Case(
        text: repeated("a", 151) + "€" + repeated("a", 153), units: 306, segments: 2, divided: 2),
      Case(text: "Ωψ", coding: .unicode, units: 2, segments: 1, divided: 1),
      Case(text: "ÄÖÜäöüßñéèùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæÉ", units: 32, segments: 1, divided: 1),
      Case(text: "ç", coding: .unicode, units: 1, segments: 1, divided: 1),
      Case(text: "`", coding: .unicode, units: 1, segments: 1, divided: 1),
      Case(text: "\r\n\u{0C}", units: 4, segments: 1, divided: 1),
      Case(text: "^{}\\[~]|€", units: 18, segments: 1, divided: 1),
      // One character outside the alphabet makes the whole message Unicode; ] is then one unit.
      Case(text: repeated("]", 69) + "中", coding: .unicode, units: 70, segments: 1, divided: 1),
      Case(text: repeated("]", 70) + "中", coding: .unicode, units: 71, segments: 2, divided: 2),
      Case(text: repeated("中", 70), coding: .unicode, units: 70, segments: 1, divided: 1),
      Case(text: repeated("中", 71), coding: .unicode, units: 71, segments: 2, divided: 2),
      Case(text: repeated("中", 134), coding: .unicode, units: 134, segments: 2, divided: 2),
      Case(text: repeated("中", 135), coding: .unicode, units: 135, segments: 3, divided: 3),
      // An emoji is two units that stay together: 66 and an emoji are 68, over 67.
      Case(
        text: repeated("中", 66) + "😀" + repeated("中", 66), coding: .unicode, units: 134,
        segments: 3,
        divided: 2),
      Case(
        text: repeated("中", 65) + "😀" + repeated("中", 67), coding: .unicode, units: 134,
        segments: 2,
        divided: 2),
      Case(text: repeated("😀", 35), coding: .unicode, units: 70, segments: 1, divided: 1),
      Case(text: repeated("😀", 67), coding: .unicode, units: 134, segments: 3, divided: 2),
      // Mainland messages are Unicode whatever they hold.
      Case(
        text: repeated("a", 70), region: .mainland, coding: .unicode, units: 70, segments: 1,
        divided: 1),
      Case(
        text: repeated("a", 71), region: .mainland, coding: .unicode, units: 71, segments: 2,
        divided: 2),
    ])
  func byHand(test: Case) {
    let length = measure(test.text, test.region)
    #expect(length.coding == test.coding)
    #expect(length.units == test.units)
    #expect(length.segments == test.segments)
    #expect(length.billed == test.segments)
    var rules = SegmentRules.standard
    rules.billing = .division
    #expect(measure(test.text, test.region, rules).billed == test.divided)
  }

  @Test(
    "A country's prefix counts: Malaysia's seven units leave 153, then 146 and 153",
    arguments: [(153, 1), (154, 2), (299, 2), (300, 3)])
  func prefix(characters: Int, segments: Int) throws {
    var rules = SegmentRules.standard
    let malaysia = try #require(Region(code: "MY"))
    rules.prefixUnits[malaysia] = 7
    let bytes = Array(repeated("a", characters).utf8)
    let length = rules.measure(bytes.span, region: .international, country: malaysia)
    #expect(length.segments == segments)
    #expect(rules.measure(bytes.span, region: .international, country: nil).segments <= segments)
  }

  @Test("The parts of a message join to the whole, and none is over its capacity")
  func parts() {
    let text = Array((repeated("中", 66) + "😀" + repeated("文a", 60)).utf8)
    let rules = SegmentRules.standard
    let length = rules.measure(text.span, region: .mainland, country: nil)
    let parts = rules.segments(of: text.span, length: length, country: nil)
    #expect(parts.count == length.segments)
    let texts = parts.map { String(decoding: text[$0], as: UTF8.self) }
    #expect(texts.joined() == String(decoding: text, as: UTF8.self))
    #expect(texts.allSatisfy { $0.utf16.count <= 67 && !$0.contains("\u{FFFD}") })
    #expect(texts[0].utf16.count == 66)
  }

  private func measure(
    _ text: String, _ region: MessageRegion, _ rules: SegmentRules = .standard
  ) -> MessageLength {
    let bytes = Array(text.utf8)
    return rules.measure(bytes.span, region: region, country: nil)
  }
}

private func repeated(_ text: String, _ count: Int) -> String {
  String(repeating: text, count: count)
}
