import Messaging
import Sending
import Spreadsheet
import TestSupport
import Testing

/// What becomes of one sheet under a template: messages, removed rows, notes.
private struct Checked {
  var contents: [String] = []
  var removed: [String] = []
  var notices: [String] = []

  init(
    _ csv: String, content: String = "{1}!", type: MessageType = .notification,
    region: MessageRegion = .mainland, null: Bool = false
  ) throws {
    let folder = try Workdir()
    let template = Template(
      name: "t", type: type, region: region,
      signature: region == .mainland ? "博阔" : nil, content: content)
    let task = try SendingTask(name: "t", template: template, start: 1_795_000_000_000)
    var options = ReadingOptions()
    options.takesNullForEmpty = null
    let path = try folder.write("t.csv", csv)
    let pipeline = try Pipeline(
      task, reading: SheetFile.open(path, options: options), header: .no)
    let result = try pipeline.check(examples: 50)
    contents = result.examples.map { $0.content.replacing("【博阔】", with: "") }
    removed = result.removed.map { "\($0.row) \($0.removal.code)" }
    notices = pipeline.facts.notices
  }
}

@Suite("SHEET-13 Values as a person means them")
struct ValueTests {
  @Test(
    "Padding, guards and error words",
    arguments: [
      ("\u{3000}Ana\u{A0}", "Ana!"), ("\u{202B}Ana\u{202C}", "Ana!"), ("\"=\"\"007\"\"\"", "007!"),
      ("=\"0012\"", "0012!"), ("\"=\"\" x \"\"\"", "x!"), ("'tis", "'tis!"),
      ("\"=\"\"a\"\"&\"\"b\"\"\"", "=\"a\"&\"b\"!"), ("Ana\u{FE0F}", "Ana!"),
      ("❤\u{FE0F}", "❤\u{FE0F}!"), ("#1", "#1!"), ("Error", "Error!"), ("None", "None!"),
    ])
  func values(cell: String, content: String) throws {
    let checked = try Checked("17400000001,\(cell)\n")
    // Compared by bytes: strings are equal that look alike.
    #expect(checked.contents.map { Array($0.utf8) } == [Array(content.utf8)])
  }

  @Test(
    "A value that is an error has a reason of its own",
    arguments: ["#N/A", "#div/0!", "#NAME?", "#WERT!", "#¡VALOR!", "Err:502", "########"])
  func error(cell: String) throws {
    #expect(try Checked("17400000001,\(cell)\n").removed == ["1 VALUE_IS_ERROR"])
  }

  @Test(
    "A value of which nobody sees anything is missing",
    arguments: ["\u{2066}\u{2069}", "=\"\"", "\"=\"\" \"\"\"", "\u{3164}"])
  func missing(cell: String) throws {
    #expect(try Checked("17400000001,\(cell)\n").removed == ["1 VARIABLE_MISSING"])
  }

  @Test("An error word in the place of the number has its own reason")
  func numberError() throws {
    let checked = try Checked("#VALUE!,Ana\n#BEZUG!,Bo\n17400000001,Cy\n")
    #expect(checked.removed == ["1 NUMBER_IS_ERROR", "2 NUMBER_IS_ERROR"])
  }

  @Test("Rows that differ in padding alone are the same")
  func duplicates() throws {
    let checked = try Checked("17400000001,Ana\n17400000001,\u{A0}Ana \n17400000001,=\"Ana\"\n")
    #expect(checked.removed == ["2 DUPLICATE", "3 DUPLICATE"])
  }

  @Test(
    "A database's word for nothing is noted, and missing with --null",
    arguments: ["NULL", "\\N", "(null)", "NaN", "None", "<NA>"])
  func null(word: String) throws {
    let sheet = "17400000001,\(word)\n17400000002,Bo\n"
    let noted = try Checked(sheet)
    #expect(noted.contents == ["\(word)!", "Bo!"])
    #expect(noted.notices.contains { $0.contains("NULL: 1.") })
    let missing = try Checked(sheet, null: true)
    #expect(missing.removed == ["1 VARIABLE_MISSING"])
    #expect(missing.notices == [])
  }

  @Test(
    "A verification code may be in digits of any script, and is sent in ASCII's",
    arguments: [
      ("１２３４５６", "123456!"), ("٠١٢٣", "0123!"), ("\u{2068}9876\u{2069}", "9876!"),
      ("१२३४५", "12345!"),
    ])
  func codes(cell: String, content: String) throws {
    let checked = try Checked("17400000001,\(cell)\n", type: .verification)
    #expect(checked.contents == [content])
  }

  @Test(
    "Others are no verification codes", arguments: ["１２３", "12345６7", "①②③④", "12 34", "1234a"])
  func noCodes(cell: String) throws {
    let checked = try Checked("17400000001,\(cell)\n", type: .verification)
    #expect(checked.removed == ["1 CODE_FORMAT"])
  }

  @Test("Digits that a spreadsheet has lost are noted once, with a count")
  func lostDigits() throws {
    let checked = try Checked(
      "17400000001,6222021234567890000\n17400000001,6222021234567891234\n"
        + "17400000001,4.20E+18\n17400000002,\"6,2E+19\"\n17400000003,1E+100\n17400000004,B+12\n"
        + "17400000005,E+12\n17400000006,4.2e+18 kg\n")
    #expect(checked.notices.count == 1)
    #expect(checked.notices.first?.contains("4.20E+18: 4.") == true)
  }

  @Test("One character that makes messages Unicode is noted, with a count for each")
  func loneCharacters() throws {
    let checked = try Checked(
      "+447700900101,Zoë\n+447700900102,Noël\n+447700900103,it’s\n+447700900104,Ana\n"
        + "+447700900105,王ë\n",
      content: "Hi {1}", region: .international)
    #expect(checked.notices.count == 2)
    #expect(checked.notices[0].contains("“ë” (U+00EB)") && checked.notices[0].hasSuffix(": 2."))
    #expect(checked.notices[1].contains("“’” (U+2019)") && checked.notices[1].hasSuffix(": 1."))
  }
}
