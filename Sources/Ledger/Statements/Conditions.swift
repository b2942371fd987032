/// What rows a statement is about: all conditions hold, and none means all rows.
///
///     var wanted = Conditions()
///     wanted.add("application", "=", name)
///     try all("SELECT id FROM alarm \(wanted.clause) ORDER BY id", wanted.arguments)
struct Conditions {
  private(set) var arguments: [(any LedgerArgument)?] = []
  private var conditions: [String] = []

  /// The conditions as the clause of a statement; empty without any.
  var clause: String {
    conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND "))"
  }

  /// Asks for a column to be as a value is; nil asks for nothing.
  mutating func add(
    _ column: String, _ comparison: String, _ value: (any LedgerArgument)?
  ) {
    guard let value else { return }
    add("\(column) \(comparison) \(parameter(value))")
  }

  /// Asks for a column to be one of some values; nil asks for nothing.
  mutating func add(_ column: String, among values: [any LedgerArgument]?) {
    guard let values else { return }
    guard !values.isEmpty else { return add("1 = 0") }
    let parameters = values.map { parameter($0) }
    add("\(column) IN (\(parameters.joined(separator: ", ")))")
  }

  /// Asks for a column to have a text in it, in small or large letters; nil asks for nothing.
  mutating func add(_ column: String, contains text: String?) {
    guard let text, !text.isEmpty else { return }
    // The two engines have no function in common that finds a text, and LIKE bounds its length.
    add("replace(lower(\(column)), lower(\(parameter(text))), '') <> lower(\(column))")
  }

  mutating func add(_ condition: String) { conditions.append(condition) }

  /// A parameter that stands for a value.
  mutating func parameter(_ value: any LedgerArgument) -> String {
    arguments.append(value)
    return "$\(arguments.count)"
  }
}
