import Foundation
import TestSupport
import Testing

@Suite("STAT-8: pages, as a browser shows them", .sideBySide)
struct PageTests {
  /// Tasks of every kind: samples, a single row, nobody delivered, hostile names, many countries.
  private static func workspace(language: String) throws -> Project {
    let project = try Project()
    try project.folder.write("broadsheet.yaml", "language: \(language)\n")
    func send(_ arguments: [String], at time: String) throws {
      let outcome = try Tool.broadsheet(
        ["send"] + arguments + ["--yes", "-q", "--now", time], in: project.folder.path)
      #expect(outcome.status == 0, "\(outcome.error)")
    }
    let samples = Tool.root + "/Samples/"
    try send([samples + "monthly-bill.xlsx", "-t", "monthly-bill"], at: "2026-11-19 10:00")
    try send([samples + "order-shipped.xlsx", "-t", "order-shipped"], at: "2026-11-18 11:00")
    try send(
      [samples + "mistakes.xlsx", "-t", "monthly-bill", "--format", "csv"], at: "2026-11-17 12:00")
    try send(["--number", "12012345678", "-t", "holiday-hours"], at: "2026-11-16 13:00")
    try project.folder.write(
      "Templates/evil.yaml",
      """
      name: evil
      type: notification
      region: international
      status: effective
      literalBraces: true
      content: "<script>alert(1)</script> {1} & \\"quotes\\" \(String(repeating: "very long ", count: 18))"
      """)
    // Every region of the numbering plan that an example number is known of, five times.
    let many = try Tool.python(
      """
      import phonenumbers
      kind = phonenumbers.PhoneNumberType.MOBILE
      for region in sorted(phonenumbers.SUPPORTED_REGIONS):
          number = phonenumbers.example_number_for_type(region, kind)
          if number and region != "CN":
              for i in range(5):
                  print(f"+{number.country_code}{number.national_number},<b>{i}</b>")
      """)
    try project.folder.write("many.csv", "number,v\n" + many.output + "+1202<img>,x\n")
    try send(
      ["many.csv", "-t", "evil", "--task", "<img src=x onerror=a(1)> & b"],
      at: "2026-11-15 14:00")
    try project.folder.write(
      "codes.csv", "n,c,m\n" + (0..<600).map { "\(17_400_000_000 + $0),123456,5\n" }.joined())
    try send(["codes.csv", "-t", "verification-code"], at: "2026-11-20 09:00")
    for kind in ["overview", "failures", "receipts", "countries", "codes", "clicks"] {
      let outcome = try Tool.broadsheet(
        ["report", kind, "--format", "html", "--now", "2026-11-20 20:00"], in: project.folder.path)
      #expect(outcome.status == 0, "\(outcome.error)")
    }
    let sixty = try Tool.broadsheet(
      [
        "report", "overview", "--days", "60", "--format", "html", "--now", "2026-11-20 20:00",
        "-o", "Output/sixty.html",
      ], in: project.folder.path)
    #expect(sixty.status == 0, "\(sixty.error)")
    let log = try Tool.broadsheet(
      ["report", "number", "17400000001", "--format", "html", "--now", "2026-11-20 20:00"],
      in: project.folder.path)
    #expect(log.status == 0, "\(log.error)")
    return project
  }

  @Test(
    "Pages fit any width, light, dark and printed, load nothing, and axe-core finds nothing wrong",
    arguments: ["en", "zh"])
  func browser(language: String) throws {
    let project = try Self.workspace(language: language)
    let outcome = try Tool.run(
      Tool.python ?? "python3",
      [Tool.root + "/Tests/Reports/pages.py", project.folder.file("Output")])
    #expect(outcome.status == 0, "\(outcome.error)")
    let verdict = try outcome.json()
    #expect(verdict["wrong"] as? [String] == [])
    #expect(verdict["pages"] as? Int == 14)
  }

  @Test("What people wrote is text on the page, never markup")
  func escaping() throws {
    let project = try Self.workspace(language: "en")
    let names = project.output().filter { $0.hasPrefix("_img src") && $0.hasSuffix(".html") }
    let page = try project.folder.text("Output/" + (names.first ?? "none"))
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(page.contains("<h1>&lt;img src=x onerror=a(1)&gt; &amp; b</h1>"))
    #expect(!page.contains("<img") && page.components(separatedBy: "<script>").count == 2)
    // The links are to the files beside it, with what no address may have escaped.
    #expect(page.contains("href=\"./_img%20src%3Dx%20onerror%3Da%281%29_%20%26%20b_2026"))
    // Numbers are personal: no example shows one whole.
    let bill = try project.folder.text("Output/monthly-bill_20261119_100000.html")
    #expect(bill.contains("“174****0149”"))
    #expect(bill.range(of: #"\d{9}(?!\d*f)"#, options: .regularExpression) == nil)
  }

  @Test("The funnel adds up, and every account of the summary is on the page")
  func funnel() throws {
    let project = try Project()
    let outcome = try project.run([
      "send", Tool.root + "/Samples/monthly-bill.xlsx", "-t", "monthly-bill", "--json",
    ])
    let json = try outcome.json()
    let page = try project.folder.text(json["report"] as? String ?? "")
    func count(_ key: String) -> Int { json[key] as? Int ?? -1 }
    for losses in [
      "\(count("blank")) blank + \(count("invalid")) invalid + \(count("duplicates")) duplicates + "
        + "\(count("accepted")) → Messages",
      "\(count("suppressed")) suppressed + \(count("submitted")) → Submitted",
      "\(count("refused")) refused + \(count("submitted") - count("refused")) → Taken by carrier",
      "\(count("failed")) failed + \(count("sending")) sending + \(count("successful")) → Delivered",
    ] {
      #expect(page.contains(losses), "\(losses)")
    }
  }
}
