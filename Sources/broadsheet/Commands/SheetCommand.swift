import ArgumentParser
import Reporting
import Sending
import Spreadsheet
import Tasks
internal import Workspace

/// `broadsheet sheet`: what a file is, and what Broadsheet sees in it (SPEC SHEET-10).
struct SheetCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "sheet", abstract: "Look into a sheet.",
    discussion: """
      EXAMPLES:
        broadsheet sheet info customers.xlsx
        broadsheet sheet cat customers.xlsx --sheet March | head
      """,
    subcommands: [Info.self, Cat.self])

  struct Info: AccessControlled {
    static let action = AccessAction.sheetInfo
    static let configuration = CommandConfiguration(
      abstract: "Say what a file is: kind, encoding, worksheets, columns, rows.",
      discussion: """
        EXAMPLE:
          broadsheet sheet info customers.xlsx
        """)

    @Argument(help: "The sheet, XLSX or CSV.")
    var file: String

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Reading") var reading: SheetOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

    func run() throws {
      try CommandRunner.run {
        let settings = try workspace.source(flags: limits.flags).settings
        let survey = try SurveyView(reading: file, reading, settings)
        if form.json { Console.print(survey.json()) } else { survey.lines().forEach(Console.print) }
      }
    }
  }

  struct Cat: AccessControlled {
    static let action = AccessAction.sheetCat
    static let configuration = CommandConfiguration(
      abstract: "Write a sheet's values as the user sees them, as CSV in UTF-8.",
      discussion: """
        Blank rows are left out. Phone numbers are not masked here: this is the sheet itself.

        EXAMPLE:
          broadsheet sheet cat customers.xlsx --sheet March | head
        """)

    @Argument(help: "The sheet, XLSX or CSV.")
    var file: String

    @OptionGroup(title: "Reading") var reading: SheetOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

    func run() throws {
      try CommandRunner.run {
        let source = try Recipients(path: file)
          .open(
            reading.reading(
              try workspace.source(flags: limits.flags).settings, exactColumns: 0))
        var output = CSVText()
        while let batch = try source.next() {
          for row in 0..<batch.rowCount { output.append(row, of: batch) }
          Console.write(output.take())
        }
      }
    }
  }
}
