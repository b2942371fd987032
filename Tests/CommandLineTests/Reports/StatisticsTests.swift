import Foundation
import TestSupport
import Testing

/// A workspace with random campaigns that were sent, and their independent count.
struct RandomCampaigns {
  let folder: Workdir
  private let seed: Int

  init(seed: Int) throws {
    self.seed = seed
    folder = try Workdir()
    struct Task: Decodable {
      let name, template, application, start: String
    }
    let tasks = try JSONDecoder().decode([Task].self, from: Data(script("make").output.utf8))
    for task in tasks {
      let outcome = try Tool.broadsheet(
        [
          "send", task.name + ".csv", "-t", task.template, "--application", task.application,
          "--now", task.start, "--format", "csv", "--yes", "--quiet",
        ], in: folder.path)
      guard outcome.status == 0 else { throw SampleTask.Failure(outcome.error) }
    }
  }

  func script(_ verb: String, input: String = "") throws -> Outcome {
    let outcome = try Tool.run(
      Tool.python ?? "python3",
      [Tool.root + "/Tests/Reports/campaigns.py", verb, folder.path, "\(seed)"], input: input)
    guard outcome.status == 0 else { throw SampleTask.Failure(outcome.error) }
    return outcome
  }

  func report(_ arguments: [String]) throws -> Outcome {
    try Tool.broadsheet(["report"] + arguments + ["--now", "2026-11-20 23:00"], in: folder.path)
  }
}

@Suite("STAT: statistics")
struct StatisticsTests {
  private static let kinds = ["overview", "failures", "receipts", "countries", "codes", "clicks"]

  @Test(
    "Each figure of each report is that of an independent count of the results",
    arguments: [1, 2, 3])
  func figures(seed: Int) throws {
    let campaigns = try RandomCampaigns(seed: seed)
    var lines = ""
    for kind in Self.kinds {
      let days = ["--from", "2026-11-14", "--to", "2026-11-20"]
      let outcome = try campaigns.report([kind, "--json"] + days)
      #expect(outcome.status == 0, "\(outcome.error)")
      lines += outcome.output
    }
    let numbers = try JSONDecoder().decode(
      [String].self, from: Data(campaigns.script("numbers").output.utf8))
    for number in numbers {
      lines += try campaigns.report(["number", number, "--json", "--show-numbers"]).output
    }
    let verdict = try campaigns.script("compare", input: lines).json()
    #expect(verdict["differences"] as? [String] == [])
    // Enough was compared: 24 campaigns, most codes there are, hundreds of figures.
    #expect(verdict["messages"] as? Int ?? 0 > 1_000)
    #expect(verdict["codes"] as? Int ?? 0 >= 10)
    #expect(verdict["figures"] as? Int ?? 0 > 400)
  }

  @Test("Days and filters choose what is counted, and filtered parts add up to the whole")
  func filters() throws {
    let campaigns = try RandomCampaigns(seed: 4)
    func rows(_ table: String, _ arguments: [String]) throws -> [[String: Any]] {
      let outcome = try campaigns.report(["overview", "--json", "--table", table] + arguments)
      #expect(outcome.status == 0, "\(outcome.error)")
      let tables = try outcome.json()["tables"] as? [String: [[String: Any]]]
      return tables?[table] ?? []
    }
    func requests(_ arguments: [String]) throws -> Int {
      try rows("series", arguments).reduce(0) { $0 + ($1["requests"] as? Int ?? 0) }
    }
    let all = try requests(["--days", "7"])
    #expect(all > 500)
    for (option, values) in [
      ("--application", ["shop", "bank"]), ("--template", ["bill", "code", "link", "sale"]),
      ("--signature", ["Acme", "博阔"]),
    ] {
      let parts = try values.map { try requests(["--days", "7", option, $0]) }
      let rest = option == "--signature" ? try requests(["--days", "7", "--template", "link"]) : 0
      #expect(parts.reduce(rest, +) == all && parts.filter { $0 > 0 }.count > 1, "\(option)")
    }
    let countries = try rows("countries", ["--days", "7"])
    #expect(countries.count > 4)
    for country in countries {
      guard let code = country["region"] as? String, !code.isEmpty else { continue }
      let filtered = try requests(["--days", "7", "--country", code.lowercased()])
      #expect(filtered == country["requests"] as? Int, "\(code)")
    }
    let single = try (14...20).map {
      try requests(["--from", "2026-11-\($0)", "--to", "2026-11-\($0)"])
    }
    #expect(single.reduce(0, +) == all)
    #expect(try requests(["--days", "1"]) == single[6])
    #expect(try requests(["--from", "yesterday", "--to", "yesterday"]) == single[5])
  }

  @Test(
    "Wrong days, tables and countries are refused with words",
    arguments: [
      (["--days", "0"], "--days"), (["--days", "3", "--from", "today"], "not both"),
      (["--from", "2026-02-30"], "dates such as"),
      (["--from", "today", "--to", "yesterday"], "first"),
      (["--country", "ZZ"], "country"), (["--table", "nothing"], "it has series"),
    ])
  func refusals(arguments: [String], words: String) throws {
    let project = try Project()
    try project.folder.write("broadsheet.yaml", "ledger: sqlite\n")
    let outcome = try project.run(["report", "overview"] + arguments)
    #expect(outcome.status == 64 && outcome.error.contains(words), "\(outcome.error)")
  }

  @Test("Nothing sent is said, in every report and format")
  func nothing() throws {
    let project = try Project()
    try project.folder.write("broadsheet.yaml", "ledger: sqlite\n")
    for kind in Self.kinds + ["number"] {
      let arguments = ["report", kind] + (kind == "number" ? ["12012345678"] : [])
      let text = try project.run(arguments)
      #expect(text.status == 0 && text.output.contains("Nothing was sent"), "\(text.error)")
      for format in ["json", "csv", "html", "xlsx"] {
        #expect(try project.run(arguments + ["--format", format]).status == 0)
      }
    }
  }

  @Test("A task counts once, however often it is killed, and only when it is complete")
  func afterKills() throws {
    let task = try SampleTask(format: "csv", rows: 2_000)
    let project = try task.project()
    for point in ["reservationCommitted", "outputPublished", "completionCommitted"] {
      let outcome = try project.run(task.arguments, environment: ["BROADSHEET_KILL_AT": point])
      #expect(outcome.status == 128 + 9 || outcome.status == 9)
      let requests = try Self.requests(project)
      #expect(requests == (point == "completionCommitted" ? 2_000 : 0))
    }
    #expect(try project.run(task.arguments).status == 0)
    #expect(try Self.requests(project) == 2_000)
  }

  private static func requests(_ project: Project) throws -> Int {
    let outcome = try project.run([
      "report", "--json", "--from", "2026-11-20", "--to", "2026-11-20", "--table", "applications",
    ])
    let tables = try outcome.json()["tables"] as? [String: [[String: Any]]]
    return (tables?["applications"] ?? []).reduce(0) { $0 + ($1["requests"] as? Int ?? 0) }
  }
}
