import ArgumentParser
import Carrier
import Files
import Ledger
import Messaging
import Providers
import Reporting
import Sending
import Spreadsheet
import Tasks
import Workspace

/// What takes something away asks before, on a terminal.
struct ConfirmOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Do it without asking.")
  var yes = false

  /// Asks a question, unless there is nobody to answer it.
  ///
  /// - Returns: whether to go on; what was not done is said.
  func isWanted(_ question: String) -> Bool {
    if yes || !Console.inputIsTerminal || Console.confirm(question) { return true }
    Console.error("Nothing was changed.")
    return false
  }
}
