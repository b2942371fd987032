import ArgumentParser
import Files
import Ledger
import Sending
import Spreadsheet

/// The one place where errors become words and exit codes (SPEC SAFE-3, after sysexits.h).
enum Report {
  /// Runs a command's work; an error is told on standard error and becomes the exit code.
  static func run(_ work: () throws(CampaignError) -> Void) throws {
    do throws(CampaignError) {
      try work()
    } catch {
      Console.error("broadsheet: \(error)")
      throw ExitCode(code(of: error))
    }
  }

  static func code(of error: CampaignError) -> Int32 {
    switch error {
    case .file(let error): code(of: error)
    case .sheet(let error): code(of: error)
    case .noSuchFile: 66
    case .invalidFile: 78
    case .templateFailsLint, .templateNotEffective, .missingSignature, .tooFewColumns,
      .noColumnNamed, .severalColumnsNamed, .noRecipients, .notTaken, .refused:
      65
    case .tooManyEntered, .sheetNeeded, .badTaskName, .badNumber, .ambiguousNumber, .badList,
      .badGroup, .badPeriod,
      .noSuchTable:
      64
    case .interrupted(let signal, _): 128 + signal
    case .damagedRecords: 74
    case .ledger(let error): code(of: error)
    case .noWorkspace, .noSuchApplication, .signatureNotEffective: 78
    case .noSuchGroup, .noSuchTask, .ambiguousTask, .recordsDropped: 66
    case .task, .badSchedule, .duplicate: 65
    case .tryLater, .taskBusy: 75
    case .notPermitted: 77
    case .countsDoNotAddUp, .taskFailed: 70
    case .nobodyAccepted: 65
    }
  }

  private static func code(of error: LedgerError) -> Int32 {
    switch error {
    case .networkFileSystem, .tooNew: 78
    case .cannotOpen, .readOnly: 73
    case .busy, .diskFull, .writeFailed: 75
    case .damaged: 74
    case .groupExists, .listFull: 65
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
