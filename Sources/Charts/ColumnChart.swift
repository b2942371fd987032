/// Columns side by side over time, the parts of each upon one another.
package struct ColumnChart {
  package struct Column: Sendable {
    /// What stands below it, and what it is called when it is pointed at.
    package var name: String
    package var tip: String
    /// Its parts from the bottom up.
    package var values: [Double]

    package init(name: String, tip: String, values: [Double]) {
      self.name = name
      self.tip = tip
      self.values = values
    }
  }

  private static let top = 22.0
  private static let plot = 150.0
  private static let names = 24
  private static let legend = 26
  /// Names below the columns, so that they do not run into each other on a small screen.
  private static let mostNames = 4

  private let caption: Caption
  private let columns: [Column]
  private let parts: [String]
  private let format: (Double) -> String

  /// - Parameters:
  ///   - caption: what it shows.
  ///   - columns: from the left.
  ///   - parts: names of the parts of each column; a single one needs no legend.
  ///   - format: writes a figure of the scale.
  package init(
    _ caption: Caption, _ columns: [Column], parts: [String],
    format: @escaping (Double) -> String
  ) {
    self.caption = caption
    self.columns = columns
    self.parts = parts
    self.format = format
  }

  package var svg: String {
    let highest = columns.map { $0.values.reduce(0, +) }.max() ?? 0
    let scale = Self.ceiling(highest)
    let hasLegend = parts.count > 1
    let height = Int(Self.top + Self.plot) + Self.names + (hasLegend ? Self.legend : 0)
    return SVG.drawing(caption, height: height, "chart columns") { svg in
      for step in 0...2 {
        let y = Self.top + Self.plot * (1 - Double(step) / 2)
        svg.bar(y: y, width: 1, height: 1, step == 0 ? "axis" : "grid")
      }
      draw(&svg, scale: scale)
      for step in 1...2 {
        let y = Self.top + Self.plot * (1 - Double(step) / 2)
        svg.label(format(scale * Double(step) / 2), x: "0", y: Int(y) - 5, "scale")
      }
      if hasLegend { drawLegend(&svg, y: height - 6) }
    }
  }

  private func draw(_ svg: inout SVG, scale: Double) {
    let width = 1 / Double(max(1, columns.count))
    let shown = Self.shownNames(columns.count)
    for (index, column) in columns.enumerated() {
      let left = Double(index) * width
      svg.element("g") { svg in
        svg.element("title") { $0.words(column.tip) }
        var bottom = Self.top + Self.plot
        for (part, value) in column.values.enumerated() where value > 0 {
          let height = value / scale * Self.plot
          bottom -= height
          svg.bar(
            x: left + width * 0.12, y: bottom, width: width * 0.76, height: height, "part\(part)")
        }
      }
      guard shown.contains(index) else { continue }
      // A name at an end of the axis must not stick out.
      let isFirst = index == 0 && columns.count > 1
      let isLast = index == columns.count - 1 && columns.count > 1
      let place = isFirst ? 0 : isLast ? 1 : left + width / 2
      svg.label(
        column.name, x: SVG.percent(place), y: Int(Self.top + Self.plot) + 17,
        anchor: isFirst ? "start" : isLast ? "end" : "middle", "scale")
    }
  }

  private func drawLegend(_ svg: inout SVG, y: Int) {
    let width = 1 / Double(parts.count)
    for (index, part) in parts.enumerated() {
      let left = SVG.percent(Double(index) * width)
      svg.element(
        "rect",
        [
          ("x", left), ("y", "\(y - 10)"), ("width", "10"), ("height", "10"),
          ("class", "part\(index)"),
        ])
      svg.element("svg", [("x", left), ("y", "\(y - 20)"), ("width", "50%"), ("height", "26")]) {
        $0.label(part, x: "16", y: 20, "scale")
      }
    }
  }

  /// The columns whose names are shown: the ends, and some between in equal steps.
  private static func shownNames(_ count: Int) -> Set<Int> {
    guard count > mostNames else { return Set(0..<count) }
    return Set((0..<mostNames).map { $0 * (count - 1) / (mostNames - 1) })
  }

  /// The next of 1, 2, 4, 6 and 8 with zeros behind it, which can be halved without a fraction where there is none.
  static func ceiling(_ value: Double) -> Double {
    guard value > 2 else { return 2 }
    var unit = 1.0
    while unit * 10 < value { unit *= 10 }
    for step in [1.0, 2, 4, 6, 8, 10] where unit * step >= value { return unit * step }
    return unit * 10
  }
}
