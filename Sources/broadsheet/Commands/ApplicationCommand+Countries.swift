import ArgumentParser
import Characters
import Files
import Messaging
import Reporting
import Sending
import Spreadsheet
import Workspace

extension ApplicationCommand {
  /// `broadsheet application countries`: where an application may send to, as a sheet (SPEC ADMIN-5).
  struct CountriesCommand: CommandGroup {
    static let configuration = CommandConfiguration(
      commandName: "countries",
      abstract: "Write the countries that an application may send to as a sheet, and read it.",
      discussion: """
        A row has a country's two letters, its name, and the messages of a day at which is warned and that are \
        the limit; both may be empty.

        EXAMPLES:
          broadsheet application countries export shop --output countries.xlsx
          broadsheet application countries import shop countries.xlsx
        """,
      subcommands: [Export.self, Import.self])

    struct Export: AccessControlled {
      static let action = AccessAction.applicationCountriesExport
      static let configuration = CommandConfiguration(
        abstract: "Write the countries; all there are, where the application may send to all.")

      @Argument(help: "The application's name.")
      var name: String

      @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
          "The file to write, .xlsx or .csv; NAME-countries.xlsx in this folder by default.",
          valueName: "file"))
      var output: String?

      @OptionGroup var form: FormOptions
      @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

      func validate() throws { try SheetFileName.check(output) }

      func run() throws {
        try CommandRunner.run {
          let settings = try workspace.source().settings
          try workspace.permit(name, settings)
          let rows = CountrySheet.rows(of: try settings.application(named: name))
          let path = output ?? "\(name)-countries.xlsx"
          try CountrySheet.write(rows, to: path, language: settings.language)
          form.say(path) { $0.add("file", path) }
        }
      }
    }

    struct Import: AccessControlled {
      static let action = AccessAction.applicationCountriesImport
      static let configuration = CommandConfiguration(
        abstract: "Allow the countries of a sheet, and no others.")

      @Argument(help: "The application's name.")
      var name: String

      @Argument(help: "The sheet, XLSX or CSV.")
      var sheet: String

      @OptionGroup(title: "Reading") var reading: SheetOptions
      @OptionGroup var form: FormOptions
      @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

      func run() throws {
        try CommandRunner.run {
          let settings = try workspace.source().settings
          try workspace.permit(name, settings)
          let options = reading.reading(settings, exactColumns: 0)
          let source = try SheetFile.open(sheet, options: options)
          let rows = try CountrySheet.read(source, for: settings.application(named: name))
          try workspace.applications.change(name, settings) { _ in CountrySheet.values(rows) }
          form.say("\(name): may send to \(grouped(rows.count)) countries now.") {
            $0.add("application", name)
            $0.add("countries", rows.map(\.region.code))
          }
        }
      }
    }
  }
}

/// Names of sheets that are written.
enum SheetFileName {
  static func check(_ output: String?) throws {
    guard let output, TableFormat(forSheetAt: output) == nil else { return }
    let endings = TableFormat.forSheets.map { ".\($0.ending)" }.joined(separator: " or ")
    throw ValidationError("--output must end in \(endings).")
  }
}
