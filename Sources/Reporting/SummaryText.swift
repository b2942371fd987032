internal import Campaign
internal import Messaging
internal import Spreadsheet

extension Summary {
  /// The summary as lines of text, for the terminal and the report file.
  package func text() -> [String] {
    var lines = (identity).map(Self.format)
    lines.append("")
    lines += (accounts + messages).map(Self.format)
    if regions.count > 1 {
      lines.append("")
      lines.append("By region")
      for region in regions.prefix(20) {
        lines.append(
          "  \(Self.padded(region.name, 8)) \(Self.right(grouped(region.count.messages), 11)) messages "
            + "\(Self.right(grouped(region.count.billed), 11)) billed  "
            + "\(Self.right("\(region.cost)", 12)) \(task.prices.currency)")
      }
      if regions.count > 20 { lines.append("  and \(regions.count - 20) more regions") }
    }
    lines += Self.shares("Removed rows", removals)
    lines += Self.shares("Suppressed", suppressions)
    if isSent { lines += Self.shares("Not delivered", failures) }
    return lines
  }

  private static func shares(_ title: String, _ shares: [Share]) -> [String] {
    guard !shares.isEmpty else { return [] }
    return ["", title]
      + shares.map { share in
        "\(right(grouped(share.count), 12))  \(padded(share.code, 22)) \(share.meaning)"
          + (share.suggestion.isEmpty ? "" : "; \(share.suggestion)")
      }
  }

  private static func format(_ line: Line) -> String { "\(padded(line.label, 11))\(line.text)" }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
