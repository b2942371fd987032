internal import Messaging

/// Replies, and applications to receive messages again (SPEC ADMIN-8).
extension LedgerTransaction {
  /// Keeps a reply; one of the same number, time and text is there already.
  ///
  /// - Returns: whether it is new.
  package func add(_ reply: ReplyRow) throws(LedgerError) -> Bool {
    try execute(
      """
      INSERT INTO reply (number, time, text, signature, type, task, isOptOut)
      VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING
      """,
      [
        reply.number, reply.time, reply.text, reply.scope.name, reply.scope.type?.rawValue,
        reply.task, reply.isOptOut,
      ]) > 0
  }

  /// Replies, the newest first.
  package func replies(_ filter: ReplyFilter) throws(LedgerError) -> [ReplyRow] {
    var wanted = Conditions()
    wanted.add("number", among: filter.numbers)
    wanted.add("signature", "=", filter.signature)
    wanted.add("isOptOut", "=", filter.isOptOut ? 1 : nil)
    wanted.add("time", ">=", filter.times?.lowerBound)
    wanted.add("time", "<=", filter.times?.upperBound)
    let limit = wanted.parameter(filter.limit)
    return try all(
      """
      SELECT \(Self.replyColumns) FROM reply \(wanted.clause)
      ORDER BY time DESC, number, text DESC LIMIT \(limit)
      """, wanted.arguments, Self.reply)
  }

  /// Replies of one callback, in the order in which they came.
  package func replies(ofCallback id: Int) throws(LedgerError) -> [ReplyRow] {
    try all(
      "SELECT \(Self.replyColumns) FROM reply WHERE callback = $1 ORDER BY time, number, text",
      [id], Self.reply)
  }

  /// Notes the callback that has a reply.
  package func tell(_ reply: ReplyRow, with callback: Int) throws(LedgerError) {
    try execute(
      "UPDATE reply SET callback = $1 WHERE number = $2 AND time = $3 AND text = $4",
      [callback, reply.number, reply.time, reply.text])
  }

  private static let replyColumns = "number, time, text, signature, type, task, isOptOut"

  private static func reply(_ cells: inout Cells) throws(LedgerError) -> ReplyRow {
    let (number, time, text) = (try cells.number(), try cells.integer(), try cells.text())
    return ReplyRow(
      number: number, scope: try scope(&cells), text: text, time: time,
      task: cells.optionalInteger(), isOptOut: try cells.bool())
  }

  private static func scope(_ cells: inout Cells) throws(LedgerError) -> ListScope {
    ListScope(try cells.text(), cells.optionalText().flatMap(MessageType.init(rawValue:)))
  }

  // MARK: - Applications

  /// Adds an application, or changes the one of its number.
  ///
  /// - Returns: its number.
  package func save(_ row: ResubscriptionRow) throws(LedgerError) -> Int {
    try save(
      in: "resubscription", numberedBy: "id", row.id,
      [
        "number": row.number, "signature": row.scope.name, "type": row.scope.type?.rawValue,
        "reason": row.reason, "state": row.state.rawValue, "note": row.note,
        "created": row.created,
      ])
  }

  /// Applications, the newest first.
  package func resubscriptions(
    id: Int? = nil, state: ResubscriptionRow.State? = nil
  ) throws(LedgerError) -> [ResubscriptionRow] {
    var wanted = Conditions()
    wanted.add("id", "=", id)
    wanted.add("state", "=", state?.rawValue)
    return try all(
      """
      SELECT id, number, signature, type, reason, created, state, note
      FROM resubscription \(wanted.clause) ORDER BY id DESC
      """, wanted.arguments
    ) { (cells) throws(LedgerError) in
      let id = try cells.integer()
      var row = ResubscriptionRow(
        number: try cells.number(), scope: try Self.scope(&cells), reason: try cells.text(),
        created: try cells.integer())
      row.id = id
      row.state = ResubscriptionRow.State(rawValue: try cells.text()) ?? .pending
      row.note = cells.optionalText()
      return row
    }
  }
}
