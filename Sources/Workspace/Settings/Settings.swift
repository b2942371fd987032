package import Carrier
package import Ledger
package import Messaging
internal import Providers
package import Sending
package import Spreadsheet

/// The settings of a workspace: flags, the environment, its `broadsheet.yaml`, and defaults, in this order.
///
/// Every one has a default, so that no file is needed. What each is called, and how it is read and shown, is
/// in `SettingKey.all`.
package struct Settings: Sendable {
  /// The zone in which times are shown and days are counted.
  package var zone = Zone.china
  /// The language of workbooks, pages and what the terminal shows.
  package var language = Language.english
  package var numberCheck = NumberCheck.possible
  /// What keeps the workspace's ledger; nil: it has none.
  package var ledger: Ledger.Kind? = .standard
  /// The largest sheet that is read, in MB of 1,048,576 bytes.
  package var fileMegabytes = 30
  package var dataRows = Limits.standard.dataRows
  /// How dates look where a cell's format leaves that to the reader's country.
  package var dates = DateStyle.china
  /// The profile that the settings were begun with, by its name or its file.
  package var provider = ProviderList.standardName
  package var sheetRules = SheetRules()
  package var providerRules = ProviderRules()
  package var scheduleHours = ScheduleHours.all
  /// How the provider's templates write variables; nil: as they like.
  package var variableStyle: TemplateBody.Style?
  /// Whether a long message is one row per segment in the results.
  package var rowPerSegment = false
  /// Days after its start for which a task can be exported; at most as long as records are kept.
  package var exportDays = 60
  package var prices = PriceTable()
  package var segments = SegmentRules.standard
  package var simulator = SimulatorSettings()
  package var applications: [ApplicationSettings] = []
  /// What applications are to other programs, by their names.
  package var accounts: [String: ApplicationAccount] = [:]
  /// Where signatures stand in their review; empty: any can be sent with.
  package var signatures: [String: ReviewStatus] = [:]

  /// Users with their policies; none: the workspace is open to its owner (SPEC ADMIN-10).
  package var users: [String: [String]] = [:]
  /// Replies that unsubscribe, in any case (SPEC ADMIN-8).
  package var optOutWords = OptOut.words

  /// The file's name in the workspace.
  package static let fileName = "broadsheet.yaml"

  package init() {}

  /// The application to send with: of a name, or the only one, or the one that is called default.
  package func application(
    named name: String?
  ) throws -> ApplicationSettings {
    if let name {
      if let known = applications.first(where: { $0.name == name }) { return known }
      if applications.isEmpty, name == ApplicationSettings.standardName {
        return ApplicationSettings()
      }
    } else {
      if applications.isEmpty { return ApplicationSettings() }
      if applications.count == 1 { return applications[0] }
      if let standard = applications.first(where: { $0.name == ApplicationSettings.standardName }) {
        return standard
      }
    }
    throw CampaignError.noSuchApplication(
      name: name ?? ApplicationSettings.standardName, available: applications.map(\.name))
  }

  /// The names of all applications; that of the only one there is without any.
  package var applicationNames: [String] {
    applications.isEmpty ? [ApplicationSettings.standardName] : applications.map(\.name)
  }

  /// Makes sure that a signature may be sent with.
  package func checkSignature(_ name: String?) throws {
    guard !signatures.isEmpty, let name, signatures[name] != .effective else { return }
    throw CampaignError.signatureNotEffective(name: name, status: signatures[name])
  }
}
