package import Messaging

/// Running counts that limits look at: messages of a day, items of a package.
extension LedgerTransaction {
  /// Messages of an application by day and region, from a day on; a region without a code is unknown.
  package func dailyCounts(
    of application: String, from day: Int
  ) throws(LedgerError) -> [(day: Int, region: Region?, messages: Int)] {
    try all(
      """
      SELECT day, region, messages FROM daily WHERE application = $1 AND day >= $2
      ORDER BY day, region
      """, [application, day]
    ) { (cells) throws(LedgerError) in
      (try cells.integer(), Region(code: try cells.text()), try cells.integer())
    }
  }

  package func addDaily(
    day: Int, application: String, region: Region?, messages: Int
  ) throws(LedgerError) {
    try execute(
      """
      INSERT INTO daily (day, application, region, messages) VALUES ($1, $2, $3, $4)
      ON CONFLICT (day, application, region)
      DO UPDATE SET messages = daily.messages + excluded.messages
      """, [day, application, region?.code ?? "", messages])
  }

  /// Billed items of an application's package that are used.
  package func usedItems(of application: String) throws(LedgerError) -> Int {
    try first("SELECT used FROM package WHERE application = $1", [application]) {
      (cells) throws(LedgerError) in try cells.integer()
    } ?? 0
  }

  /// Takes items from a package, or gives them back with a number below 0.
  package func use(_ items: Int, of application: String) throws(LedgerError) {
    guard items != 0 else { return }
    try execute(
      """
      INSERT INTO package (application, used) VALUES ($1, $2)
      ON CONFLICT (application) DO UPDATE SET used = package.used + excluded.used
      """, [application, items])
  }
}
