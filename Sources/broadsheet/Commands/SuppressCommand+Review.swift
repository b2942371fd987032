import ArgumentParser
import Characters
import Files
import Ledger
import Messaging
import Reporting
import Sending
internal import Tasks
internal import Workspace

/// Applications to be taken off the list of those that unsubscribed, and their review (SPEC ADMIN-8).
extension SuppressCommand.Unsubscribe {
  struct Review: AccessControlled {
    static let action = AccessAction.suppressUnsubscribeReview
    static let configuration = CommandConfiguration(
      abstract: "Decide about an application; an approved one takes the number off the list.")

    @Argument(help: "The application's number.")
    var application: Int

    @Flag(help: "Take the number off the list.")
    var approve = false

    @Flag(help: "Leave it on the list.")
    var reject = false

    @Option(help: ArgumentHelp("Why, for those who applied.", valueName: "words"))
    var note: String?

    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func validate() throws {
      guard approve != reject else { throw ValidationError("Give --approve or --reject.") }
    }

    func run() throws {
      try CommandRunner.run {
        let (session, _) = try ledger.session()
        let row = try Replies(session).review(application, isApproved: approve, note: note)
        form.say("Application \(row.id) for \(row.number) is \(row.state.rawValue).") {
          $0.add("application", row.id)
          $0.add("state", row.state.rawValue)
        }
      }
    }
  }

  struct Applications: AccessControlled {
    static let action = AccessAction.suppressUnsubscribeApplications
    static let configuration = CommandConfiguration(
      abstract: "List applications, the newest first.")

    @Option(help: "Applications in this state.")
    var state: ResubscriptionRow.State?

    @Flag(help: "Show phone numbers whole instead of masked.")
    var showNumbers = false

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Workspace") var ledger: LedgerOptions

    func run() throws {
      try CommandRunner.run {
        let (session, settings) = try ledger.session()
        var time = TimeFormatter(settings.zone)
        for row in try Replies(session).resubscriptions(state: state) {
          let number = row.number.text(whole: showNumbers)
          if form.json {
            var object = JSONObject()
            object.add("application", row.id)
            object.add("number", number)
            object.add("signature", row.scope.name)
            object.add("type", row.scope.type?.rawValue ?? "all")
            object.add("state", row.state.rawValue)
            object.add("reason", row.reason)
            object.add("note", row.note)
            object.add("created", time.string(row.created))
            Console.print(object.text)
          } else {
            Console.print(
              "\(padded("\(row.id)", 6))\(padded(row.state.rawValue, 10))\(padded(number, 17))"
                + "\(padded(row.scope.name, 14))\(time.string(row.created))  \(row.reason)")
          }
        }
      }
    }
  }
}

extension ResubscriptionRow.State: ExpressibleByArgument {}
