import ArgumentParser
import Sending
import Workspace

/// `broadsheet qualification`: who signs messages (SPEC ADMIN-1).
struct QualificationCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: Qualification.noun,
    abstract: "Create, change, delete, list and review qualifications: who signs messages.",
    discussion: """
      Each is a file in \(Qualification.folderName). A new or changed one is pending until it is reviewed; a \
      signature needs an effective one.

      EXAMPLES:
        broadsheet qualification create acme --holder "Acme Ltd" --proof licence.png
        broadsheet qualification review acme
      """,
    subcommands: [
      Create.self, Change.self, ReviewCommands.List<Qualification>.self,
      ReviewCommands.Show<Qualification>.self, ReviewCommands.Review<Qualification>.self,
      ReviewCommands.Delete<Qualification>.self,
    ])

  struct Create: AccessControlled {
    static let action = AccessAction.qualificationCreate
    static let configuration = CommandConfiguration(
      abstract: "Make a qualification, which is pending.")

    @Argument(help: "Its name, for signatures to name it.")
    var name: String

    @Option(help: ArgumentHelp("The company or person.", valueName: "name"))
    var holder: String

    @Option(help: "Whether it is your own name, or that of others who have agreed.")
    var purpose = Qualification.Purpose.own

    @Option(
      help: ArgumentHelp(
        "A picture of the licence, JPG or PNG of at most 5 MB, in the workspace.",
        valueName: "file"))
    var proof: String?

    @Option(help: ArgumentHelp("Words for the reviewer.", valueName: "words"))
    var note: String?

    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

    func run() throws {
      try CommandRunner.run {
        try workspace.create(
          Qualification(name: name, purpose: purpose, holder: holder, proof: proof, note: note),
          form)
      }
    }
  }

  struct Change: AccessControlled {
    static let action = AccessAction.qualificationChange
    static let configuration = CommandConfiguration(
      abstract: "Change a pending or failed qualification; it is pending then.",
      discussion: "An empty text takes away what was said.")

    @Argument(help: "Its name.")
    var name: String

    @Option(help: ArgumentHelp("The company or person.", valueName: "name"))
    var holder: String?

    @Option(help: "Whether it is your own name, or that of others who have agreed.")
    var purpose: Qualification.Purpose?

    @Option(help: ArgumentHelp("A picture of the licence.", valueName: "file"))
    var proof: String?

    @Option(help: ArgumentHelp("Words for the reviewer.", valueName: "words"))
    var note: String?

    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

    func run() throws {
      try CommandRunner.run {
        try workspace.change(
          Qualification.self, name,
          [("purpose", purpose?.rawValue), ("holder", holder), ("proof", proof), ("note", note)],
          form)
      }
    }
  }
}
