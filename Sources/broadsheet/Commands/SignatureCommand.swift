import ArgumentParser
import Sending
import Workspace

/// `broadsheet signature`: the names that messages are signed with (SPEC ADMIN-2).
struct SignatureCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: Signature.noun,
    abstract: "Create, change, delete, list and review signatures.",
    discussion: """
      Each is a file in \(Signature.folderName). When there is any, or the settings list any, messages are sent \
      with effective ones only.

      EXAMPLES:
        broadsheet signature create Acme --type company --qualification acme
        broadsheet signature review Acme
      """,
    subcommands: [
      Create.self, Change.self, ReviewCommands.List<Signature>.self,
      ReviewCommands.Show<Signature>.self, ReviewCommands.Review<Signature>.self,
      ReviewCommands.Delete<Signature>.self,
    ])

  struct Create: AccessControlled {
    static let action = AccessAction.signatureCreate
    static let configuration = CommandConfiguration(
      abstract: "Make a signature, which is pending.")

    @Argument(help: "The signature itself, without brackets.")
    var name: String

    @Option(help: "What it is the name of.")
    var type: Signature.Kind

    @Option(help: "Whether it is your own name, or that of others who have agreed.")
    var purpose = Qualification.Purpose.own

    @Option(help: ArgumentHelp("The qualification of who it belongs to.", valueName: "name"))
    var qualification: String?

    @OptionGroup var papers: PaperOptions

    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

    func run() throws {
      try CommandRunner.run {
        var signature = Signature(
          name: name, purpose: purpose, type: type, qualification: qualification)
        signature.proof = papers.proof
        signature.authorization = papers.authorization
        signature.note = papers.note
        try workspace.create(signature, form)
      }
    }
  }

  struct Change: AccessControlled {
    static let action = AccessAction.signatureChange
    static let configuration = CommandConfiguration(
      abstract: "Change a pending or failed signature; it is pending then.",
      discussion: "An empty text takes away what was said.")

    @Argument(help: "The signature.")
    var name: String

    @Option(help: "What it is the name of.")
    var type: Signature.Kind?

    @Option(help: "Whether it is your own name, or that of others who have agreed.")
    var purpose: Qualification.Purpose?

    @Option(help: ArgumentHelp("The qualification of who it belongs to.", valueName: "name"))
    var qualification: String?

    @OptionGroup var papers: PaperOptions

    @OptionGroup var form: FormOptions
    @OptionGroup(title: "Workspace") var workspace: WorkspaceOptions

    func run() throws {
      try CommandRunner.run {
        try workspace.change(
          Signature.self, name,
          [
            ("purpose", purpose?.rawValue), ("type", type?.rawValue),
            ("qualification", qualification), ("proof", papers.proof),
            ("authorization", papers.authorization), ("note", papers.note),
          ], form)
      }
    }
  }

  /// What goes with a signature to its review.
  struct PaperOptions: ParsableArguments {
    @Option(
      help: ArgumentHelp(
        "A picture of a trademark's registration, JPG or PNG of at most 5 MB.", valueName: "file"))
    var proof: String?

    @Option(
      help: ArgumentHelp(
        "A picture of the letter in which others authorize its use.", valueName: "file"))
    var authorization: String?

    @Option(help: ArgumentHelp("Words for the reviewer.", valueName: "words"))
    var note: String?
  }
}
