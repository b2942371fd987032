internal import Carrier
package import Ledger
package import Messaging
internal import Sending

/// What people answered, and who wants no more messages (SPEC ADMIN-8).
package struct Replies: Sendable {
  private let session: LedgerSession
  private let log: NumberLog

  package init(_ session: LedgerSession) {
    self.session = session
    log = NumberLog(session)
  }

  /// Takes replies: keeps them, and puts the numbers of those who opt out on the list.
  ///
  /// - Parameters:
  ///   - replies: as they came.
  ///   - scope: whose messages they answer; nil: for each number the last message before its reply.
  ///   - task: the task that they answer.
  ///   - words: that opt out.
  /// - Returns: their counts.
  /// - Throws: `CampaignError`; nothing is kept then.
  package func take(
    _ replies: [Reply], scope: ListScope?, task: Int? = nil, words: [String] = OptOut.words
  ) throws -> ReplyCounts {
    var counts = ReplyCounts()
    var rows: [ReplyRow] = []
    var addressed: [Reply] = []
    for reply in replies {
      let meant = try self.addressed(reply, scope)
      if meant.count > 1 { counts.ambiguous += 1 }
      addressed += meant
    }
    let optOut = OptOut(words)
    var announced = AnnouncedOptOuts(session)
    for reply in addressed {
      var answered =
        if let scope { (scope, task) } else { try lastScope(reply.number, reply.time) }
      if answered == nil, optOut.isAsked(by: reply.text) {
        // A clock that is wrong must not keep anybody from opting out.
        answered = try lastScope(reply.number, .max)
        if answered != nil { counts.mistimed += 1 }
      }
      guard let (scope, task) = answered else {
        counts.unmatched += 1
        continue
      }
      var isOptOut = optOut.isAsked(by: reply.text)
      if !isOptOut { isOptOut = try announced.isAsked(by: reply, of: scope, task: task) }
      rows.append(
        ReplyRow(
          number: reply.number, scope: scope, text: reply.text, time: reply.time, task: task,
          isOptOut: isOptOut))
    }
    let (known, now) = (counts, session.now)
    return try session.write { ledger in
      var counts = known
      var callbacks = CallbackQueue.ReplyCallbacks(session)
      for row in rows {
        guard try ledger.add(row) else {
          counts.known += 1
          continue
        }
        counts.taken += 1
        if let callback = try callbacks.callback(of: row, ledger) {
          try ledger.tell(row, with: callback)
        }
        guard row.isOptOut else { continue }
        counts.optOuts += 1
        counts.unsubscribed += try ledger.add([row.number], to: .unsubscribe, row.scope, at: now)
      }
      return counts
    }
  }

  /// The reply as one of the person that messages were sent to, where its number may be two people's.
  ///
  /// When messages were sent to both, or to neither and nothing else says which, it counts for both: nobody
  /// who asked for no more messages gets one.
  private func addressed(
    _ reply: Reply, _ scope: ListScope?
  ) throws -> [Reply] {
    guard let sender = reply.sender, let other = sender.other else { return [reply] }
    var second = reply
    second.number = other
    var sent: [Reply] = []
    for candidate in [reply, second]
    where try log.lastTask(candidate.number, reply.time, of: scope) != nil {
      sent.append(candidate)
    }
    if !sent.isEmpty { return sent }
    return sender.isEither && scope != nil ? [reply, second] : [reply]
  }

  /// Whose message a number had last before a time.
  private func lastScope(
    _ number: E164, _ time: Int
  ) throws -> (ListScope, Int?)? {
    guard let task = try log.lastTask(number, time) else { return nil }
    return (task.listScope, task.number)
  }

  /// Draws the replies to a task's messages, as the simulated carrier brings them.
  ///
  /// - Parameters:
  ///   - row: a task that was executed.
  ///   - asOf: replies after this time have not come yet; nil: all are in.
  /// - Returns: the replies in the order of the sheet; the same each time.
  /// - Throws: `CampaignError` when its records are gone or damaged.
  package func simulated(
    _ row: TaskRow, asOf: Int? = nil
  ) throws -> [Reply] {
    let sink = ReplySink(try TaskArchive(session).manifest(of: row).task.carrier, asOf: asOf)
    _ = try TaskArchive(session).replay(row, asOf: asOf, into: sink)
    return sink.replies
  }

  /// Replies that were taken, the newest first.
  package func replies(_ filter: ReplyFilter) throws -> [ReplyRow] {
    try session.read { try $0.replies(filter) }
  }

  // MARK: - Applications to be sent to again

  /// The applications, those in a state or all.
  package func resubscriptions(state: ResubscriptionRow.State? = nil) throws -> [ResubscriptionRow]
  {
    try session.read { try $0.resubscriptions(state: state) }
  }

  /// Applies for taking a number off the list of those that unsubscribed.
  ///
  /// - Throws: `CampaignError.badList` when it is not on it.
  package func applyForRemoval(
    _ number: E164, _ scope: ListScope, reason: String
  ) throws -> ResubscriptionRow {
    var row = ResubscriptionRow(number: number, scope: scope, reason: reason, created: session.now)
    let new = row
    row.id = try session.write { ledger in
      guard try ledger.isOn(.unsubscribe, number, scope) else {
        throw CampaignError.badList(
          "\(number) is not on the list of unsubscribed numbers of that signature and type.")
      }
      return try ledger.save(new)
    }
    return row
  }

  /// Decides about an application; an approved one takes the number off the list.
  package func review(
    _ id: Int, isApproved: Bool, note: String?
  ) throws -> ResubscriptionRow {
    try session.write { ledger in
      guard var row = try ledger.resubscriptions(id: id).first else {
        throw CampaignError.badList("there is no application \(id).")
      }
      guard row.state == .pending else {
        throw CampaignError.badList("application \(id) is \(row.state.rawValue) already.")
      }
      row.state = isApproved ? .approved : .rejected
      row.note = note
      _ = try ledger.save(row)
      if isApproved { _ = try ledger.remove([row.number], from: .unsubscribe, row.scope) }
      return row
    }
  }
}

/// Gathers what the people of a task answer.
private final class ReplySink: MessageSink {
  private(set) var replies: [Reply] = []
  private let carrier: any Carrier
  private let asOf: Int?

  init(_ carrier: any Carrier, asOf: Int?) {
    self.carrier = carrier
    self.asOf = asOf
  }

  func take(_ batch: MessageBatch) {
    for message in batch.messages {
      guard let received = message.received, message.result == .successful,
        let reply = carrier.reply(toMessage: message.messageID),
        asOf.map({ received + reply.delay <= $0 }) ?? true
      else { continue }
      replies.append(
        Reply(
          number: message.recipient.number, text: reply.text, time: received + reply.delay))
    }
  }
}
