package import Ledger
package import Messaging
package import Sending
package import Workspace

/// Whose tasks say how a number is read (SPEC NUM-10).
package struct NumberContexts: Sendable {
  private let session: LedgerSession
  private let templates: TemplateStore

  package init(_ session: LedgerSession, _ templates: TemplateStore) {
    self.session = session
    self.templates = templates
  }

  /// The context of a list's entries: tasks of their signature and type, or of their application.
  ///
  /// Templates count as the tasks that will be sent with them. Without either of the type those of the
  /// signature decide, and without these all of the workspace.
  ///
  /// - Parameters:
  ///   - list: which one.
  ///   - scope: whose entries.
  /// - Returns: what says how they are read.
  /// - Throws: `CampaignError` when the ledger cannot be read.
  package func context(
    of list: SuppressionList, _ scope: ListScope
  ) throws -> NumberContext {
    if list == .allow {
      let sent = try session.read { try $0.taskRegions(application: scope.name) }
      return NumberContext(sent.union(templates.regions()), isCertain: !sent.isEmpty)
    }
    for type in scope.type == nil ? [nil] : [scope.type, nil] {
      let sent = try session.read { try $0.taskRegions(signature: scope.name, type: type) }
      let regions = sent.union(templates.regions(signature: scope.name, type: type))
      if !regions.isEmpty { return NumberContext(regions, isCertain: !sent.isEmpty) }
    }
    return try context()
  }

  /// The context of replies: the task that they answer, tasks of their scope, or all that were sent.
  package func context(
    ofRepliesTo scope: ListScope?, task: TaskRow?
  ) throws -> NumberContext {
    if let task { return NumberContext(MessageRegion(rawValue: task.region) ?? .mainland) }
    if let scope { return try context(of: .unsubscribe, scope) }
    return NumberContext(try session.read { try $0.taskRegions() }, isCertain: true)
  }

  /// The context of what is about no task in particular: those of the whole workspace.
  package func context() throws -> NumberContext {
    NumberContext(try session.read { try $0.taskRegions() }.union(templates.regions()))
  }

  /// Whom a text means of those that messages were sent to, as far back as records are kept.
  ///
  /// - Parameters:
  ///   - readings: the text.
  ///   - context: what decides when no message was sent to any of them.
  /// - Returns: the number, and the other one that the text may mean.
  /// - Throws: `CampaignError.ambiguousNumber` when messages were sent to both.
  package func addressee(
    _ readings: NumberReadings, _ context: NumberContext
  ) throws -> (number: E164, other: E164?)? {
    let all = readings.all
    guard all.count > 1 else { return all.first.map { ($0, nil) } }
    let times = max(0, session.now - TaskArchive.retention)...max(0, session.now)
    var sent: [E164] = []
    for number in all where try !NumberLog(session).entries(of: number, times: times).isEmpty {
      sent.append(number)
    }
    guard sent.count < 2 else {
      throw CampaignError.ambiguousNumber(mainland: all[0], international: all[1])
    }
    let number = sent.first ?? readings.meaning(in: context).numbers.first
    return number.map { number in (number, all.first { $0 != number }) }
  }
}
