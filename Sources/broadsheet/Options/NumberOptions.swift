import ArgumentParser
import Ledger
import Messaging
import Sending
import Tasks

/// How numbers without a country code are read (SPEC NUM-10).
struct NumberOptions: ParsableArguments {
  @Option(
    help: """
      Read numbers without a country code as tasks of this region do; as those of the signature or \
      application by default.
      """)
  var region: MessageRegion?

  /// The context of a list's entries, unless a region is named.
  func context(
    of list: SuppressionList, _ scope: ListScope, _ session: LedgerSession,
    _ workspace: WorkspaceOptions
  ) throws -> NumberContext {
    if let region { return NumberContext(region) }
    return try NumberContexts(session, workspace.store).context(of: list, scope)
  }

  /// The numbers that a text may mean, to be looked for; nil without a text.
  func numbers(lookedFor text: String?) throws -> [E164]? {
    guard let text else { return nil }
    let readings = try NumberReadings(typed: text)
    guard let region else { return readings.all }
    return readings.meaning(in: NumberContext(region)).numbers
  }
}

extension NumberReadings {
  /// The number that a text means in a task or group of a region; nil without a text.
  static func number(
    _ text: String?, in region: MessageRegion?
  ) throws -> E164? {
    guard let text else { return nil }
    let context = region.map { NumberContext($0) } ?? NumberContext()
    return try NumberReadings(typed: text).meaning(in: context).numbers.first
  }
}
