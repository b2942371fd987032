internal import Characters
package import Files
package import Ledger
package import Messaging
package import Spreadsheet

/// What stops a task.
///
/// `description` is a sentence for people that says what to do; numbers in it are masked.
package enum CampaignError: Error, Equatable {
  /// A file cannot be read or written.
  case file(FileError)
  /// The sheet cannot be read, or an output not written.
  case sheet(SheetError)
  /// A template, a signature and such, of which there is no file.
  case noSuchFile(noun: String, name: String, folder: String, available: [String])
  /// What cannot be done with it as it stands; a sentence that says why.
  case refused(String)
  /// A file of settings or a template that does not say what it must.
  case invalidFile(path: String, line: Int?, problem: String)
  case templateFailsLint(path: String, findings: [Finding])
  case templateNotEffective(name: String, status: ReviewStatus, reason: String?)
  case missingSignature(template: String)
  /// The sheet has fewer columns than the template has variables; `advice` is the sheet's own.
  case tooFewColumns(
    file: String, sheet: String?, row: Int, needed: Int, found: Int, advice: String? = nil)
  /// A named variable that is in no column's header; `advice` is the sheet's own.
  case noColumnNamed(
    file: String, sheet: String?, name: String, headers: [String], advice: String? = nil)
  /// A named variable that several columns have in their headers.
  case severalColumnsNamed(file: String, sheet: String?, name: String, columns: [String])
  case noRecipients(file: String)
  case tooManyEntered(count: Int, limit: Int)
  case sheetNeeded(template: String)
  case badTaskName(String, problem: String)
  /// The records of a task are not what was written.
  case damagedRecords(path: String, detail: String)
  case ledger(LedgerError)
  /// A command that needs a ledger, in a folder that is no workspace.
  case noWorkspace(folder: String)
  case noSuchTask(String)
  case ambiguousTask(name: String, numbers: [Int])
  case task(number: Int, TaskError)
  /// A time at which a task cannot be sent.
  case badSchedule(String)
  /// The days of a report are none, or too many.
  case badPeriod
  /// A report has no table of that name.
  case noSuchTable(name: String, available: [String])
  case noSuchApplication(name: String, available: [String])
  case signatureNotEffective(name: String, status: ReviewStatus?)
  /// The records of a task are kept for 60 days.
  case recordsDropped(task: Int)
  case tryLater(String)
  /// A text where a phone number should be.
  case badNumber(String)
  /// A text that two people's numbers are written as.
  case ambiguousNumber(mainland: E164, international: E164)
  case badList(String)
  /// A user whose policies do not allow what was to be done.
  case notPermitted(user: String, action: String, application: String)
  case badGroup(String)
  /// A file that a provider's console does not take.
  case notTaken(file: String, provider: String, why: String)
  case noSuchGroup(name: String, available: [String])
  /// A task of the same content with the same settings is in the ledger.
  case duplicate(of: Int)
  /// Another process works on the task.
  case taskBusy(number: Int)
  /// Its delivery failed three times, or the user gave it up.
  case taskFailed(number: Int, reason: String)
  /// No row of a sheet can be sent to (SPEC TASK-7); `list`: where the removed rows are.
  case nobodyAccepted(file: String, removed: Int, list: String?, hint: String? = nil)
  /// A signal stopped the work; of a task that the ledger has, it can go on.
  case interrupted(signal: Int32, task: Int? = nil)
  /// The counts of SPEC NUM-8 do not add up: a defect of this program.
  case countsDoNotAddUp(String)
}

extension CampaignError {
  /// That a sheet has no row, with the worksheets that have some.
  static func emptySheet(_ facts: SheetFacts) -> CampaignError {
    .sheet(.empty(file: facts.file, sheet: facts.sheet, filled: facts.filledSheets))
  }
}

