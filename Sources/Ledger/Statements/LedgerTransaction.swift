/// The ledger inside of one transaction: what can be asked of it, and changed in it.
///
/// Each subject has a file of its own beside this one, with its statements. They say the same to every engine
/// (`LedgerConnection` has the words that they may use).
package struct LedgerTransaction {
  private let connection: any LedgerConnection

  package init(_ connection: any LedgerConnection) { self.connection = connection }

  /// What the engine finds wrong with the ledger; empty when all is well.
  package func faults() throws(LedgerError) -> [String] { try connection.faults() }

  /// What is thrown when the ledger does not hold what it must.
  func damaged(_ detail: String) -> LedgerError {
    .damaged(path: connection.place, detail: detail)
  }

  // MARK: - Statements

  /// Runs a statement that gives no rows.
  ///
  /// - Returns: how many rows it has added, changed or removed.
  @discardableResult
  func execute(
    _ statement: String, _ arguments: [(any LedgerArgument)?]
  ) throws(LedgerError) -> Int {
    try connection.execute(statement, arguments.map(LedgerValue.init))
  }

  /// Runs a statement for each of many values.
  ///
  /// - Returns: how many rows it has added, changed or removed.
  @discardableResult
  func execute<Values: Sequence>(
    _ statement: String, forEach values: Values, _ arguments: (Values.Element) -> [LedgerValue]
  ) throws(LedgerError) -> Int {
    var values = values.makeIterator()
    return try connection.execute(statement) { values.next().map(arguments) }
  }

  /// Goes through the rows of a statement until `take` gives false.
  func rows(
    _ statement: String, _ arguments: [(any LedgerArgument)?],
    _ take: (inout Cells) throws(LedgerError) -> Bool
  ) throws(LedgerError) {
    let place = connection.place
    try connection.rows(statement, arguments.map(LedgerValue.init)) {
      (row) throws(LedgerError) in
      var cells = Cells(row, place: place)
      return try take(&cells)
    }
  }

  /// What is made of all rows of a statement.
  func all<Value>(
    _ statement: String, _ arguments: [(any LedgerArgument)?] = [],
    _ make: (inout Cells) throws(LedgerError) -> Value
  ) throws(LedgerError) -> [Value] {
    var values: [Value] = []
    try rows(statement, arguments) { (cells) throws(LedgerError) in
      values.append(try make(&cells))
      return true
    }
    return values
  }

  /// What is made of the first row of a statement; nil when it gives none.
  func first<Value>(
    _ statement: String, _ arguments: [(any LedgerArgument)?],
    _ make: (inout Cells) throws(LedgerError) -> Value
  ) throws(LedgerError) -> Value? {
    var value: Value?
    try rows(statement, arguments) { (cells) throws(LedgerError) in
      value = try make(&cells)
      return false
    }
    return value
  }

  /// Whether a statement gives a row.
  func hasRow(
    _ statement: String, _ arguments: [(any LedgerArgument)?]
  ) throws(LedgerError) -> Bool {
    try first(statement, arguments) { _ in true } ?? false
  }

  // MARK: - Rows with a number

  /// The columns of a row with what they get.
  typealias Columns = KeyValuePairs<String, (any LedgerArgument)?>

  /// Adds a row that the ledger numbers.
  ///
  /// - Returns: its number.
  func insert(
    into table: String, numberedBy key: String, _ columns: Columns
  ) throws(LedgerError) -> Int {
    let number = try first(
      """
      INSERT INTO \(table) (\(Self.names(columns))) VALUES (\(Self.parameters(columns.count)))
      RETURNING \(key)
      """, columns.map(\.value)
    ) { (cells) throws(LedgerError) in try cells.integer() }
    return number ?? 0
  }

  /// Changes the row of a number.
  ///
  /// - Returns: whether there is one.
  func update(
    _ table: String, numberedBy key: String, _ number: Int, _ columns: Columns
  ) throws(LedgerError) -> Bool {
    let changes = columns.enumerated().map { "\($1.key) = $\($0 + 2)" }
    return try execute(
      "UPDATE \(table) SET \(changes.joined(separator: ", ")) WHERE \(key) = $1",
      [number] + columns.map(\.value)) > 0
  }

  /// Adds a row that the ledger numbers, if its number is 0; else puts it in the place of the one of its number.
  ///
  /// - Returns: its number.
  func save(
    in table: String, numberedBy key: String, _ number: Int, _ columns: Columns
  ) throws(LedgerError) -> Int {
    guard number != 0 else { return try insert(into: table, numberedBy: key, columns) }
    let changes = columns.map { "\($0.key) = excluded.\($0.key)" }
    try execute(
      """
      INSERT INTO \(table) (\(key), \(Self.names(columns)))
      VALUES (\(Self.parameters(columns.count + 1)))
      ON CONFLICT (\(key)) DO UPDATE SET \(changes.joined(separator: ", "))
      """, [number] + columns.map(\.value))
    return number
  }

  private static func names(_ columns: Columns) -> String {
    columns.map(\.key).joined(separator: ", ")
  }

  private static func parameters(_ count: Int) -> String {
    (1...count).map { "$\($0)" }.joined(separator: ", ")
  }
}
