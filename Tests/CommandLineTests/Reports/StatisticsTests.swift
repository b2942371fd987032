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

@Suite("STAT-1 to STAT-7: statistics", .sideBySide)
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

  /// Puts 200 tasks with counters of 30 countries and all outcomes into a ledger, or as many as are asked for.
  private static let many = """
    import sqlite3, sys
    db = sqlite3.connect(sys.argv[1])
    first = 20777 - 60
    for task in range(int(sys.argv[2])):
        hour = (first + 1 + task * 60 // 200) * 24 + 8 + task % 12
        db.execute("INSERT INTO task (number, id, name, application, template, signature, type, region, sheet, "
            "state, created, identity, settings, blank, invalid, duplicates, accepted, segments) VALUES "
            "(?, 'x', 't', ?, ?, 's', 'verification', 'international', 's', 'completed', 0, 'i', '{}', 0, 0, 0, "
            "100000, 100000)", (task + 1, f"a{task % 3}", f"t{task % 9}"))
        db.executemany("INSERT INTO statistic VALUES (?, ?, ?, ?, 150, 150, 150, 1000000, 0)",
            [(hour + h, task + 1, status, chr(65 + region // 26) + chr(65 + region % 26))
             for h in range(2) for status in range(11) for region in range(30)])
    db.commit()
    """

  @Test(
    "Over 200 tasks of 100,000 recipients a report takes less than a second, and no more memory",
    .alone)
  func manyTasks() throws {
    var memory: [[Int]] = []
    for tasks in [2, 200] {
      let project = try Project()
      _ = try project.run(["init"])
      let ledger = project.folder.file("Ledger/ledger.sqlite")
      #expect(try Tool.python(Self.many, [ledger, "\(tasks)"]).status == 0)
      memory.append([])
      for kind in Self.kinds {
        let outcome = try Tool.run(
          "/usr/bin/time",
          [
            "-f", "%e %M", Tool.binary, "report", kind, "--days", "60", "--json", "--now",
            "2026-11-20 12:00",
          ], in: project.folder.path)
        let measured = outcome.error.split(whereSeparator: \.isWhitespace)
        try #require(outcome.status == 0 && measured.count == 2, "\(outcome.error)")
        #expect(Double(measured[0]) ?? 99 < 1, "\(kind) took \(measured[0]) s")
        memory[memory.count - 1].append(Int(measured[1]) ?? 0)
        if kind == "overview", tasks == 200 {
          let tables = try outcome.json()["tables"] as? [String: [[String: Any]]]
          let sum = tables?["applications"]?.reduce(0) { $0 + ($1["requests"] as? Int ?? 0) }
          #expect(sum == 200 * 2 * 11 * 30 * 150)
        }
      }
    }
    for (two, many) in zip(memory[0], memory[1]) {
      // Pages of the database that are kept, at most 4 MiB, and the sums of a day.
      #expect(many - two < 6 << 10, "\(two) and \(many) KiB")
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
