/// Bars from the left, one below the other, each under its name and its figure.
package struct BarChart: Sendable {
  package struct Bar: Sendable {
    package var name: String
    /// The figure in words.
    package var label: String
    package var value: Double

    package init(name: String, label: String, value: Double) {
      self.name = name
      self.label = label
      self.value = value
    }
  }

  private static let rowHeight = 38

  private let caption: Caption
  private let bars: [Bar]

  package init(_ caption: Caption, _ bars: [Bar]) {
    self.caption = caption
    self.bars = bars
  }

  package var svg: String {
    let most = max(bars.map(\.value).max() ?? 0, .leastNormalMagnitude)
    return SVG.drawing(caption, height: max(1, bars.count) * Self.rowHeight, "chart bars") { svg in
      for (index, bar) in bars.enumerated() {
        let top = index * Self.rowHeight
        svg.label(bar.name, x: "0", y: top + 14, "name")
        svg.label(bar.label, x: "100%", y: top + 14, anchor: "end", "figure")
        svg.bar(y: Double(top + 20), width: 1, height: 8, "track")
        svg.bar(y: Double(top + 20), width: max(0, bar.value) / most, height: 8, "bar")
      }
    }
  }
}
