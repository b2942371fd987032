import ArgumentParser
import Characters
import Files
import Messaging
import Providers
import Reporting
import Sending
import Spreadsheet
import Tasks
import Workspace

/// What each profile that ships would take of a sheet, remove and bill (SPEC PROFILE).
struct ProfileComparison {
  private let command: Check
  private let template: TemplateStore.Stored

  init(_ command: Check) throws {
    self.command = command
    template = try command.workspace.store.template(named: command.template ?? "")
  }

  /// One profile's view of the sheet.
  private enum View {
    case taken(Summary)
    /// The console would not take the file.
    case refused(String)
  }

  /// The comparison as tables: one of what becomes of the sheet, one of the reasons for removal.
  func document() throws -> ReportDocument {
    var views: [(provider: any Provider, settings: Settings, view: View)] = []
    for provider in ProviderList.all {
      let settings = try command.settings(provider: provider.name)
      views.append((provider, settings, try view(settings)))
    }
    let language = views[0].settings.language
    var document = ReportDocument(
      name: "compare", title: Words.comparison.text(language, command.sheet), language: language,
      currency: views[0].settings.prices.currency)
    document.facts = [ReportDocument.Fact(Words.template, template.template.name)]
    var table = ReportTable(
      "profiles", Words.profiles,
      [
        .init("profile", Words.profile), .init("file", Words.fileTaken),
        .init("variables", Words.variablesRead), .init("rows", Words.rows, .count),
        .init("invalid", Words.invalidRows, .count),
        .init("duplicates", Words.duplicateRows, .count),
        .init("accepted", Words.accepted, .count), .init("segments", Words.segments, .count),
        .init("billed", Words.billedItems, .count), .init("cost", Words.cost, .money),
      ])
    table.rows = views.map { provider, settings, view in
      let style = styleWords(settings)
      switch view {
      case .refused(let why):
        return [.text(provider.name), .text(why), .text(style)] + Array(repeating: .none, count: 7)
      case .taken(let summary):
        let tally = summary.tally
        let counts = [
          tally.rows, tally.invalid, tally.duplicates, tally.accepted, tally.segments, tally.billed,
        ]
        return [.text(provider.name), .text(Words.yes.text(language)), .text(style)]
          + counts.map { .count($0) } + [.money(tally.cost)]
      }
    }
    document.tables = [table, removals(views.map { ($0.provider, $0.view) }, language)]
    return document
  }

  private func view(_ settings: Settings) throws -> View {
    let source = try Recipients(path: command.sheet)
    let task = try command.taskOptions.task(
      template, for: source, settings, start: command.clock.time(settings.zone))
    do {
      let run = try CheckRun.run(
        source, task, command.reading.reading(settings),
        header: source.isEntered ? .no : command.reading.header, settings: settings,
        isProgressShown: false)
      return .taken(run.summary)
    } catch {
      switch error {
      case CampaignError.notTaken(_, _, let why): return .refused(why)
      case CampaignError.tooManyEntered(let count, let limit):
        return .refused("takes \(limit) numbers without a sheet; these are \(count).")
      case SheetError.overLimit(_, _, _, let limit, let allowed, _):
        return .refused("\(limit.rawValue): at most \(grouped(allowed)).")
      case FileError.tooLarge(_, let allowed, _):
        return .refused("\(LimitName.fileSize.rawValue): at most \(grouped(allowed)).")
      default: throw error
      }
    }
  }

  /// Whether the template's variables are written as the console has them.
  private func styleWords(_ settings: Settings) -> String {
    let styles = TemplateBody(template.template.content).styles
    guard let wanted = settings.variableStyle, !styles.isSubset(of: [wanted]) else {
      return Words.yes.text(settings.language)
    }
    return Words.writtenAs.text(settings.language, wanted.example)
  }

  private func removals(
    _ views: [(provider: any Provider, view: View)], _ language: Language
  ) -> ReportTable {
    var table = ReportTable(
      "removed", Words.removedRows,
      [.init("code", Words.code)] + views.map { .init($0.provider.name, $0.provider.title, .count) }
        + [.init("reason", Words.reason)])
    table.whenEmpty = Words.noRemovals
    for removal in Removal.allCases {
      let counts = views.map { _, view -> Int? in
        if case .taken(let summary) = view { summary.tally.removed[removal] ?? 0 } else { nil }
      }
      guard counts.contains(where: { $0 ?? 0 > 0 }) else { continue }
      table.rows.append(
        [.text("\(removal.code)")] + counts.map { $0.map { .count($0) } ?? .none }
          + [.text(removal.reason.text(language))])
    }
    return table
  }
}
