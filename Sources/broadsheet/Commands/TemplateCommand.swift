import ArgumentParser
import Files
import Messaging
import Reporting
import Sending
import Spreadsheet
import Tasks
internal import Workspace

/// `broadsheet template`: the template files of the workspace.
struct TemplateCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: Template.noun,
    abstract: "Create, change, delete, list, check and review templates; write their sheets.",
    discussion: """
      Each is a file in \(Template.folderName), which may be written by hand as well. Only an effective one can \
      be sent.

      EXAMPLES:
        broadsheet template create summer --type marketing --signature Acme \\
          --content "Sale from Monday, {1}. Reply TD to unsubscribe."
        broadsheet template review summer
        broadsheet template sheet summer
      """,
    subcommands: [
      Create.self, Change.self, List.self, Show.self, LintCommand.self,
      Review.self, ReviewCommands.Delete<Template>.self, SheetFile.self,
    ])

  /// For texts in which braces and the like are meant (SPEC MSG-8).
  struct BraceOptions: ParsableArguments {
    @Flag(
      help: "Let what looks like a variable and is none stand as text: literalBraces in the file.")
    var literalBraces = false

    /// What the template's file says then.
    static let fields: [(key: String, value: String)] = [("literalBraces", "true")]
  }

  struct Create: AccessControlled {
    static let action = AccessAction.templateCreate
    static let configuration = CommandConfiguration(
      abstract: "Make a template, which is pending.")

    @Argument(help: "Its name.")
    var name: String

    @Option(help: "What kind of message it makes.")
    var type: MessageType

    @Option(help: "Where its messages go.")
    var region = MessageRegion.mainland

    @Option(
      help: ArgumentHelp(
        "The text, under \(Lint.contentLimit) characters, with variables such as {1}.",
        valueName: "text"))
    var content: String

    @Option(help: ArgumentHelp("Who speaks.", valueName: "name"))
    var signature: String?

    @Option(help: ArgumentHelp("Words for the reviewer.", valueName: "words"))
    var note: String?

    @OptionGroup var braces: BraceOptions
    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

    func run() throws {
      try CommandRunner.run {
        try workspace.create(
          Template(
            name: name, type: type, region: region, signature: signature, content: content,
            hasLiteralBraces: braces.literalBraces, status: .pending, note: note), form)
      }
    }
  }

  struct Change: AccessControlled {
    static let action = AccessAction.templateChange
    static let configuration = CommandConfiguration(
      abstract: "Change a pending or failed template; it is pending then.",
      discussion: "An empty text takes away what was said.")

    @Argument(help: "Its name.")
    var name: String

    @Option(help: "What kind of message it makes.")
    var type: MessageType?

    @Option(help: "Where its messages go.")
    var region: MessageRegion?

    @Option(help: ArgumentHelp("The text.", valueName: "text"))
    var content: String?

    @Option(help: ArgumentHelp("Who speaks.", valueName: "name"))
    var signature: String?

    @Option(help: ArgumentHelp("Words for the reviewer.", valueName: "words"))
    var note: String?

    @Flag(
      inversion: .prefixedNo,
      help: "Let what looks like a variable and is none stand as text, or no longer.")
    var literalBraces: Bool?

    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

    func run() throws {
      try CommandRunner.run {
        try workspace.change(
          Template.self, name,
          [
            ("type", type?.rawValue), ("region", region?.rawValue), ("content", content),
            ("signature", signature), ("note", note),
            ("literalBraces", literalBraces.map { $0 ? "true" : "" }),
          ], form)
      }
    }
  }

  struct List: AccessControlled {
    static let action = Template.actions.list
    static let configuration = CommandConfiguration(abstract: "List the templates.")

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

    func run() throws {
      try CommandRunner.run {
        _ = try workspace.source()
        for name in workspace.store.names() {
          let stored = try workspace.store.template(named: name)
          Console.print(
            form.json ? TemplateView.json(stored) : TemplateView.line(stored, name: name))
        }
      }
    }
  }

  struct Show: AccessControlled {
    static let action = Template.actions.show
    static let configuration = CommandConfiguration(
      abstract: "Show a template, its variables and its length.")

    @Argument(help: "The template's name.")
    var name: String

    @OptionGroup var form: FormOptions

    @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

    func run() throws {
      try CommandRunner.run {
        _ = try workspace.source()
        let stored = try workspace.store.template(named: name)
        if form.json {
          Console.print(TemplateView.json(stored))
        } else {
          TemplateView.lines(stored).forEach(Console.print)
        }
      }
    }
  }

  struct LintCommand: AccessControlled {
    static let action = AccessAction.templateLint
    static let configuration = CommandConfiguration(
      commandName: "lint", abstract: "Find what a reviewer would refuse a template for.",
      discussion:
        "Checks the named templates, or all of them. Ends with status 65 if it finds anything.")

    @Argument(help: "The templates' names; all by default.")
    var names: [String] = []

    @OptionGroup var braces: BraceOptions
    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

    func run() throws {
      var isClean = true
      try CommandRunner.run {
        _ = try workspace.source()
        for name in names.isEmpty ? workspace.store.names() : names {
          let stored = try workspace.store.template(named: name)
          var template = stored.template
          if braces.literalBraces { template.hasLiteralBraces = true }
          let findings = Lint.findings(in: template)
          if findings.isEmpty, !form.json { Console.print("\(name): nothing to refuse") }
          for finding in findings {
            isClean = false
            form.say("\(stored.path): \(finding.message) [\(finding.code)]") {
              $0.add("template", name)
              $0.add("code", finding.code)
              $0.add("position", finding.position)
              $0.add("message", finding.message)
            }
          }
        }
      }
      if !isClean { throw ExitCode(65) }
    }
  }

  struct Review: AccessControlled {
    static let action = Template.actions.review
    static let configuration = ReviewCommands.Review<Template>.configuration

    @OptionGroup var plain: ReviewCommands.Review<Template>
    @OptionGroup var braces: BraceOptions

    func run() throws {
      try plain.run(setting: braces.literalBraces ? BraceOptions.fields : [])
    }
  }

  struct SheetFile: AccessControlled {
    static let action = AccessAction.templateSheet
    static let configuration = CommandConfiguration(
      commandName: "sheet", abstract: "Write the recipient sheet of a template, to be filled in.",
      discussion: """
        EXAMPLES:
          broadsheet template sheet monthly-bill
          broadsheet template sheet monthly-bill --output bill.csv
        """)

    @Argument(help: "The template's name.")
    var name: String

    @Option(
      name: .shortAndLong,
      help: ArgumentHelp(
        "The file to write, .xlsx or .csv; NAME-recipients.xlsx in this folder by default.",
        valueName: "file"))
    var output: String?

    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

    func validate() throws { try SheetFileName.check(output) }

    func run() throws {
      try CommandRunner.run {
        _ = try workspace.source()
        let template = try workspace.store.template(named: name).template
        let path = output ?? "\(template.name)-recipients.xlsx"
        try RecipientTemplate.write(template, to: path)
        form.say(path) { $0.add("file", path) }
      }
    }
  }
}
