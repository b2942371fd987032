import ArgumentParser
import Files
import Ledger
import Sending
import Spreadsheet

/// The one place where errors become words and exit codes (SPEC SAFE-3, after sysexits.h).
enum CommandRunner {
  /// Runs a command's work; an error is told on standard error and becomes the exit code.
  static func run(_ work: () throws -> Void) throws {
    do {
      try work()
    } catch {
      Console.error("broadsheet: \(error.explanation)")
      throw ExitCode(code(of: error))
    }
  }

  static func code(of error: any Error) -> Int32 {
    switch error {
    case let error as FileError: code(of: error)
    case let error as SheetError: code(of: error)
    case let error as LedgerError: code(of: error)
    case is ListError: 65
    case let error as CampaignError: code(of: error)
    // What no module of ours throws is a defect.
    default: 70
    }
  }

  private static func code(of error: CampaignError) -> Int32 {
    switch error {
    case .invalidFile: 78
    case .tooManyEntered: 64
    case .notTaken, .duplicate, .nobodyAccepted: 65
    case .interrupted(let signal, _): 128 + signal
    case .failure(let failure): code(of: failure.kind)
    }
  }

  private static func code(of kind: CampaignError.Failure.Kind) -> Int32 {
    switch kind {
    case .usage: 64
    case .refused, .template, .columns, .noRecipients, .schedule: 65
    case .notFound, .noSuchFile, .noSuchTask, .recordsDropped: 66
    case .taskFailed, .defect: 70
    case .damagedRecords: 74
    case .tryLater: 75
    case .notPermitted: 77
    case .settings, .noWorkspace: 78
    }
  }

  private static func code(of error: LedgerError) -> Int32 {
    switch error {
    case .networkFileSystem, .tooNew: 78
    case .cannotOpen, .readOnly: 73
    case .busy, .diskFull, .writeFailed: 75
    case .damaged: 74
    }
  }

  private static func code(of error: FileError) -> Int32 {
    switch error {
    case .missing, .notAFile, .unreadable: 66
    case .empty, .tooLarge: 65
    case .cannotWrite: 73
    case .diskFull: 75
    }
  }

  private static func code(of error: SheetError) -> Int32 {
    switch error {
    case .empty, .wrongKind, .overLimit, .noSuchSheet, .noVisibleSheet, .damaged, .undecodable,
      .unlikelyEncoding, .notUTF8, .unclosedQuote:
      65
    case .unknownEncoding: 64
    case .cannotAssemble: 70
    }
  }
}
