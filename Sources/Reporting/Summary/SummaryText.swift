internal import Characters
internal import Messaging
internal import Sending

extension Summary {
  /// The summary as lines of text, for the terminal and the report file.
  package func text() -> [String] {
    var lines = (identity).map(format)
    lines.append("")
    lines += (accounts + messages).map(format)
    if regions.count > 1 {
      lines.append("")
      lines.append(Words.byRegion.text(language))
      for region in regions.prefix(20) {
        let figures = [
          right(grouped(region.count.messages), 11), Words.messagesOfRegion.text(language),
          right(grouped(region.count.billed), 11), Words.billed.text(language),
          right("\(region.cost)", 13), task.prices.currency,
        ]
        lines.append("  \(padded(region.name, 8)) \(figures.joined(separator: " "))")
      }
      if regions.count > 20 {
        lines.append("  \(Words.moreRegions.text(language, "\(regions.count - 20)"))")
      }
    }
    lines += shares(Words.removedRows, removals)
    lines += shares(Words.stopped, suppressions)
    if isSent { lines += shares(Words.notDelivered, failures) }
    return lines
  }

  private func shares(_ title: Phrase, _ shares: [Share]) -> [String] {
    guard !shares.isEmpty else { return [] }
    return ["", title.text(language)]
      + shares.map { share in
        "\(right(grouped(share.count), 12))  \(padded(share.code, 22)) \(share.meaning)"
          + (share.suggestion.isEmpty ? "" : "; \(share.suggestion)")
      }
  }

  private func format(_ line: Line) -> String {
    "\(padded(line.label.text(language), 11))\(line.text)"
  }
}
