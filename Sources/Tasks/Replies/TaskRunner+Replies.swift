internal import Carrier
package import Ledger
package import Messaging
package import Sending

/// Replies: what people answered, and who wants no more messages (SPEC ADMIN-8).
extension TaskRunner {
  /// A reply as it came: to whom it answers may not be known yet.
  package struct Reply: Sendable {
    package var number: E164
    package var text: String
    /// Milliseconds since 1970.
    package var time: Int
    /// What else its number was read as.
    var sender: NumberReadings.Sender?

    package init(number: E164, text: String, time: Int) {
      self.number = number
      self.text = text
      self.time = time
    }

    package init(_ sender: NumberReadings.Sender, text: String, time: Int) {
      self.init(number: sender.number, text: text, time: time)
      self.sender = sender
    }
  }

  /// What came of taking replies.
  package struct ReplyCounts: Sendable, Equatable {
    package var taken = 0
    /// Those that were there before.
    package var known = 0
    package var optOuts = 0
    /// Numbers that were not on the list before.
    package var unsubscribed = 0
    /// Replies of numbers that nothing was sent to.
    package var unmatched = 0
    /// Those that count for two numbers, since either may have sent them.
    package var ambiguous = 0
    /// Opt-outs from before anything was sent to their number, which count for what it had last.
    package var mistimed = 0

    package init() {}
  }

  /// Takes replies: keeps them, and puts the numbers of those who opt out on the list.
  ///
  /// - Parameters:
  ///   - replies: as they came.
  ///   - scope: whose messages they answer; nil: for each number the last message before its reply.
  ///   - task: the task that they answer.
  ///   - words: that opt out.
  /// - Returns: what came of them.
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
    var announced = AnnouncedOptOuts(self)
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
    let (known, now) = (counts, now)
    return try change { book in
      var counts = known
      var callbacks = ReplyCallbacks(self)
      for row in rows {
        guard try book.add(row) else {
          counts.known += 1
          continue
        }
        counts.taken += 1
        if let callback = try callbacks.callback(of: row, book) {
          try book.tell(row, with: callback)
        }
        guard row.isOptOut else { continue }
        counts.optOuts += 1
        counts.unsubscribed += try book.add([row.number], to: .unsubscribe, row.scope, at: now)
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
    where try lastTask(candidate.number, reply.time, of: scope) != nil {
      sent.append(candidate)
    }
    if !sent.isEmpty { return sent }
    return sender.isEither && scope != nil ? [reply, second] : [reply]
  }

  /// Whose message a number had last before a time.
  private func lastScope(
    _ number: E164, _ time: Int
  ) throws -> (ListScope, Int?)? {
    guard let task = try lastTask(number, time) else { return nil }
    return (task.listScope, task.number)
  }

  /// The task of the last message that a number had before a time.
  ///
  /// - Parameters:
  ///   - number: the recipient.
  ///   - time: in milliseconds since 1970.
  ///   - scope: whose messages count; nil: all.
  /// - Returns: the task; nil when there is none whose records are kept.
  /// - Throws: `CampaignError`, also for damaged records.
  func lastTask(
    _ number: E164, _ time: Int, of scope: ListScope? = nil
  ) throws -> TaskRow? {
    let first = max(0, min(time, now) - Self.retention)
    return try log(of: number, times: first...max(first, time)).first { entry in
      guard entry.result != .suppressed, entry.time <= time else { return false }
      guard let scope else { return true }
      return entry.task.signature ?? "" == scope.name
        && (scope.type == nil || entry.task.type == scope.type?.rawValue)
    }?.task
  }

  /// Draws the replies to a task's messages, as the simulated carrier brings them.
  ///
  /// - Parameters:
  ///   - row: a task that was executed.
  ///   - asOf: replies after this time have not come yet; nil: all are in.
  /// - Returns: the replies in the order of the sheet; the same each time.
  /// - Throws: `CampaignError` when its records are gone or damaged.
  package func simulatedReplies(
    _ row: TaskRow, asOf: Int? = nil
  ) throws -> [Reply] {
    let sink = ReplySink(try manifest(of: row).task.carrier, asOf: asOf)
    _ = try replay(row, asOf: asOf, into: sink)
    return sink.replies
  }

  // MARK: - Applications to be sent to again

  /// Applies for taking a number off the list of those that unsubscribed.
  ///
  /// - Throws: `CampaignError.badList` when it is not on it.
  package func applyForRemoval(
    _ number: E164, _ scope: ListScope, reason: String
  ) throws -> ResubscriptionRow {
    var row = ResubscriptionRow(number: number, scope: scope, reason: reason, created: now)
    let new = row
    row.id = try change { book in
      guard try book.isOn(.unsubscribe, number, scope) else {
        throw CampaignError.badList(
          "\(number) is not on the list of unsubscribed numbers of that signature and type.")
      }
      return try book.save(new)
    }
    return row
  }

  /// Decides about an application; an approved one takes the number off the list.
  package func review(
    _ id: Int, isApproved: Bool, note: String?
  ) throws -> ResubscriptionRow {
    try change { book in
      guard var row = try book.resubscriptions(id: id).first else {
        throw CampaignError.badList("there is no application \(id).")
      }
      guard row.state == .pending else {
        throw CampaignError.badList("application \(id) is \(row.state.rawValue) already.")
      }
      row.state = isApproved ? .approved : .rejected
      row.note = note
      _ = try book.save(row)
      if isApproved { _ = try book.remove([row.number], from: .unsubscribe, row.scope) }
      return row
    }
  }
}

/// Gathers what the people of a task answer.
private final class ReplySink: MessageSink {
  private(set) var replies: [TaskRunner.Reply] = []
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
        TaskRunner.Reply(
          number: message.recipient.number, text: reply.text, time: received + reply.delay))
    }
  }
}
