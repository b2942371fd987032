/// Stages of which each is what the one before it kept; what it lost stands between them.
package struct FunnelChart: Sendable {
  package struct Stage: Sendable {
    package var name: String
    /// The figure in words.
    package var label: String
    package var value: Double
    /// What was lost on the way to the next stage; empty after the last.
    package var losses: String

    package init(name: String, label: String, value: Double, losses: String) {
      self.name = name
      self.label = label
      self.value = value
      self.losses = losses
    }
  }

  private static let stageHeight = 64

  private let caption: Caption
  private let stages: [Stage]

  package init(_ caption: Caption, _ stages: [Stage]) {
    self.caption = caption
    self.stages = stages
  }

  package var svg: String {
    let whole = max(stages.first?.value ?? 0, .leastNormalMagnitude)
    let height = stages.count * Self.stageHeight - 18
    return SVG.drawing(caption, height: max(1, height), "chart funnel") { svg in
      for (index, stage) in stages.enumerated() {
        let top = index * Self.stageHeight
        let before = index == 0 ? stage.value : stages[index - 1].value
        svg.label(stage.name, x: "0", y: top + 14, "name")
        svg.label(stage.label, x: "100%", y: top + 14, anchor: "end", "figure")
        svg.bar(y: Double(top + 20), width: before / whole, height: 16, "lost")
        svg.bar(y: Double(top + 20), width: stage.value / whole, height: 16, "bar")
        if !stage.losses.isEmpty { svg.label(stage.losses, x: "0", y: top + 52, "loss") }
      }
    }
  }
}
