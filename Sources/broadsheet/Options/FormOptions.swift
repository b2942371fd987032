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

/// How a command says what it has to say.
struct FormOptions: ParsableArguments {
  @Flag(help: "Print JSON for programs, an object a line.")
  var json = false

  /// Says a sentence, or for programs the facts of it.
  func say(_ words: String, _ facts: (inout JSONObject) -> Void) {
    guard json else { return Console.print(words) }
    var object = JSONObject()
    facts(&object)
    Console.print(object.text)
  }
}
