import Foundation
import TestSupport
import Testing

/// What the consoles' guides say, each case with the file that says it (in the project's source documents).
@Suite("PROFILE: what each provider's console takes, removes and bills", .sideBySide)
struct ProfileTests {
  private static let tencent = "004_4625c486badb77fb.txt"
  private static let tencentPool = "001_d4d772a4ae49e344.txt"
  private static let alibaba = "002_6ae8607140fb1508.txt"
  private static let huawei = "003_e61e5fcfa1cebd05.txt"

  /// A workbook of some rows, made by openpyxl with text cells.
  private func workbook(_ project: Project, _ name: String, _ rows: [[String]]) throws {
    let json = String(decoding: try JSONEncoder().encode(rows), as: UTF8.self)
    let outcome = try Tool.python(
      """
      import json, sys, openpyxl
      book = openpyxl.Workbook()
      for row in json.loads(sys.argv[2]): book.active.append(row)
      book.save(sys.argv[1])
      """, [project.folder.file(name), json])
    #expect(outcome.status == 0, "\(outcome.error)")
  }

  private func check(
    _ project: Project, _ sheet: String, _ template: String, _ provider: String
  ) throws -> [String: Any] {
    let outcome = try project.run([
      "check", sheet, "-t", template, "--provider", provider, "--json",
    ])
    #expect(outcome.status == 0, "\(outcome.error)")
    return try outcome.json()
  }

  struct NumberCase: Sendable, CustomTestStringConvertible {
    var provider: String
    var template: String
    var number: String
    /// nil: kept.
    var removed: String?
    var source: String

    init(
      _ provider: String, _ template: String, _ number: String, _ removed: String?, _ source: String
    ) {
      self.provider = provider
      self.template = template
      self.number = number
      self.removed = removed
      self.source = source
    }

    var testDescription: String { "\(provider) \(number) (\(source))" }
  }

  @Test(
    "Numbers are kept or removed as the guides say",
    arguments: [
      // The table of number normalization; digits that the guide hides are zeros here.
      NumberCase("huawei", "holiday-hours", "17400005678", nil, huawei),
      NumberCase("huawei", "holiday-hours", "8617400005678", nil, huawei),
      NumberCase("huawei", "holiday-hours", "+8617400005678", nil, huawei),
      NumberCase("huawei", "holiday-hours", "23100005678", "NUMBER_LENGTH", huawei),
      NumberCase("huawei", "holiday-hours", "1740000567", "NUMBER_LENGTH", huawei),
      NumberCase("huawei", "holiday-hours", "1234000056789", "NUMBER_LENGTH", huawei),
      NumberCase("huawei", "holiday-hours", "861740000567", "NUMBER_LENGTH", huawei),
      // "Other numbers must be in the +{CC}{NDC}{SN} format."
      NumberCase("huawei", "holiday-hours", "+447700900001", nil, huawei),
      NumberCase("huawei", "flight", "+447700900001", nil, huawei),
      NumberCase("huawei", "flight", "447700900001", "PLUS_MISSING", huawei),
      // "Please enter the country/region code + mobile number", all of one kind in a task.
      NumberCase("tencent", "flight", "447700900001", nil, tencentPool),
      NumberCase("tencent", "holiday-hours", "+447700900001", "WRONG_REGION", tencent),
      NumberCase("tencent", "flight", "+8617400005678", "WRONG_REGION", tencent),
      NumberCase("alibaba", "holiday-hours", "+447700900001", "WRONG_REGION", alibaba),
    ])
  func numbers(_ sample: NumberCase) throws {
    let project = try Project()
    try project.folder.write(
      "Templates/flight.yaml",
      "name: flight\ntype: notification\nregion: international\nstatus: effective\ncontent: Delayed.\n"
    )
    try workbook(project, "sheet.xlsx", [["number"], [sample.number], ["17400009999"]])
    let json = try check(project, "sheet.xlsx", sample.template, sample.provider)
    let removed = (json["removed"] as? [String: Int]) ?? [:]
    // The second number is of the mainland, and in an international task of no interest here.
    let other = sample.template == "flight" ? removed.keys.filter { $0 != sample.removed } : []
    #expect(other.count <= 1)
    if let reason = sample.removed {
      #expect(removed[reason] ?? 0 >= 1)
    } else {
      #expect(json["accepted"] as? Int ?? 0 >= 1)
      #expect(sample.template == "flight" || removed.isEmpty)
    }
  }

