import Characters
import Files
import Messaging
import Reporting
import Tasks

/// The counts of an import of replies, in words and in JSON.
struct ReplyCountsView {
  /// Rows that are named in words; JSON has all of them.
  private static let shown = 20

  private let counts: ReplyCounts
  private let problems: [ReplyProblem]
  private let invalid: Int
  private let language: Language

  /// - Parameters:
  ///   - counts: of the replies.
  ///   - found: the sheet that they come from; nil without one.
  ///   - language: of the words.
  init(_ counts: ReplyCounts, _ found: ReplySheet.Found?, _ language: Language) {
    self.counts = counts
    problems = found?.problems ?? []
    invalid = found?.invalid ?? 0
    self.language = language
  }

  func print(_ isJSON: Bool) {
    guard isJSON else { return lines().forEach(Console.print) }
    var object = JSONObject()
    object.add("taken", counts.taken)
    object.add("optOuts", counts.optOuts)
    object.add("unsubscribed", counts.unsubscribed)
    object.add("known", counts.known)
    object.add("unmatched", counts.unmatched)
    object.add("invalid", invalid)
    object.add("ambiguous", counts.ambiguous)
    object.add("mistimed", counts.mistimed)
    object.add(raw: "problems", "[\(problems.map(json).joined(separator: ","))]")
    Console.print(object.text)
  }

  private func lines() -> [String] {
    var lines = [
      Words.replySum.text(
        language, grouped(counts.taken), grouped(counts.optOuts), grouped(counts.unsubscribed),
        grouped(counts.known), grouped(counts.unmatched), grouped(invalid))
    ]
    if counts.ambiguous > 0 {
      lines.append("  " + Words.ambiguousReplies.text(language, grouped(counts.ambiguous)))
    }
    if counts.mistimed > 0 {
      lines.append("  " + Words.mistimedReplies.text(language, grouped(counts.mistimed)))
    }
    lines += problems.prefix(Self.shown).map { problem in
      let place = Words.exampleRow.text(language, "\(problem.row)")
      let text = Masking.mask(problem.text)
      return "  \(place)  “\(text)”  \(problem.reason.text(language)) [\(problem.code)]"
    }
    let more = problems.count - Self.shown
    if more > 0 { lines.append("  " + Words.moreRows.text(language, grouped(more))) }
    return lines
  }

  private func json(_ problem: ReplyProblem) -> String {
    var object = JSONObject()
    object.add("row", problem.row)
    object.add("code", problem.code)
    object.add("reason", problem.reason.text(.english))
    object.add("text", Masking.mask(problem.text))
    object.add("taken", problem.isTaken)
    return object.text
  }
}
