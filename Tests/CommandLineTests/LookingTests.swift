import Foundation
import TestSupport
import Testing

@Suite("check, sheet and template", .sideBySide)
struct LookingTests {
  @Test("check with a template counts as send does and writes nothing (TASK-4)")
  func check() throws {
    let project = try Project()
    let sheet = Tool.root + "/Samples/mistakes.xlsx"
    let json = try project.run(["check", sheet, "-t", "monthly-bill", "--json"]).json()
    #expect(json["rows"] as? Int == 23 && json["blank"] as? Int == 1)
    #expect(json["invalid"] as? Int == 11 && json["duplicates"] as? Int == 2)
    #expect(json["accepted"] as? Int == 9 && json["submitted"] as? Int == 0)
    let text = try project.run(["check", sheet, "-t", "monthly-bill"]).output
    #expect(text.contains("First messages") && text.contains("【博阔】尊敬的王伟，您本月账单金额为12.50元"))
    #expect(text.contains("+86174****9001") && !text.contains("17400009001"))
    #expect(
      try project.run(["check", sheet, "-t", "monthly-bill", "--show-numbers"]).output.contains(
        "+8617400009001"))
    #expect(project.output().isEmpty)
    #expect(
      try project.run(["check", sheet, "-t", "monthly-bill", "--fail-on-removed"]).status == 1)
  }

  @Test("check without a template says what the sheet holds")
  func survey() throws {
    let project = try Project()
    let json = try project.run(["check", Tool.root + "/Samples/spring-sale.csv", "--json"]).json()
    #expect(json["encoding"] as? String == "GB18030" && json["delimiter"] as? String == ",")
    #expect(
      json["rows"] as? Int == 500 && json["mainland"] as? Int == 500
        && json["header"] as? Bool == true)
    #expect(json["columnNames"] as? [String] == ["手机号码", "称呼", "折扣", "立减"])
    let text = try project.run(["check", Tool.root + "/Samples/order-shipped.xlsx"]).output
    #expect(text.contains("366 international") && text.contains("Orders (read)"))
  }

  @Test("sheet info and sheet cat (SHEET-10)")
  func sheet() throws {
    let project = try Project()
    let info = try project.run([
      "sheet", "info", Tool.root + "/Samples/monthly-bill.xlsx", "--json",
    ]).json()
    #expect(info["kind"] as? String == "xlsx" && info["sheets"] as? [String] == ["十一月账单"])
    let file = try project.folder.write("t.csv", "a;b\n\n\"x;y\";\"say \"\"hi\"\"\"\n")
    #expect(try project.run(["sheet", "cat", file]).output == "a,b\nx;y,\"say \"\"hi\"\"\"\n")
    let missing = try project.run([
      "sheet", "cat", Tool.root + "/Samples/monthly-bill.xlsx", "--sheet", "x",
    ])
    #expect(missing.status == 65 && missing.error.contains("十一月账单"))
  }

  @Test("A reader that closes the pipe early is no failure")
  func brokenPipe() throws {
    let project = try Project()
    let sheet = try project.sheet(rows: 50_000)
    let script = "set -o pipefail; '\(Tool.binary)' sheet cat '\(sheet)' | head -n 1"
    let outcome = try Tool.run("bash", ["-c", script])
    #expect(outcome.status == 0 && outcome.output == "手机号,姓名,金额\n" && outcome.error.isEmpty)
  }

  @Test("template list, show, lint")
  func templates() throws {
    let project = try Project()
    let list = try project.run(["template", "list"]).output
    #expect(list.split(separator: "\n").count == 7 && list.contains("monthly-bill"))
    let shown = try project.run(["template", "show", "order-shipped", "--json"]).json()
    #expect(shown["variables"] as? [String] == ["${name}", "${order}", "${date}"])
    #expect(try project.run(["template", "lint"]).status == 0)
    try project.folder.write(
      "Templates/bad.yaml", "name: bad\ntype: marketing\nregion: mainland\ncontent: 特价{2}\n")
    let lint = try project.run(["template", "lint", "bad"])
    #expect(
      lint.status == 65 && lint.output.contains("NUMBER_GAP") && lint.output.contains("NO_OPT_OUT"))
  }

  @Test(
    "template sheet writes a sheet whose example row is known as one, and replaces nothing",
    arguments: ["s.xlsx", "s.csv"])
  func templateSheet(name: String) throws {
    let project = try Project()
    #expect(
      try project.run(["template", "sheet", "monthly-bill", "-o", name]).output == name + "\n")
    let json = try project.run(["check", name, "-t", "monthly-bill", "--json"]).json()
    #expect(json["rows"] as? Int == 1 && json["accepted"] as? Int == 0)
    #expect(json["removed"] as? [String: Int] == ["EXAMPLE_ROW": 1])
    let again = try project.run(["template", "sheet", "monthly-bill", "-o", name])
    #expect(again.status == 73 && again.error.contains("exists"))
  }

  @Test("Help teaches with examples", arguments: ["send", "check", "sheet cat", "template sheet"])
  func help(command: String) throws {
    let words = command.split(separator: " ").map(String.init)
    let outcome = try Tool.broadsheet(words + ["--help"])
    #expect(outcome.status == 0 && outcome.output.contains("EXAMPLE"))
    #expect(try Tool.broadsheet(["--help"]).output.contains("EXIT STATUS"))
  }

  @Test("Progress is for a terminal's standard error only (TASK-5)")
  func progress() throws {
    let project = try Project()
    let sheet = try project.sheet(rows: 100_000)
    let command = "\(Tool.binary) send \(sheet) -t monthly-bill --yes"
    let quiet = try Tool.run("bash", ["-c", command], in: project.folder.path)
    #expect(quiet.error.isEmpty && !quiet.output.contains("rows/s"))
    let shown = try Tool.run("script", ["-qec", command, "/dev/null"], in: project.folder.path)
    #expect(shown.output.contains("rows/s"))
  }
}
