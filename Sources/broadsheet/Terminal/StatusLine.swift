/// A line at the bottom of a terminal that changes; nothing elsewhere.
struct StatusLine {
  let isShown: Bool

  /// - Parameter isWanted: whether the user has not asked for silence.
  init(isWanted: Bool) {
    isShown = isWanted && Console.errorIsTerminal
  }

  func show(_ text: String) {
    guard isShown else { return }
    Console.write(Array("\r\u{1B}[K\(text)".utf8), to: 2)
  }

  func clear() {
    guard isShown else { return }
    Console.write(Array("\r\u{1B}[K".utf8), to: 2)
  }

  /// Clears whatever line may be there, before another is written.
  static func clearAny() { StatusLine(isWanted: true).clear() }
}
