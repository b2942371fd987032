internal import Characters
package import Ledger
package import Messaging
package import Sending
package import Spreadsheet

/// Puts the numbers of a sheet into a group of the customer pool (SPEC CUST-1).
///
/// What counts as a number, and as a repeated one, is what a task would say of the sheet. One transaction:
/// all numbers are added, or none.
///
/// Memory: that of the pipeline's first half, and 65,536 numbers that are sorted before they are added.
package struct CustomerImport {
  package struct Result: Sendable {
    package var group: CustomerGroup
    /// The rows of the sheet: blank, invalid, duplicate, accepted.
    package var tally: Tally
    /// Numbers that the group did not have.
    package var added = 0
    /// Numbers that it had before.
    package var known: Int { tally.accepted - added }
    package var removed: [Pipeline.RemovedExample] = []
  }

  /// Numbers that are added at a time.
  private static let chunk = 65_536
  /// Removed rows that are shown.
  private static let examples = 5

  private let session: LedgerSession
  private let groupName: String
  private let region: MessageRegion?

  /// - Parameters:
  ///   - session: of the workspace.
  ///   - group: an existing one, or a name for a new one.
  ///   - region: what a new group takes, and an existing one must take; nil: mainland, or as it is.
  package init(_ session: LedgerSession, group: String, region: MessageRegion?) {
    self.session = session
    groupName = group
    self.region = region
  }

  /// Imports a sheet, or numbers that were entered.
  ///
  /// - Parameters:
  ///   - source: the sheet.
  ///   - limits: what it may hold.
  ///   - header: whether its first row is one.
  ///   - check: how far numbers must be known to be mobiles'.
  ///   - progress: told the rows and the share of the file.
  /// - Returns: what was added and what was not.
  /// - Throws: what stops it; the group is as it was then.
  package func run(
    _ source: any SheetReader, limits: Limits, header: ColumnMapping.HeaderRule, check: NumberCheck,
    progress: ((Int, Double) -> Void)? = nil
  ) throws -> Result {
    try session.write { ledger in
      let group = try group(in: ledger)
      let pipeline = try pipeline(
        source, for: group.region, limits: limits, header: header, check: check)
      pipeline.progress = progress
      var result = Result(group: group, tally: Tally())
      var numbers: [UInt64] = []
      numbers.reserveCapacity(Self.chunk)
      func add() throws {
        numbers.sort()
        let (sorted, time) = (numbers, session.now)
        result.added += try ledger.add(sorted, to: group, at: time)
        numbers.removeAll(keepingCapacity: true)
      }
      result.tally = try pipeline.recipients { batch in
        for message in batch.messages {
          numbers.append(message.recipient.number.digits)
          if numbers.count == Self.chunk { try add() }
        }
        result.removed += batch.removedExamples(Self.examples - result.removed.count)
      }
      try add()
      // The group is as it was: a new one is not made.
      try pipeline.checkAccepted(result.tally)
      result.group.count += result.added
      return result
    }
  }

  /// The road of a sheet's rows into the group, to see again what was removed.
  ///
  /// - Parameters: as of `run`.
  package func pipeline(
    _ source: any SheetReader, limits: Limits, header: ColumnMapping.HeaderRule, check: NumberCheck
  ) throws -> Pipeline {
    let known = try session.read { try $0.group(named: groupName) }
    return try pipeline(
      source, for: known?.region ?? region ?? .mainland, limits: limits, header: header,
      check: check)
  }

  private func pipeline(
    _ source: any SheetReader, for region: MessageRegion, limits: Limits,
    header: ColumnMapping.HeaderRule, check: NumberCheck
  ) throws -> Pipeline {
    // A text without variables asks of a row what a group asks: its number.
    let template = Template(
      name: groupName, type: .notification, region: region, content: "-")
    var task = try SendingTask(name: "import", template: template, start: session.now)
    task.numberCheck = check
    return try Pipeline(task, reading: source, limits: limits, header: header)
  }

  /// The group of the name, a new one if there is none.
  private func group(in ledger: LedgerTransaction) throws -> CustomerGroup {
    guard
      let known = try ledger.group(named: groupName)
    else {
      let name = try CustomerGroup.checked(groupName)
      let (region, now) = (region ?? .mainland, session.now)
      return try ledger.createGroup(name, region, at: now)
    }
    guard region == nil || region == known.region else {
      throw CampaignError.badGroup(
        "the group “\(known.name)” takes \(known.region.rawValue) numbers.")
    }
    return known
  }
}

extension CustomerGroup {
  /// Characters that a group's name may have.
  package static let nameLimit = 30

  /// A name that a group may have.
  ///
  /// - Throws: `CampaignError.badGroup` for an empty name, one over 30 characters or one of several lines.
  package static func checked(_ name: String) throws -> String {
    let name = name.trimmed
    guard !name.isEmpty, name.count <= nameLimit, !name.contains(where: \.isNewline) else {
      throw CampaignError.badGroup("a group's name is one line of 1 to \(nameLimit) characters.")
    }
    return name
  }
}
