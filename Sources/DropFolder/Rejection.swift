internal import Files
internal import Messaging
internal import Sending
internal import Spreadsheet

/// Why a dropped file cannot be sent, for the person who dropped it and for programs (`error.json`).
package struct Rejection: Sendable, Equatable {
  /// What stands first: what to do.
  package var advice: String
  package var problem: String
  /// Stable for programs.
  package var code: String
  package var file: String
  package var sheet: String?
  package var row: Int?
  package var column: Int?

  /// The longest that a sentence may be in the files.
  private static let limit = 2_000

  package init(code: String, problem: String, advice: String, file: String) {
    self.code = code
    self.problem = String(problem.prefix(Self.limit))
    self.advice = advice
    self.file = file
  }

  /// The reason that an error of the pipeline is.
  init(_ error: any Error, of taken: TakenFile) {
    var problem = error.explanation
    // Where the file lay while it was read says nothing to anybody.
    for name in taken.names {
      for path in [taken.path(name), FileName.shown(taken.path(name))] {
        for words in [path, Masking.mask(path)] {
          problem = problem.replacing(words, with: name.shownFile)
        }
      }
    }
    self.init(
      code: "BAD_DATA", problem: problem,
      advice: "Repair the file as the problem below says, then drop it again.",
      file: taken.names[0].shownFile)
    switch error {
    case FileError.empty: code = "EMPTY"
    case FileError.tooLarge: code = "OVER_LIMIT"
    case let error as SheetError: note(error)
    case CampaignError.invalidFile: code = "BAD_TASK_FILE"
    case CampaignError.nobodyAccepted:
      code = "NO_RECIPIENTS"
      advice = "Repair the rows that were removed, then drop the file again."
    case CampaignError.notTaken: code = "NOT_TAKEN"
    case CampaignError.failure(let failure): note(failure.kind)
    default: break
    }
  }

  private mutating func note(_ kind: CampaignError.Failure.Kind) {
    switch kind {
    case .noSuchFile:
      code = "NO_TEMPLATE"
      advice = "Drop the file into a folder named after a template, then it is sent with that."
    case .columns: code = "COLUMNS_MISSING"
    case .noRecipients: code = "NO_RECIPIENTS"
    case .taskFailed:
      code = "TASK_FAILED"
      advice = "Nothing was written for this file. Drop it again to send it anew."
    case .schedule: code = "BAD_TIME"
    case .template:
      code = "TEMPLATE"
      advice = "Have the template repaired or approved, then drop the file again."
    case .settings: code = "SETTINGS"
    default: break
    }
  }

  private mutating func note(_ error: SheetError) {
    switch error {
    case .empty(_, let sheet, _): (code, self.sheet) = ("EMPTY", sheet)
    case .wrongKind: code = "WRONG_KIND"
    case .overLimit(_, let sheet, let row, _, _, _):
      (code, self.sheet, self.row) = ("OVER_LIMIT", sheet, row)
    case .noSuchSheet(_, let name, _): (code, sheet) = ("NO_SHEET", name)
    case .damaged: code = "DAMAGED"
    case .undecodable(_, _, let row, _), .unlikelyEncoding(_, let row, _, _):
      (code, self.row) = ("ENCODING", row)
    case .unclosedQuote(_, let row, let column):
      (code, self.row, self.column) = ("UNCLOSED_QUOTE", row, column)
    default: break
    }
  }

  /// `ERROR.txt`: what to do in the first line.
  package var text: String {
    var lines = [advice, "", "File     \(FileName.shown(file))"]
    if let sheet { lines.append("Sheet    \(sheet)") }
    if let row { lines.append("Row      \(row)") }
    if let column { lines.append("Column   \(column)") }
    lines += ["Problem  \(FileName.shownLines(Masking.mask(problem)))", "Code     \(code)"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// `error.json`: the same in one object.
  package var json: String {
    var object = JSONObject()
    object.add("schema", 1)
    object.add("code", code)
    object.add("advice", advice)
    object.add("problem", Masking.mask(problem))
    object.add("file", file)
    object.add("sheet", sheet)
    object.add("row", row)
    object.add("column", column)
    return object.text + "\n"
  }
}
