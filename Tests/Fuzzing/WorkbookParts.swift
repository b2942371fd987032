/// The parts of a small workbook that is whole, for an input to take the place of one of them.
enum WorkbookParts {
  /// By the first byte of an input.
  static let names = [
    "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels", "_rels/.rels",
  ]

  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let relation =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

  static let plain: [String: [UInt8]] = [
    "xl/worksheets/sheet1.xml": """
    <worksheet xmlns="\(main)"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1">\
    <v>46346.5</v></c><c r="C1" t="s" s="2"><v>1</v></c><c r="D1" s="2"><v>-1234.5</v></c>\
    <c r="E1" t="inlineStr"><is><t>a_x0041_</t></is></c></row></sheetData></worksheet>
    """,
    "xl/sharedStrings.xml": """
    <sst xmlns="\(main)"><si><t>number</t></si><si><r><t>na</t></r><r><t>me</t></r></si></sst>
    """,
    "xl/styles.xml": """
    <styleSheet xmlns="\(main)"><numFmts><numFmt numFmtId="164" formatCode="yyyy-mm-dd hh:mm"/>\
    <numFmt numFmtId="165" formatCode="#,##0.00;(0.0);0;@&quot;x&quot;"/></numFmts><cellXfs>\
    <xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>
    """,
    "xl/workbook.xml": """
    <workbook xmlns="\(main)" xmlns:r="\(relation)"><sheets><sheet name="Sheet1" sheetId="1" \
    r:id="rId1"/></sheets></workbook>
    """,
    "xl/_rels/workbook.xml.rels": """
    <Relationships xmlns="\(package)"><Relationship Id="rId1" Type="\(relation)/worksheet" \
    Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="\(relation)/sharedStrings" \
    Target="sharedStrings.xml"/><Relationship Id="rId3" Type="\(relation)/styles" \
    Target="styles.xml"/></Relationships>
    """,
    "_rels/.rels": """
    <Relationships xmlns="\(package)"><Relationship Id="rId1" Type="\(relation)/officeDocument" \
    Target="xl/workbook.xml"/></Relationships>
    """,
  ].mapValues { Array($0.utf8) }
}
