import Glibc

/// Times stages and compares each with a yardstick, so that figures of two machines can be compared.
struct Stopwatch {
  /// Runs of each stage; the fastest counts, because everything else only adds to it.
  private static let runs = 5

  /// What the yardstick does in a second.
  private let yardstick: Double
  private let baseline: [String: Double]
  private(set) var slower: [String] = []

  /// - Parameter baseline: what was measured before: a stage's name and its ratio on each line.
  init(baseline: String) {
    yardstick = Self.rate(of: Self.yardstickBytes) { Self.hash(Self.yardstickBytes) }
    var known: [String: Double] = [:]
    for line in baseline.split(separator: "\n") {
      guard let tab = line.lastIndex(of: "\t"), let ratio = Double(line[line.index(after: tab)...])
      else { continue }
      known[String(line[..<tab])] = ratio
    }
    self.baseline = known
  }

  /// Times a stage and prints its line.
  ///
  /// - Parameters:
  ///   - name: of the stage, as in the baseline.
  ///   - amount: how many units a run works through.
  ///   - unit: bytes, rows and such.
  ///   - work: one run.
  /// - Returns: the line for a new baseline.
  /// - Throws: what the work throws.
  mutating func time(
    _ name: String, _ amount: Int, _ unit: String, _ work: () throws -> Void
  ) rethrows -> String {
    let rate = try Self.rate(of: amount, work)
    let ratio = rate / yardstick
    var note = ""
    if let before = baseline[name] {
      note = "\(rounded(ratio / before))x the baseline"
      if ratio < before * 0.7 { slower.append(name) }
    }
    print(padded(name, 34), padded("\(rounded(rate / 1e6)) million \(unit)/s", 30), note)
    return "\(name)\t\((ratio * 1e6).rounded() / 1e6)"
  }

  private static func rate(of amount: Int, _ work: () throws -> Void) rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<runs {
      let start = now()
      try work()
      best = min(best, now() - start)
    }
    return Double(amount) / best
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  // MARK: - The yardstick

  /// FNV-1a over so many bytes: one multiplication after the other, on whatever processor.
  private static let yardstickBytes = 64 << 20

  private static func hash(_ count: Int) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in 0..<count {
      hash = (hash ^ UInt64(truncatingIfNeeded: byte & 0xFF)) &* 0x100_0000_01B3
    }
    use(hash)
  }
}

/// Keeps a result from being optimized away.
@inline(never)
@_optimize(none)
@_semantics("optimize.sil.specialize.generic.never")
func use<Value>(_ value: Value) { if getpid() == 0 { print(value) } }

private func rounded(_ value: Double) -> Double {
  value >= 100 ? value.rounded() : (value * 100).rounded() / 100
}

private func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}
