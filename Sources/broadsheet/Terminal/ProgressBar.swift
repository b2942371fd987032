import Characters

/// Shows on a terminal's standard error how far a run is; elsewhere nothing (SPEC TASK-5).
final class ProgressBar {
  private static let width = 24

  private let start = Console.uptime()
  private var lastShown = 0.0
  private let line: StatusLine

  init(isWanted: Bool) { line = StatusLine(isWanted: isWanted) }

  /// Shows rows, rows a second, share of the file and the time left, ten times a second at most.
  func update(rows: Int, share: Double) {
    guard line.isShown else { return }
    let now = Console.uptime()
    guard now - lastShown > 0.1 else { return }
    lastShown = now
    let seconds = max(now - start, 0.001)
    let filled = Int(share * Double(Self.width))
    let bar =
      String(repeating: "█", count: filled)
      + String(repeating: "░", count: max(0, Self.width - filled))
    let left = share > 0.02 ? "\(Int(seconds / share - seconds + 0.5)) s left" : ""
    line.show(
      "\(bar) \(Int(share * 100))%  \(grouped(rows)) rows  "
        + "\(grouped(Int(Double(rows) / seconds))) rows/s  \(left)")
  }

  /// Takes the bar off the screen.
  func clear() { if lastShown > 0 { line.clear() } }
}
