internal import Characters
internal import Messaging

/// What stops a task, beside the errors of files, sheets and the ledger, which travel as they are.
///
/// The cases are those that code tells apart by what they carry; every other error is a `Failure`, made by a
/// function that stands beside its subject. `description` is a sentence for people that says what to do;
/// numbers in it are masked.
///
/// ```swift
/// throw CampaignError.noSuchTask("7")
/// ```
package enum CampaignError: Error, Equatable {
  /// A file of settings or a template that does not say what it must.
  case invalidFile(path: String, line: Int?, problem: String)
  case tooManyEntered(count: Int, limit: Int)
  /// A file that a provider's console does not take.
  case notTaken(file: String, provider: String, why: String)
  /// A task of the same content with the same settings is in the ledger.
  case duplicate(of: Int)
  /// No row of a sheet can be sent to (SPEC TASK-7); `list`: where the removed rows are.
  case nobodyAccepted(file: String, removed: Int, list: String?, hint: String? = nil)
  /// A signal stopped the work; of a task that the ledger has, it can go on.
  case interrupted(signal: Int32, task: Int? = nil)
  case failure(Failure)

  /// An error of which code wants to know no more than what it is about.
  package struct Failure: Sendable, Equatable {
    package enum Kind: Sendable {
      /// What was asked for cannot be.
      case usage
      /// What cannot be done with something as it stands.
      case refused
      /// There is nothing of that name.
      case notFound
      /// A template, a signature and such, of which there is no file.
      case noSuchFile
      case noSuchTask
      /// A template that cannot be sent with.
      case template
      /// A sheet without the columns that the template needs.
      case columns
      case noRecipients
      /// A time at which a task cannot be sent.
      case schedule
      /// An application that does not exist, or may not send so.
      case settings
      /// A command that needs a ledger, in a folder that is no workspace.
      case noWorkspace
      /// A user whose policies do not allow what was to be done.
      case notPermitted
      /// Another process or task is in the way, for now.
      case tryLater
      /// The records of a task are not what was written.
      case damagedRecords
      /// The records of a task are no longer kept.
      case recordsDropped
      case taskFailed
      /// A defect of this program.
      case defect
    }

    package var kind: Kind
    package var message: String
  }

  package static func failure(_ kind: Failure.Kind, _ message: String) -> CampaignError {
    .failure(Failure(kind: kind, message: message))
  }

  /// What cannot be done with something as it stands; a sentence that says why.
  package static func refused(_ words: String) -> CampaignError { .failure(.refused, words) }

  /// The counts of SPEC NUM-8 do not add up.
  package static func countsDoNotAddUp(_ counts: String) -> CampaignError {
    .failure(
      .defect,
      "The counts do not add up (\(counts)). Nothing was written. Please report this as a defect.")
  }
}

extension CampaignError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .invalidFile(let path, let line, let problem):
      "\(path)\(line.map { ", line \($0)" } ?? ""): \(problem)"
    case .tooManyEntered(let count, let limit):
      "\(grouped(count)) numbers were entered; without a sheet the limit is \(grouped(limit)). "
        + "Put them into a CSV file and send that."
    case .notTaken(let file, let provider, let why):
      "\(file): the profile \(provider) \(why)"
    case .duplicate(let number):
      "This is the content of task \(number) again, with the same settings."
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
    case .failure(let failure): failure.message
    }
  }
}

extension Error {
  /// What people are told about an error of any module, with numbers masked.
  package var explanation: String {
    // A campaign's errors mask what they quote of a sheet, and no more.
    (self as? CampaignError)?.description ?? Masking.mask("\(self)")
  }

  /// What a campaign's failure is about; nil for every other error.
  package var failureKind: CampaignError.Failure.Kind? {
    guard case .failure(let failure)? = self as? CampaignError else { return nil }
    return failure.kind
  }
}
