import Messaging
import Reporting
import Sending

/// A removed row as a line.
struct RemovedView {
  private let removed: Pipeline.RemovedExample
  private let language: Language

  init(_ removed: Pipeline.RemovedExample, _ language: Language) {
    self.removed = removed
    self.language = language
  }

  func line(showNumbers: Bool) -> String {
    let place = Words.exampleRow.text(language, "\(removed.row)")
    let text = showNumbers ? removed.text : Masking.mask(removed.text)
    let repeats = removed.repeats.map { " " + Words.repeatsRow.text(language, "\($0)") } ?? ""
    let variable = removed.variable.map { " {\($0 + 1)}" } ?? ""
    let reason = removed.removal.reason.text(language)
    return "  \(place)  “\(text)”  \(reason)\(variable)\(repeats)"
  }
}
