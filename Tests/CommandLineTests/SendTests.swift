import Foundation
import TestSupport
import Testing

@Suite("send: the main job", .sideBySide)
struct SendTests {
  @Test("The sample goes through, and the summary is one line of JSON whose counts add up")
  func sample() throws {
    let project = try Project()
    let outcome = try project.run([
      "send", Tool.root + "/Samples/monthly-bill.xlsx", "--template", "monthly-bill", "--yes",
      "--json",
    ])
    #expect(outcome.status == 0 && outcome.error.isEmpty)
    #expect(outcome.output.split(separator: "\n").count == 1)
    let json = try outcome.json()
    func count(_ key: String) -> Int { json[key] as? Int ?? -1_000_000 }
    // From Scripts/make_samples.py: 6 rows with a digit less, 3 without an amount, 6 repeated.
    #expect(count("rows") == 1_000 && count("blank") == 0 && count("invalid") == 9)
    #expect(count("duplicates") == 6 && count("accepted") == 985)
    #expect(count("accepted") == count("suppressed") + count("submitted"))
    #expect(
      count("submitted") - count("refused")
        == count("successful") + count("failed") + count("sending"))
    #expect(count("segments") == 985 && count("billed") == 985 - count("refused"))
    #expect(
      json["task"] as? String == "monthly-bill" && json["cost"] is Double
        && json["seconds"] is Double)
    #expect(
      project.output() == [
        "monthly-bill_20261120_193005.html", "monthly-bill_20261120_193005.xlsx",
        "monthly-bill_20261120_193005_failed.xlsx",
      ])
    #expect(json["results"] as? String == "Output/monthly-bill_20261120_193005.xlsx")
    #expect(json["failedNumbers"] as? String == "Output/monthly-bill_20261120_193005_failed.xlsx")
    #expect(json["report"] as? String == "Output/monthly-bill_20261120_193005.html")
  }

  @Test("The same input at the same time gives the same bytes; a name is never used twice")
  func deterministic() throws {
    let project = try Project()
    let sheet = try project.sheet(rows: 500)
    for _ in 0..<2 {
      let outcome = try project.run(["send", sheet, "-t", "monthly-bill", "--task", "Spring Sale"])
      #expect(outcome.status == 0)
    }
    let names = project.output().filter { $0.hasSuffix(".xlsx") }
    #expect(
      names == [
        "Spring Sale_20261120_193005-2.xlsx", "Spring Sale_20261120_193005-2_failed.xlsx",
        "Spring Sale_20261120_193005.xlsx", "Spring Sale_20261120_193005_failed.xlsx",
      ])
    #expect(try Set(names.map { try unzipped(project.folder.file("Output/" + $0)) }).count == 2)
  }

  @Test("The summary for people adds up and names the files")
  func summary() throws {
    let project = try Project()
    let outcome = try project.run(["send", try project.sheet(), "-t", "monthly-bill"])
    #expect(
      outcome.output.contains("Rows       3 = 0 blank + 0 invalid + 0 duplicate + 3 accepted"))
    #expect(outcome.output.contains("Output/bill_20261120_193005.xlsx"))
    #expect(outcome.error.isEmpty)
    let report = try project.folder.text("Output/bill_20261120_193005.html")
    #expect(report.contains("3 rows became 3 messages"))
    #expect(report.contains("href=\"./bill_20261120_193005_failed.xlsx\""))
    #expect(
      try project.run(["send", try project.sheet(), "-t", "monthly-bill", "-q"]).output.isEmpty)
  }

  @Test("CSV and JSON lines hold the same rows (OUT-6)", arguments: ["csv", "jsonl"])
  func formats(format: String) throws {
    let project = try Project()
    let outcome = try project.run([
      "send", Tool.root + "/Samples/mistakes.xlsx", "-t", "monthly-bill", "--format", format,
      "--json",
    ])
    #expect(outcome.status == 0)
    let json = try outcome.json()
    let base = "Output/mistakes_20261120_193005"
    #expect(json["results"] as? String == "\(base).\(format)")
    #expect(json["removedRows"] as? String == "\(base)_removed.\(format)")
    let results = try project.folder.text("\(base).\(format)").split(whereSeparator: \.isNewline)
    let removed = try project.folder.text("\(base)_removed.\(format)").split(
      whereSeparator: \.isNewline)
    let header = format == "csv" ? 1 : 0
    #expect(results.count - header == json["accepted"] as? Int)
    #expect(
      removed.count - header == (json["invalid"] as? Int ?? 0) + (json["duplicates"] as? Int ?? 0))
    #expect(results.contains { $0.contains("尊敬的=1+1，") && $0.contains("_x0041_") == false })
  }

  @Test(
    "The failed numbers, sent again unchanged, are the same numbers and variables (OUT-3)",
    arguments: ["xlsx", "csv"])
  func resend(format: String) throws {
    let project = try Project()
    try project.folder.write(
      "broadsheet.yaml",
      "ledger: none\nsimulator:\n  mainland:\n    failed: 0.5\n    refused: 0.2\n")
    let sheet = try project.folder.write(
      "tricky.csv",
      "phone,name,sum\n"
        + (0..<200).map { index in
          let name = ["王", "=1+1", "\"a, b\"", "_x0041_", "😀 x", "+5"][index % 6]
          return "1740000\(1_000 + index),\(name),\(index)\n"
        }.joined())
    let first = try project.run(["send", sheet, "-t", "monthly-bill", "--format", format, "--json"])
      .json()
    let failed = try #require(first["failedNumbers"] as? String)
    let count = (first["failed"] as? Int ?? 0) + (first["refused"] as? Int ?? 0)
    #expect(count > 80)
    let again = try project.run([
      "send", failed, "-t", "monthly-bill", "--format", "jsonl", "--json",
    ])
    let second = try again.json()
    #expect(
      second["rows"] as? Int == count && second["accepted"] as? Int == count, "\(again.error)")
    // The same run as JSON lines says what each of the numbers was sent.
    let records = try project.run([
      "send", sheet, "-t", "monthly-bill", "--format", "jsonl", "--json",
    ])
    let before = try contents(of: records.json(), in: project).filter {
      ["Failed", "Refused"].contains($0.value.result)
    }
    let after = try contents(of: second, in: project)
    #expect(before.count == count)
    #expect(before.mapValues(\.content) == after.mapValues(\.content))
  }

  /// For each number what it was sent and the result, from results in JSON lines.
  private func contents(
    of json: [String: Any], in project: Project
  ) throws -> [String: (content: String, result: String)] {
    var records: [String: (String, String)] = [:]
    let text = try project.folder.text(try #require(json["results"] as? String))
    for line in text.split(separator: "\n") {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      records[object["Number"] as? String ?? ""] = (
        object["Content"] as? String ?? "", object["Result"] as? String ?? ""
      )
    }
    return records
  }

  @Test("A long message is one row per segment on request, with the same SMS ID")
  func rowPerSegment() throws {
    let project = try Project()
    let name = String(repeating: "长", count: 100)
    let sheet = try project.folder.write(
      "long.csv", "p,n,s\n17400001001,\(name),1\n17400001002,短,1\n")
    let outcome = try project.run([
      "send", sheet, "-t", "monthly-bill", "--row-per-segment", "--format", "jsonl",
    ])
    #expect(outcome.status == 0)
    let lines = try project.folder.text("Output/long_20261120_193005.jsonl").split(separator: "\n")
    let rows = try lines.map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
    }
    #expect(rows.map { $0["Segment"] as? String } == ["1/2", "2/2", "1/1"])
    #expect(rows[0]["SMS ID"] as? String == rows[1]["SMS ID"] as? String)
    let whole = rows.prefix(2).compactMap { $0["Content"] as? String }.joined()
    #expect(whole == "【博阔】尊敬的\(name)，您本月账单金额为1元，请及时查看。")
  }

  @Test("Waiting is simulated: fifty minutes of a message a second take no such time (SIM-6)")
  func simulatedTime() throws {
    let project = try Project()
    let sheet = try project.sheet(rows: 3_000)
    let started = ContinuousClock.now
    let outcome = try project.run([
      "send", sheet, "-t", "monthly-bill", "--rate", "1", "--format", "csv", "--json",
    ])
    #expect(ContinuousClock.now - started < .seconds(30))
    let results = try project.folder.text(
      #require(outcome.json()["results"] as? String, "\(outcome.error)"))
    let last = try #require(results.split(whereSeparator: \.isNewline).last)
    #expect(last.split(separator: ",")[6] == "2026-11-20 20:20:04", "\(last)")
  }

  @Test("One core and all of them write the same")
  func cores() throws {
    let project = try Project()
    let sheet = try project.sheet(rows: 60_000)
    var made: [[String: String]] = []
    for wrapper in [["taskset", "-c", "0"], ["env"]] {
      let command =
        [Tool.binary, "send", sheet, "-t", "monthly-bill", "-y", "-q"]
        + ["--now", "2026-11-20 19:30:05"]
      let outcome = try Tool.run(
        wrapper[0], wrapper.dropFirst() + command, in: project.folder.path)
      #expect(outcome.status == 0, "\(outcome.error)")
      made.append(try LedgerFacts(project).output)
      for name in project.output() {
        try FileManager.default.removeItem(atPath: project.folder.file("Output/\(name)"))
      }
    }
    #expect(made[0].count == 3 && made[0] == made[1])
  }

  @Test("Numbers without a sheet: as options, on standard input, at most 1,000 (SHEET-8)")
  func entered() throws {
    let project = try Project()
    let options = try project.run([
      "send", "-t", "holiday-hours", "--number", "17400001001", "--number", "17400001001",
      "--number", "x",
      "--json",
    ]).json()
    #expect(
      options["accepted"] as? Int == 1 && options["duplicates"] as? Int == 1
        && options["invalid"] as? Int == 1)
    func input(_ count: Int) throws -> Outcome {
      let lines = (0..<count).map { "1740000\(1_000 + $0)" }.joined(separator: "\n")
      return try project.run(["send", "-", "-t", "holiday-hours", "--json"], input: lines)
    }
    #expect(try input(1_000).json()["accepted"] as? Int == 1_000)
    #expect(try input(1_001).status == 64)
    let variables = try project.run(["send", "-t", "monthly-bill", "--number", "17400001001"])
    #expect(variables.status == 64 && variables.error.contains("needs a recipient sheet"))
  }

  @Test(
    "--fail-on ends with status 1 when there is something to look at",
    arguments: [("removed", 1), ("never", 0)])
  func failOn(option: String, status: Int32) throws {
    let outcome = try Project().run([
      "send", Tool.root + "/Samples/mistakes.xlsx", "-t", "monthly-bill", "-q", "--fail-on", option,
    ])
    #expect(outcome.status == status)
  }

  @Test("On a terminal it shows what would be sent and asks (TASK-4)")
  func asks() throws {
    let project = try Project()
    let sheet = try project.sheet()
    func answer(_ text: String) throws -> Outcome {
      // `script` gives the program a terminal.
      try Tool.run(
        "script",
        [
          "-qec", "\(Tool.binary) send \(sheet) -t monthly-bill --now '2026-11-20 19:30:05'",
          "/dev/null",
        ],
        in: project.folder.path, input: text + "\n")
    }
    let no = try answer("n")
    #expect(no.output.contains("Send 3 messages? [y/N]") && no.output.contains("First messages"))
    #expect(no.output.contains("Nothing was sent.") && project.output().isEmpty)
    #expect(try answer("y").status == 0)
    #expect(project.output().count == 3)
  }
}

/// The parts of a workbook with their bytes, whatever the archive's time stamps say.
private func unzipped(_ path: String) throws -> String {
  try Tool.run("unzip", ["-p", path]).output
}
