package import FoundationEssentials

/// The ledger inside of one transaction, as an engine gives it: it runs statements.
///
/// It is valid until `work` returns, and used by the thread that runs `work` alone.
///
/// Statements are the SQL that SQLite 3.40 and PostgreSQL both take, which leaves:
/// - parameters `$1`, `$2` and so on, each as often as it is needed;
/// - names without quotes, but `"end"`, which is a word of PostgreSQL's;
/// - integers of 64 bits, text, blocks of bytes, and NULL; true is 1 and false 0, and both are compared with
///   `=`; a sum is cast back to BIGINT;
/// - `ON CONFLICT` with the columns of the key where it updates, `RETURNING`, `coalesce`, `lower`, `replace`;
/// - text that is compared byte by byte, and rows in the order of `ORDER BY` or in none.
package protocol LedgerConnection {
  /// That of the engine.
  var place: String { get }

  /// Runs a statement that gives no rows.
  ///
  /// - Returns: how many rows it has added, changed or removed; those that were there already are not counted.
  @discardableResult
  func execute(_ statement: String, _ arguments: [LedgerValue]) throws(LedgerError) -> Int

  /// Runs a statement for one list of arguments after the other, until there is none.
  ///
  /// Called for up to millions of numbers: the statement is prepared once, and an engine may send many lists
  /// together. All of them have been run when it returns.
  ///
  /// - Returns: the sum of what `execute` returns.
  @discardableResult
  func execute(
    _ statement: String, forEach next: () -> [LedgerValue]?
  ) throws(LedgerError) -> Int

  /// Runs a statement and goes through its rows; also one that changes something and has `RETURNING`.
  ///
  /// Rows come one by one: memory is bounded by the largest, however many there are. `take` may run other
  /// statements, of the same text too, but changes no rows that it is being given.
  ///
  /// - Parameters:
  ///   - statement: the text.
  ///   - arguments: one for each parameter.
  ///   - take: gets row after row, each valid during the call only; false stops.
  /// - Throws: what `take` throws, and errors of the engine.
  func rows(
    _ statement: String, _ arguments: [LedgerValue],
    _ take: (any StatementRow) throws(LedgerError) -> Bool
  ) throws(LedgerError)

  /// What the engine finds wrong with the ledger when it checks it; empty when all is well.
  ///
  /// Called by `doctor`; it may take seconds.
  func faults() throws(LedgerError) -> [String]
}

/// A row that a statement gives; columns are numbered from 0.
package protocol StatementRow {
  /// nil for NULL.
  func integer(_ column: Int) -> Int?

  /// nil for NULL.
  func text(_ column: Int) -> String?

  /// Lends a block of bytes as it is where the engine has it, without a copy; none for NULL.
  func withBytes(_ column: Int, _ take: (Span<UInt8>) -> Void) throws(LedgerError)
}

/// What a parameter stands for.
package enum LedgerValue: Sendable, Equatable {
  case null
  case integer(Int)
  case text(String)
  /// A block of bytes; it shares its storage, so that a block is not copied on its way to the engine.
  case bytes(Data)
}