extension CampaignError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .file(let error): Masking.mask(error.description)
    case .sheet(let error): Masking.mask(error.description)
    case .noSuchFile(let noun, let name, let folder, let available):
      "There is no \(noun) “\(name)” in \(folder). "
        + (available.isEmpty
          ? "Make one with `broadsheet \(noun) create`."
          : "There are: \(available.joined(separator: ", ")).")
    case .refused(let words): words
    case .invalidFile(let path, let line, let problem):
      "\(path)\(line.map { ", line \($0)" } ?? ""): \(problem)"
    case .templateFailsLint(let path, let findings):
      "\(path): a reviewer would refuse this template:\n"
        + findings.map { "  \($0.message) [\($0.code)]" }.joined(separator: "\n")
    case .templateNotEffective(let name, let status, let reason):
      "Template “\(name)” is \(status.rawValue)\(reason.map { " (\($0))" } ?? ""), and only an "
        + "effective one can be sent. `broadsheet template review \(name)` has it reviewed."
    case .missingSignature(let template):
      "Template “\(template)” has no signature, and messages to the mainland need one. "
        + "Add signature: to the template, or use --signature."
    case .tooFewColumns(let file, let sheet, let row, let needed, let found, let advice):
      "\(place(file, sheet)), row \(grouped(row)): the template needs \(needed) columns (the number and "
        + "\(needed - 1) variable\(needed == 2 ? "" : "s")), the sheet has \(found). "
        + "Add column \(found + 1), or choose another template." + (advice.map { " " + $0 } ?? "")
    case .noColumnNamed(let file, let sheet, let name, let headers, let advice):
      "\(place(file, sheet)), row 1: no column is named “\(name)”, which the template uses. "
        + "The columns are: \(Masking.mask(headers.joined(separator: ", ")))."
        + (advice.map { " " + $0 } ?? "")
    case .severalColumnsNamed(let file, let sheet, let name, let columns):
      "\(place(file, sheet)): columns \(columns.joined(separator: " and ")) are both named "
        + "“\(name.showingInvisible)”, which the template uses. Rename all but the one that is meant."
    case .noRecipients(let file):
      "\(file): has a header but no recipients. Add rows below it."
    case .tooManyEntered(let count, let limit):
      "\(grouped(count)) numbers were entered; without a sheet the limit is \(grouped(limit)). "
        + "Put them into a CSV file and send that."
    case .sheetNeeded(let template):
      "Template “\(template)” has variables, so it needs a recipient sheet with their values. "
        + "`broadsheet template sheet \(template)` writes one to fill in."
    case .badTaskName(let name, let problem): "Task name “\(name)”: \(problem)"
    case .damagedRecords(let path, let detail):
      "\(path): the records of this task are damaged: \(detail). Restore the file from a backup; "
        + "without it the task cannot be shown or finished."
    case .ledger(let error): Masking.mask(error.description)
    case .noWorkspace(let folder):
      "\(folder): is no workspace, so there is no ledger. Make one with `broadsheet init`, or name one "
        + "with --workspace."
    case .noSuchTask(let text):
      "There is no task “\(text)”. `broadsheet task list` shows them."
    case .ambiguousTask(let name, let numbers):
      "“\(name)” is the name of \(numbers.count) tasks. Use one of their numbers: "
        + "\(numbers.prefix(10).map(String.init).joined(separator: ", "))."
    case .task(let number, let error): "Task \(number): \(error)"
    case .notTaken(let file, let provider, let why):
      "\(file): the profile \(provider) \(why)"
    case .notPermitted(let user, let action, let application):
      "The user \(user) may not do \(action) with "
        + (application == "*" ? "any application" : "the application \(application)")
        + ". `broadsheet access list` tells whose policies are which; name an application with "
        + "--application if yours is another."
    case .badGroup(let words): "The group cannot be used: \(words)"
    case .noSuchGroup(let name, let available):
      "There is no group “\(name)”."
        + (available.isEmpty
          ? " `broadsheet customers import` makes one."
          : " There are \(available.prefix(20).joined(separator: ", ")).")
    case .badPeriod:
      "The last day is before the first, or the days are more than ten years. Correct --from and --to."
    case .noSuchTable(let name, let available):
      "The report has no table “\(name)”; it has \(available.joined(separator: ", "))."
    case .badSchedule(let words): "The task cannot be scheduled: \(words)"
    case .noSuchApplication(let name, let available):
      "There is no application “\(name)” in the settings. "
        + (available.isEmpty
          ? "Add it under applications:." : "There are: \(available.joined(separator: ", ")).")
    case .signatureNotEffective(let name, let status):
      "Signature “\(name)” is \(status?.rawValue ?? "not listed under signatures: in the settings"), "
        + "and only an effective one can be sent with."
    case .recordsDropped(let task):
      "Task \(task): its records are no longer there; they are kept for 60 days."
    case .tryLater(let words): words
    case .badNumber(let text):
      "“\(Masking.mask(text))” is no phone number. Write 11 digits for the mainland, or + with the country "
        + "code."
    case .ambiguousNumber(let mainland, let international):
      "The number may be one of the mainland (\(mainland)) or of another country (\(international)). "
        + "Say which with --region mainland or --region international, or write + and the country code."
    case .badList(let words): "The list cannot be changed: \(words)"
    case .duplicate(let number):
      "This is the content of task \(number) again, with the same settings."
    case .taskBusy(let number):
      "Task \(number): another process is working on it. Try again when that has ended."
    case .taskFailed(let number, let reason): "Task \(number) has failed: \(reason)"
    case .nobodyAccepted(let file, let removed, let list, let hint):
      "\(file): nobody can be sent to; "
        + (removed == 1 ? "its one row was" : "all of its \(grouped(removed)) rows were")
        + " removed, and nothing was done. "
        + (hint.map { "\($0) " } ?? "")
        + (list.map { "\($0) has the removed rows with their reasons. " } ?? "")
        + "`broadsheet check` shows how the sheet is read."
    case .interrupted(_, task: nil): "Stopped. Nothing was written; the task can be sent again."
    case .interrupted(_, let task?):
      "Stopped. Task \(task) goes on when the same is sent again, and at the next `broadsheet run`."
    case .countsDoNotAddUp(let counts):
      "The counts do not add up (\(counts)). Nothing was written. Please report this as a defect."
    }
  }

  private func place(_ file: String, _ sheet: String?) -> String {
    sheet.map { "\(file), worksheet “\($0)”" } ?? file
  }
}

/// Makes the error of a file or a sheet a campaign's.
package func wrapped<Value>(_ work: () throws -> Value) throws(CampaignError) -> Value {
  do { return try work() } catch { throw .of(error) }
}

extension CampaignError {
  /// The campaign's form of an error of any module.
  package static func of(_ error: any Error) -> CampaignError {
    switch error {
    case let error as CampaignError: error
    case let error as FileError: .file(error)
    case let error as SheetError: .sheet(error)
    case let error as LedgerError: .ledger(error)
    default: .refused("\(error)")
    }
  }
}
