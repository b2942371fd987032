internal import Files
package import Messaging
internal import Spreadsheet

/// Writes the standard recipient sheet of a template, to be filled in (SPEC SHEET-9).
package enum RecipientTemplate {
  /// Writes the sheet to a new file: header, an example row, and instructions where the format has sheets.
  ///
  /// - Parameters:
  ///   - template: whose variables are the columns.
  ///   - path: of the file, in the format of its ending, or else a workbook.
  /// - Throws: `FileError.cannotWrite` also when a file of that name exists.
  package static func write(_ template: Template, to path: String) throws {
    let body = TemplateBody(template.content)
    let file = try TableFile(
      TableFormat(forSheetAt: path) ?? .xlsx, inFolder: Folder.of(path),
      properties: DocumentProperties(
        title: template.name, subject: "Recipient sheet", created: 0), namesEveryCell: true)
    let table = try file.addTable("Recipients", columns: columns(template, body))
    try writeExample(template, body, to: table)
    if let notes = try file.addForm("Instructions", widths: [100]) {
      for (row, line) in instructions(template, body).enumerated() {
        try notes.write(line, row: row, column: 0, style: row == 0 ? .title : .plain)
      }
    }
    try file.complete().publish(asNew: path)
  }

  private static func columns(_ template: Template, _ body: TemplateBody) -> [TableColumn] {
    let labels =
      body.names.isEmpty
      ? (0..<body.variableCount).map { "Variable \($0 + 1)" } : body.names
    return (["Phone Number"] + labels).map { TableColumn($0) }
  }

  private static func writeExample(
    _ template: Template, _ body: TemplateBody, to table: any TableWriter
  ) throws {
    let renderer = MessageRenderer(template)
    table.text(ExampleRow.number(template.region))
    for variable in 0..<body.variableCount {
      if variable == renderer.codeVariable {
        table.text(ExampleRow.code)
      } else {
        table.text(ExampleRow.value(ofVariable: variable, in: body))
      }
    }
    try table.endRow()
  }

  private static func instructions(_ template: Template, _ body: TemplateBody) -> [String] {
    var lines = [
      "How to fill in this sheet", "",
      "Template: \(template.name)", "Content: \(template.content)", "",
      "1. Replace the example row, which is not sent; each row is one message.",
      "2. Column A is the phone number. Keep its cells in the text format, or a spreadsheet program",
      "    shortens long numbers.",
    ]
    if template.region == .mainland {
      lines.append("    Mainland numbers: 11 digits from 1, or with 86 or +86 in front.")
    } else {
      lines.append("    Enter country code and number, with or without a plus sign.")
    }
    for variable in 0..<body.variableCount {
      let column = Unicode.Scalar(UInt8(ascii: "B") + UInt8(min(variable, 24)))
      lines.append(
        "\(variable + 3). Column \(column) is the value of \(body.label(ofVariable: variable)).")
    }
    lines.append("A row whose value is missing is not sent. Columns further right are ignored.")
    return lines
  }
}
