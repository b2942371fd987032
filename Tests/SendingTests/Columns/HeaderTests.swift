import Messaging
import Sending
import Spreadsheet
import TestSupport
import Testing

@Suite("SHEET-11 Which row is the header")
struct HeaderTests {
  private func pipeline(_ csv: String, content: String) throws -> Pipeline {
    let folder = try Workdir()
    let template = Template(
      name: "t", type: .notification, region: .mainland, signature: "博阔", content: content)
    let task = try SendingTask(name: "t", template: template, start: 1_795_000_000_000)
    return try Pipeline(task, reading: SheetFile.open(try folder.write("t.csv", csv)))
  }

  private func headerRow(_ csv: String, content: String = "{1} {2}") throws -> Int? {
    try pipeline(csv, content: content).mapping.headerRow
  }

  /// What a check of the sheet finds worth a word.
  private func notices(_ csv: String, content: String) throws -> [String] {
    let pipeline = try pipeline(csv, content: content)
    _ = try pipeline.check(examples: 0)
    return pipeline.facts.notices
  }

  @Test(
    "A first cell that is no number is a recipient's beside cells like those below",
    arguments: [
      "17400000001 ext 7,Ana,12.50\n17400000002,Bo,8.00\n",
      "17400000001、17400000002,Ana,12.50\n17400000003,Bo,8.00\n",
      ",Ana,12.50\n17400000002,Bo,8.00\n", ",Ana,Rome\n17400000002,Bo,Oslo\n",
      "#REF!,Ana,12.50\n17400000002,Bo,8.00\n", "Err:508,Ana,12\n17400000002,Bo,8\n",
      "\u{2067}17400000001\u{2069},Ana,12\n17400000002,Bo,8\n",
      "\u{2068},Ana,12\n17400000002,Bo,8\n", "-,Ana,12\n17400000002,Bo,8\n",
      "NULL,Ana,12\n17400000002,Bo,8\n", "17400,Ana,12\n17400000002,Bo,8\n",
      "unknown,Ana,2026-11-20\n17400000002,Bo,2026-11-21\n",
      "tba,Ana,gold\n17400000002,Bo,gold\n17400000003,Cy,gold\n",
      "#N/A,,12.50\n17400000002,Bo,8.00\n", "N/A,Ana,x\n17400000002,Bo,y\n",
      "待补,张三,x\n17400000002,李四,y\n", "TRUE,Ana,x\n17400000002,Bo,y\n",
    ])
  func recipients(csv: String) throws {
    #expect(try headerRow(csv) == nil)
  }

  @Test(
    "A row of names is a header, whatever its first cell holds",
    arguments: [
      "phone,name,sum\n17400000001,Ana,12\n", "手机号1,姓名,金额\n17400000001,Ana,12\n",
      "Phone (such as +12025550123),Name,Sum\n17400000001,Ana,12\n",
      ",name,sum\n17400000001,Ana,12\n", "#,姓名,2026年\n17400000001,Ana,12\n",
      "No. 1,who,how much\n17400000001,Ana,12\n", "number,2026,2027\n17400000001,5,6\n",
      "\"=\"\"phone\"\"\",x,y\n17400000001,Ana,12\n", "Teléfono 2,a,b\n17400000001,x,y\n",
    ])
  func headers(csv: String) throws {
    #expect(try headerRow(csv) == 1)
  }

  @Test("A header may name the template's variables beside nothing")
  func variables() throws {
    let csv = "\n,hotel,guest\n17400000001,Ritz,Ana\n17400000002,Ibis,Bo\n"
    #expect(try headerRow(csv, content: "${guest}: ${hotel}") == 2)
  }

  @Test(
    "Names of columns are compared without what nobody sees",
    arguments: ["guest\u{200B} name", "\u{FEFF}Guest_Name\u{A0}", "GUEST\u{AD}NAME"])
  func folding(name: String) throws {
    let csv = "phone,x,\(name)\n17400000001,0,Ana\n"
    #expect(try headerRow(csv, content: "for ${guest-name}".replacing("-", with: "_")) == 1)
  }

  @Test("Two columns of one name are an error where a variable uses it, a note elsewhere")
  func twice() throws {
    let csv = "phone,Name,sum,na\u{2060}me\n17400000001,Ana,1,Bo\n"
    do {
      _ = try headerRow(csv, content: "for ${name}")
      Issue.record("no error")
    } catch let error as CampaignError {
      #expect(error.failureKind == .columns)
      #expect(error.description.contains("columns B and D are both named “name”"))
    }
    #expect(try notices(csv, content: "${sum} due") == ["Columns B, D are all named “Name”."])
  }

  @Test(
    "A sheet whose numbers stand elsewhere says where",
    arguments: [
      (
        "name,Mobile,sum\nAna,17400000001,1\nBo,17400000002,2\n",
        "Column B “Mobile” holds 2 numbers;"
      ),
      ("no,who,te\u{200B}l\n1,Ana,+447700900101\n", "Column C “te\\u{200B}l” holds 1 number;"),
    ])
  func elsewhere(csv: String, hint: String) throws {
    #expect(try notices(csv, content: "Hello!").contains { $0.hasPrefix(hint) })
  }

  @Test("A missing column's error shows what cannot be seen in the names")
  func shownNames() throws {
    do {
      _ = try headerRow("phone,n\u{200B}o\n17400000001,x\n", content: "for ${name}")
      Issue.record("no error")
    } catch let error as CampaignError {
      #expect(error.description.contains("n\\u{200B}o"))
    }
  }
}