  @Test(
    "Results can be exported for 60 days, failed numbers of Huawei's assistant for three",
    arguments: [
      // 002: "you can export sending data from the last 60 days". 003: "Only the numbers whose sending tasks fail
      // in the latest three days can be exported".
      ("standard", 60, 0), ("alibaba", 60, 0), ("tencent", 60, 0), ("standard", 61, 66),
      ("alibaba", 61, 66), ("huawei", 3, 0), ("huawei", 4, 65),
    ])
  func exports(provider: String, days: Int, status: Int32) throws {
    let project = try Project()
    try project.folder.write("broadsheet.yaml", "provider: \(provider)\nsheet: { kinds: [csv] }\n")
    let sheet = try project.sheet("bill.csv")
    #expect(
      try project.run(["send", sheet, "-t", "monthly-bill", "--task", "Bill", "--quiet"]).status
        == 0)
    let later = Date(timeIntervalSince1970: 1_795_174_205 + Double(days) * 86_400 - 1_800)
    let format = DateFormatter()
    format.dateFormat = "yyyy-MM-dd HH:mm:ss"
    format.timeZone = TimeZone(identifier: "Asia/Shanghai")
    let outcome = try project.run(["export", "1", "--now", format.string(from: later)])
    #expect(outcome.status == status, "\(outcome.error)")
  }

  @Test(
    "Duplicates: by number and values, or by number alone",
    arguments: [("standard", 3), ("tencent", 3), ("alibaba", 3), ("huawei", 1)])
  func duplicates(provider: String, accepted: Int) throws {
    let project = try Project()
    // 002: "messages sent to the same phone number with different variable values are not considered
    // duplicates". 003: "Only one duplicate number is reserved", after normalization.
    try workbook(
      project, "sheet.xlsx",
      [
        ["n", "a", "b"], ["17400000001", "王", "1"], ["+8617400000001", "王", "2"],
        ["8617400000001", "李", "1"], ["17400000001", "王", "1"],
      ])
    let json = try check(project, "sheet.xlsx", "monthly-bill", provider)
    #expect(json["accepted"] as? Int == accepted && json["duplicates"] as? Int == 4 - accepted)
  }

  @Test(
    "Files: kinds, names, sizes and entered numbers",
    arguments: [
      ("standard", ["sheet.csv"], 0, ""), ("tencent", ["sheet.csv"], 65, "takes XLSX only"),
      ("huawei", ["sheet.csv"], 65, "takes XLSX only"),
      ("huawei", ["Sheet1.xlsx"], 0, ""), ("huawei", ["sheet 1.xlsx"], 65, "letters and digits"),
      ("huawei", ["表.xlsx"], 65, "letters and digits"), ("tencent", ["表.xlsx"], 0, ""),
      ("alibaba", ["sheet 1.xlsx"], 0, ""),
    ])
  func files(provider: String, names: [String], status: Int32, words: String) throws {
    let project = try Project()
    let name = names[0]
    if name.hasSuffix(".csv") {
      try project.folder.write(name, "n\n17400000001\n")
    } else {
      try workbook(project, name, [["n"], ["17400000001"]])
    }
    let outcome = try project.run([
      "send", name, "-t", "holiday-hours", "--provider", provider, "--yes",
    ])
    #expect(
      outcome.status == status && (words.isEmpty || outcome.error.contains(words)),
      "\(outcome.error)")
  }

  @Test(
    "Huawei takes 12 MB, the others 30; Tencent 100 entered numbers, Alibaba 1,000, Huawei none",
    arguments: [
      ("huawei", 13 << 20, 65), ("tencent", 13 << 20, 0), ("huawei", 11 << 20, 0),
      ("tencent", 31 << 20, 65), ("alibaba", 31 << 20, 65),
    ])
  func sizes(provider: String, bytes: Int, status: Int32) throws {
    let project = try Project()
    // A workbook with an uncompressed part that nobody reads, so that the file has its size.
    let outcome = try Tool.python(
      """
      import sys, zipfile, openpyxl, os
      book = openpyxl.Workbook()
      book.active.append(["17400000001"])
      book.save(sys.argv[1])
      with zipfile.ZipFile(sys.argv[1], "a") as archive:
          archive.writestr("xl/media/image1.png", os.urandom(int(sys.argv[2]) - os.path.getsize(sys.argv[1]) - 400))
      """, [project.folder.file("big.xlsx"), "\(bytes)"])
    #expect(outcome.status == 0, "\(outcome.error)")
    let run = ["check", "big.xlsx", "-t", "holiday-hours", "--provider", provider]
    #expect(try project.run(run).status == status)
  }

  @Test(
    "Entered numbers",
    arguments: [("tencent", 100, 101), ("alibaba", 1_000, 1_001), ("huawei", 0, 1)])
  func entered(provider: String, most: Int, tooMany: Int) throws {
    let project = try Project()
    for (count, status) in [(most, Int32(0)), (tooMany, 64)] where count > 0 {
      let lines = (0..<count).map { "\(17_400_000_000 + $0)\n" }.joined()
      let outcome = try project.run(
        ["check", "-", "-t", "holiday-hours", "--provider", provider], input: lines)
      #expect(outcome.status == status, "\(count): \(outcome.error)")
    }
  }

  @Test(
    "Billing: 150 characters are three items of 67, 67 and 16 (004), brackets that cannot be split too",
    arguments: [("tencent", 3), ("alibaba", 3), ("huawei", 3), ("standard", 3)])
  func billing(provider: String, billed: Int) throws {
    let project = try Project()
    // 【博阔】 is 4 units; the body brings the message to 150.
    try project.folder.write(
      "Templates/long.yaml",
      "name: long\ntype: notification\nregion: mainland\nsignature: 博阔\nstatus: effective\ncontent: "
        + String(repeating: "文", count: 146) + "\n")
    try workbook(project, "Sheet.xlsx", [["n"], ["17400000001"]])
    let json = try check(project, "Sheet.xlsx", "long", provider)
    #expect(json["billed"] as? Int == billed && json["segments"] as? Int == 3)
  }

  @Test("Division bills two items where the air needs three segments: 153 pairs of two septets")
  func division() throws {
    let project = try Project()
    try project.folder.write(
      "Templates/pairs.yaml",
      "name: pairs\ntype: notification\nregion: international\nstatus: effective\ncontent: \""
        + String(repeating: "]", count: 153) + "\"\n")
    try workbook(project, "Sheet.xlsx", [["n"], ["+447700900001"]])
    for (provider, billed) in [("standard", 3), ("tencent", 2), ("alibaba", 2), ("huawei", 2)] {
      let json = try check(project, "Sheet.xlsx", "pairs", provider)
      #expect(json["billed"] as? Int == billed && json["segments"] as? Int == 3, "\(provider)")
    }
  }

  @Test(
    "Scheduling outside 08:00:00 to 21:59:59: refused for all, for marketing, or advised against only",
    arguments: [
      ("standard", "monthly-bill", 65), ("alibaba", "monthly-bill", 65),
      ("tencent", "monthly-bill", 0),
      ("tencent", "spring-sale", 65), ("huawei", "monthly-bill", 0), ("huawei", "spring-sale", 0),
    ])
  func schedule(provider: String, template: String, status: Int32) throws {
    let project = try Project()
    try project.folder.write("broadsheet.yaml", "provider: \(provider)\n")
    try workbook(project, "Sheet.xlsx", [["n", "a", "b", "c"], ["17400000001", "王", "8", "50"]])
    let outcome = try project.run([
      "send", "Sheet.xlsx", "-t", template, "--at", "2026-11-21 22:00", "--yes",
    ])
    #expect(outcome.status == status, "\(outcome.error)")
  }

  @Test("Results have the provider's words and codes; Huawei has a row a segment with one SMS ID")
  func results() throws {
    let project = try Project()
    try project.folder.write(
      "Templates/long.yaml",
      "name: long\ntype: notification\nregion: mainland\nsignature: 博阔\nstatus: effective\ncontent: "
        + String(repeating: "文", count: 80) + "\n")
    try workbook(
      project, "Sheet.xlsx",
      [["n"]] + (0..<60).map { ["\(17_400_000_000 + $0)"] } + [["12012345678"]])
    var codes: [String: Set<String>] = [:]
    for provider in ["standard", "tencent", "alibaba", "huawei"] {
      let sent = try project.run([
        "send", "Sheet.xlsx", "-t", "long", "--task", provider, "--provider", provider, "--json",
      ]).json()
      let rows = try Tool.python(
        """
        import json, sys, openpyxl
        sheet = openpyxl.load_workbook(sys.argv[1])["Recipients"]
        print(json.dumps([[str(c.value or "") for c in row] for row in sheet.iter_rows(min_row=2)]))
        """, [project.folder.file(try #require(sent["results"] as? String))])
      let cells = try #require(
        try JSONSerialization.jsonObject(with: Data(rows.output.utf8)) as? [[String]])
      codes[provider] = Set(cells.map { $0[9] })
      #expect(cells.count == (provider == "huawei" ? 122 : 61))
      if provider == "huawei" {
        #expect(cells[0][4] == "1/2" && cells[1][4] == "2/2" && cells[0][5] == cells[1][5])
      }
      let results = Set(cells.map { $0[8] })
      #expect(results.contains(provider == "alibaba" ? "Sent Successfully" : "Successful"))
    }
    #expect(codes["standard"]?.isSuperset(of: ["DELIVRD", "UNALLOC"]) == true)
    #expect(
      codes["tencent"]?.isSuperset(of: ["DELIVRD", "InvalidParameterValue.IncorrectPhoneNumber"])
        == true)
    #expect(codes["alibaba"]?.isSuperset(of: ["DELIVERED", "isv.MOBILE_NUMBER_ILLEGAL"]) == true)
    #expect(codes["huawei"]?.isSuperset(of: ["DELIVRD", "MK:0073"]) == true)
  }

  @Test(
    "Where a provider's documents disagree, our code is neutral and the profile says which (RULE-6)",
    arguments: [
      ("standard", "HOURS"), ("tencent", "FailedOperation.MarketingSendTimeConstraint"),
      // No document of theirs has a code for it.
      ("alibaba", "HOURS"), ("huawei", "HOURS"),
    ])
  func disputedCode(provider: String, code: String) throws {
    let project = try Project()
    try workbook(
      project, "Sheet.xlsx", [["n", "a", "b", "c"], ["17400000001", "王", "8", "50"]])
    let sent = try Tool.broadsheet(
      [
        "send", "Sheet.xlsx", "-t", "spring-sale", "--provider", provider, "--format", "csv",
        "--json", "--now", "2026-11-20 23:00",
      ], in: project.folder.path)
    let results = try project.folder.text(
      #require(sent.json()["results"] as? String, "\(sent.error)"))
    #expect(results.contains(",\(code),"), "\(results)")
  }

  @Test("check --compare shows the four side by side")
  func compare() throws {
    let project = try Project()
    try workbook(
      project, "Sheet.xlsx",
      [
        ["n", "a", "b"], ["17400000001", "王", "1"], ["17400000001", "王", "2"],
        ["+447700900001", "x", "3"], ["2310000567", "y", "4"], ["17400000002", "", "5"],
      ])
    let arguments = ["check", "Sheet.xlsx", "-t", "monthly-bill", "--compare"]
    let json = try project.run(arguments + ["--json"]).json()
    let tables = try #require(json["tables"] as? [String: [[String: Any]]])
    let profiles = try #require(tables["profiles"])
    func column(_ key: String) -> [Int] { profiles.map { $0[key] as? Int ?? -1 } }
    #expect(
      profiles.map { $0["profile"] as? String } == ["standard", "tencent", "alibaba", "huawei"])
    // By hand: the second row repeats a number, the third is foreign, the fourth no number, the fifth lacks a value.
    #expect(column("rows") == [5, 5, 5, 5] && column("accepted") == [2, 2, 2, 2])
    #expect(column("invalid") == [3, 3, 3, 2] && column("duplicates") == [0, 0, 0, 1])
    #expect(column("billed") == [2, 2, 2, 2])
    let cost = profiles.map { $0["cost"] as? Double ?? 0 }
    #expect(cost == [0.09, 0.09, 0.09, 0.395])
    #expect(
      profiles.map { $0["variables"] as? String } == [
        "yes", "yes", "to be written ${name}", "to be written ${1}",
      ])
    let removed = try #require(tables["removed"])
    let wrong = try #require(removed.first { $0["code"] as? String == "WRONG_REGION" })
    #expect(
      ["standard", "tencent", "alibaba", "huawei"].map { wrong[$0] as? Int } == [1, 1, 1, 0])
    let csv = try project.sheet("comma.csv")
    let text = try project.run(["check", csv, "-t", "monthly-bill", "--compare"])
    #expect(text.output.contains("takes XLSX only") && text.status == 0, "\(text.error)")
  }

  @Test(
    "A profile is a file: shown, copied, changed, named by its path, and told of by config show")
  func own() throws {
    let project = try Project()
    let shown = try project.run(["profile", "show", "huawei"])
    #expect(shown.status == 0)
    try project.folder.write(
      "ours.yaml", shown.output.replacingOccurrences(of: "fileSize: 12 ", with: "fileSize: 7 "))
    let config = try project.run(["config", "show", "limits", "--provider", "ours.yaml"])
    #expect(config.output.contains("limits.fileSize"))
    let line = try #require(config.output.split(separator: "\n").first { $0.contains("fileSize") })
    #expect(line.contains(" 7 ") && line.contains("profile ours.yaml"))
    // The file of the workspace counts more than the profile that it names, and less than one that is asked for.
    try project.folder.write("broadsheet.yaml", "provider: huawei\nlimits:\n  entered: 5\n")
    let entered = try project.run(["config", "show", "entered"]).output
    #expect(entered.contains(" 5 ") && entered.contains("broadsheet.yaml"))
    let asked = try project.run(["config", "show", "entered", "--provider", "tencent"]).output
    #expect(asked.contains(" 100 ") && asked.contains("profile tencent"))
    let none = try project.run(["config", "show", "--provider", "nobody"])
    #expect(none.status == 78 && none.error.contains("standard, tencent, alibaba, huawei"))
    #expect(
      try project.run(["profile", "list"]).output == "standard\ntencent\nalibaba\nhuawei\n")
  }
}
