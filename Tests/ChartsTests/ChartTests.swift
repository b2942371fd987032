import Charts
import TestSupport
import Testing

/// What is around the marks of a chart whose caption has the ID `c`.
private func drawing(_ style: String, height: Int, _ marks: String...) -> String {
  "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart \(style)\" width=\"100%\" "
    + "height=\"\(height)\" role=\"img\" aria-labelledby=\"c-title c-desc\">"
    + "<title id=\"c-title\">A &amp; B</title><desc id=\"c-desc\">1 &lt; 2</desc>"
    + marks.joined() + "</svg>"
}

private func text(_ words: String, _ x: String, _ y: Int, _ anchor: String, _ style: String)
  -> String
{
  "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\" class=\"\(style)\">\(words)</text>"
}

private func bar(_ x: String, _ y: String, _ width: String, _ height: String, _ style: String)
  -> String
{
  "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" class=\"\(style)\"/>"
}

@Suite("Charts as SVG")
struct ChartTests {
  private static let caption = Caption(id: "c", title: "A & B", description: "1 < 2")

  @Test("Bars are as long as their share of the longest, and what was written is text")
  func bars() {
    let chart = BarChart(
      Self.caption,
      [
        .init(name: "<img> \"x\"", label: "1,000", value: 1_000),
        .init(name: "three\u{1}", label: "333", value: 333), .init(name: "", label: "", value: -5),
      ])
    #expect(
      chart.svg
        == drawing(
          "bars", height: 114,
          text("&lt;img&gt; &quot;x&quot;", "0", 14, "start", "name"),
          text("1,000", "100%", 14, "end", "figure"),
          bar("0.0%", "20.0", "100.0%", "8.0", "track"),
          bar("0.0%", "20.0", "100.0%", "8.0", "bar"),
          text("three ", "0", 52, "start", "name"), text("333", "100%", 52, "end", "figure"),
          bar("0.0%", "58.0", "100.0%", "8.0", "track"), bar("0.0%", "58.0", "33.3%", "8.0", "bar"),
          "<text x=\"0\" y=\"90\" text-anchor=\"start\" class=\"name\"/>",
          "<text x=\"100%\" y=\"90\" text-anchor=\"end\" class=\"figure\"/>",
          bar("0.0%", "96.0", "100.0%", "8.0", "track"), bar("0.0%", "96.0", "0.0%", "8.0", "bar")))
  }

  @Test("A stage of a funnel shows what is left of the one before it, and what was lost")
  func funnel() {
    let chart = FunnelChart(
      Self.caption,
      [
        .init(name: "Rows", label: "8", value: 8, losses: "− 2 blank"),
        .init(name: "Messages", label: "6", value: 6, losses: ""),
      ])
    #expect(
      chart.svg
        == drawing(
          "funnel", height: 110,
          text("Rows", "0", 14, "start", "name"), text("8", "100%", 14, "end", "figure"),
          bar("0.0%", "20.0", "100.0%", "16.0", "lost"),
          bar("0.0%", "20.0", "100.0%", "16.0", "bar"),
          text("− 2 blank", "0", 52, "start", "loss"),
          text("Messages", "0", 78, "start", "name"), text("6", "100%", 78, "end", "figure"),
          bar("0.0%", "84.0", "100.0%", "16.0", "lost"), bar("0.0%", "84.0", "75.0%", "16.0", "bar")
        ))
  }

  @Test("Columns stand side by side, their parts upon one another, with a scale and a legend")
  func columns() {
    let chart = ColumnChart(
      Self.caption,
      [
        .init(name: "08:00", tip: "8 & 9", values: [3, 1]),
        .init(name: "09:00", tip: "none", values: [0, 0]),
      ], parts: ["yes", "no"], format: { "\(Int($0))" })
    // The scale ends at 4, so a unit is 37.5 pixels high; a column is 76% of half of the width.
    #expect(
      chart.svg
        == drawing(
          "columns", height: 222,
          bar("0.0%", "172.0", "100.0%", "1.0", "axis"),
          bar("0.0%", "97.0", "100.0%", "1.0", "grid"),
          bar("0.0%", "22.0", "100.0%", "1.0", "grid"),
          "<g><title>8 &amp; 9</title>", bar("6.0%", "59.5", "38.0%", "112.5", "part0"),
          bar("6.0%", "22.0", "38.0%", "37.5", "part1"), "</g>",
          text("08:00", "0.0%", 189, "start", "scale"), "<g><title>none</title></g>",
          text("09:00", "100.0%", 189, "end", "scale"),
          text("2", "0", 92, "start", "scale"), text("4", "0", 17, "start", "scale"),
          "<rect x=\"0.0%\" y=\"206\" width=\"10\" height=\"10\" class=\"part0\"/>",
          "<svg x=\"0.0%\" y=\"196\" width=\"50%\" height=\"26\">",
          text("yes", "16", 20, "start", "scale"),
          "</svg>", "<rect x=\"50.0%\" y=\"206\" width=\"10\" height=\"10\" class=\"part1\"/>",
          "<svg x=\"50.0%\" y=\"196\" width=\"50%\" height=\"26\">",
          text("no", "16", 20, "start", "scale"),
          "</svg>"))
  }

  @Test(
    "The scale ends at a round figure whose half is round too",
    arguments: [
      (0, 1, 2), (1, 1, 2), (2, 1, 2), (3, 2, 4), (4, 2, 4), (5, 3, 6), (7, 4, 8), (9, 5, 10),
      (10, 5, 10), (11, 10, 20), (21, 20, 40), (41, 30, 60), (61, 40, 80), (81, 50, 100),
      (100, 50, 100), (101, 100, 200), (999_999, 500_000, 1_000_000),
      (1_000_001, 1_000_000, 2_000_000),
    ])
  func scale(highest: Int, half: Int, whole: Int) {
    let chart = ColumnChart(
      Self.caption, [.init(name: "", tip: "", values: [Double(highest)])], parts: ["x"],
      format: { "[\(Int($0))]" })
    #expect(chart.svg.contains(">[\(half)]<") && chart.svg.contains(">[\(whole)]<"))
    #expect(chart.svg.contains("height=\"196\""))
  }

  @Test(
    "Of many columns four are named, the ends among them",
    arguments: [
      (1, [0]), (4, [0, 1, 2, 3]), (5, [0, 1, 2, 4]), (7, [0, 2, 4, 6]), (24, [0, 7, 15, 23]),
      (60, [0, 19, 39, 59]),
    ])
  func names(count: Int, named: [Int]) {
    let columns = (0..<count).map { ColumnChart.Column(name: "n\($0)", tip: "", values: [1]) }
    let svg = ColumnChart(Self.caption, columns, parts: ["x"], format: { _ in "" }).svg
    #expect((0..<count).filter { svg.contains(">n\($0)<") } == named)
  }

  /// Says of each drawing what is outside of it, or no XML.
  private static let script = """
    import json, sys, xml.etree.ElementTree as tree
    wrong = []
    for place, text in enumerate(json.load(open(sys.argv[1]))):
        svg = tree.fromstring(text)
        height = float(svg.get('height'))
        def share(length): return float(length.rstrip('%')) if length.endswith('%') else 0
        def look(element, top):
            for child in element:
                kind = child.tag.split('}')[1]
                if kind == 'svg': look(child, top + float(child.get('y')))
                if kind == 'g': look(child, top)
                if kind == 'text' and not 0 < top + float(child.get('y')) <= height: wrong.append((place, kind))
                if kind != 'rect': continue
                x, width = share(child.get('x')), share(child.get('width'))
                y, tall = top + float(child.get('y')), float(child.get('height'))
                # Half of a hundredth of the width is lost by rounding, twice.
                if x < 0 or width < 0 or x + width > 100.011 or y < 0 or tall < 0 or y + tall > height + 1:
                    wrong.append((place, kind, x, width, y, tall))
        look(svg, 0)
    print(json.dumps(wrong))
    """

  @Test("Whatever the figures are, the drawing is XML and nothing is outside of its box")
  func boxes() throws {
    var random = SeededRandom(5)
    func value() -> Double {
      [0, 0.4, 1, 12, 1_000_000, 1e12, Double.random(in: 0...500, using: &random)]
        .randomElement(using: &random) ?? 0
    }
    func word() -> String { String("&<>\"'\u{0}\u{7}王é😀ab".shuffled(using: &random).prefix(5)) }
    var drawings: [String] = []
    for count in [0, 1, 2, 3, 5, 24, 31, 60] {
      let values = (0..<count).map { _ in value() }
      drawings.append(
        BarChart(Self.caption, values.map { .init(name: word(), label: word(), value: $0) }).svg)
      for parts in 1...3 {
        let columns = (0..<count).map { _ in
          ColumnChart.Column(name: word(), tip: word(), values: (0..<parts).map { _ in value() })
        }
        drawings.append(
          ColumnChart(
            Self.caption, columns, parts: (0..<parts).map { _ in word() }, format: { "\($0)" }
          ).svg)
      }
      // Nothing is lost after the last stage.
      let stages = values.sorted(by: >).enumerated().map { place, value in
        FunnelChart.Stage(
          name: word(), label: word(), value: value, losses: place < count - 1 ? word() : "")
      }
      drawings.append(FunnelChart(Self.caption, stages).svg)
    }
    let json = "[" + drawings.map { quoted($0) }.joined(separator: ",") + "]"
    let folder = try Workdir()
    let outcome = try Tool.python(Self.script, [try folder.write("drawings.json", json)])
    #expect(outcome.output == "[]\n", "\(outcome.error)")
    #expect(drawings.count == 40)
  }

  /// A text as JSON; drawings have no control characters.
  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
