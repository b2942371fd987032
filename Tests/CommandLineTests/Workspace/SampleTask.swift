import TestSupport

/// A task in a workspace, and what an undisturbed run makes of it.
struct SampleTask {
  let format: String
  let rows: Int
  private let sheet: String
  private(set) var reference: LedgerFacts

  init(format: String, rows: Int) throws {
    self.format = format
    self.rows = rows
    sheet =
      "手机号,姓名,金额\n" + (1...rows).map { "\(17_400_000_000 + $0),王,\($0)\n" }.joined()
    reference = try LedgerFacts(try Project())
    let project = try project()
    let outcome = try project.run(arguments)
    guard outcome.status == 0 else { throw Failure(outcome.error) }
    reference = try LedgerFacts(project)
  }

  struct Failure: Error {
    let words: String

    init(_ words: String) { self.words = words }
  }

  func project() throws -> Project {
    let project = try Project()
    try project.folder.write(
      "broadsheet.yaml", "applications:\n  default:\n    package: 100000\n")
    try project.folder.write("large.csv", sheet)
    return project
  }

  var arguments: [String] {
    ["send", "large.csv", "-t", "monthly-bill", "--format", format, "--json"]
  }

  /// What is wrong after a kill: files that are there but not as they should be.
  func halfFiles(_ facts: LedgerFacts) -> [String] {
    facts.faults
      + facts.output.filter { reference.output[$0.key] != $0.value }.map { "\($0.key) differs" }
  }

  /// What is wrong at the end, when everything must be as if nothing had happened.
  func differences(_ facts: LedgerFacts, kills: Int) -> [String] {
    var found = facts.faults
    if facts.output != reference.output { found.append("output \(facts.output.keys.sorted())") }
    if facts.states != ["completed"] { found.append("states \(facts.states)") }
    for key in ["accepted", "suppressed", "refused", "successful", "failed", "sending", "billed"]
    where facts.tasks.first?[key] as? Int != reference.tasks.first?[key] as? Int {
      found.append("\(key) \(facts.tasks.first?[key] ?? "none")")
    }
    if facts.daily != rows || facts.messages != rows || facts.mostToOne != 1 {
      found.append("counted \(facts.daily), \(facts.messages), \(facts.mostToOne)")
    }
    if facts.used != reference.used { found.append("used \(facts.used)") }
    // A kill before the ledger has the task leaves records that `run` removes an hour later.
    if facts.records.isEmpty || facts.records.count > 1 + kills {
      found.append("records \(facts.records)")
    }
    return found
  }
}
