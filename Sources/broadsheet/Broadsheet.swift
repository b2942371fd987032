import ArgumentParser
import Files
import Glibc
import Sending
import Spreadsheet

/// The command line's root.
@main
struct Broadsheet: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "broadsheet",
    abstract: "Turns a recipient sheet into a finished SMS campaign, on files alone.",
    discussion: """
      Give it an XLSX or CSV sheet with phone numbers in the first column and the values of a \
      template's variables in the next ones. It normalizes and de-duplicates the numbers, renders \
      the messages, simulates the carrier, and writes a result workbook, a workbook of failed \
      numbers that can be sent again as it is, and a report.

      EXAMPLES:
        broadsheet init campaigns
        broadsheet check customers.csv
        broadsheet check customers.csv --template spring-sale
        broadsheet send Samples/monthly-bill.xlsx --template monthly-bill
        broadsheet template sheet monthly-bill
        broadsheet watch Inbox

      EXIT STATUS:
        0 done; 1 done, with rows to look at (only with --fail-on); 64 wrong usage; 65 bad data;
        66 no input; 73 cannot write; 74 input/output error; 75 try again later (disk full);
        77 not permitted; 78 bad settings; 130 or 143 stopped.
      """,
    version: "0.1.0",
    subcommands: [
      Init.self, Send.self, Check.self, Run.self, Watch.self, TaskCommand.self, ReportCommand.self,
      TemplateCommand.self, SignatureCommand.self, QualificationCommand.self,
      ApplicationCommand.self, CustomersCommand.self, GroupsCommand.self, RepliesCommand.self,
      CallbacksCommand.self, AlarmsCommand.self, AccessCommand.self, ExportCommand.self,
      SuppressCommand.self, SheetCommand.self, ProfileCommand.self, ConfigCommand.self,
      Doctor.self,
    ])

  /// The arguments with all bytes of the paths among them, whatever their encoding.
  private static var arguments: [String] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { index in
      CommandLine.unsafeArgv[index].map { FileName.text($0) }
    }
  }

  static func main() {
    Interruption.listen()
    Console.ignoreBrokenPipes()
    Console.returnLargeBlocks()
    var status: Int32 = 0
    do {
      var command = try parseAsRoot(Self.arguments)
      try Access.run(&command)
    } catch {
      let text = fullMessage(for: error)
      status = exitCode(for: error).rawValue
      // Help is a result; what is wrong with arguments is not.
      if !text.isEmpty {
        if status == 0 { Console.print(text) } else { Console.error(text) }
      }
    }
    let output = Console.checkOutput()
    Glibc.exit(status == 0 ? output : status)
  }
}
