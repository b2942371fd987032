/// What a file is, told from its bytes (SPEC SHEET-1).
package enum FileKind: String, Sendable, Codable {
  case xlsx
  case csv
  case oldExcel
  case encryptedWorkbook
  case binaryWorkbook
  case openDocument
  case flatOpenDocument
  case numbers
  case gnumeric
  case lockFile
  case zip
  case zippedSheet
  case html
  case webArchive
  case xmlSpreadsheet
  case xml
  case json
  case sylk
  case dif
  case dBase
  case database
  case columnar
  case contacts
  case calendar
  case email
  case document
  case presentation
  case pdf
  case postScript
  case image
  case compressed
  case rtf
  case binary

  /// The kind in words, with its article.
  package var name: String {
    switch self {
    case .xlsx: "an Excel workbook (.xlsx)"
    case .csv: "delimited text (CSV)"
    case .oldExcel: "a workbook in the old Excel format (.xls)"
    case .encryptedWorkbook: "a workbook protected by a password"
    case .binaryWorkbook: "a binary Excel workbook (.xlsb)"
    case .openDocument: "an OpenDocument or OpenOffice spreadsheet (.ods, .sxc)"
    case .flatOpenDocument: "an OpenDocument file in one piece of XML (.fods)"
    case .numbers: "an Apple Numbers document"
    case .gnumeric: "a Gnumeric workbook (.gnumeric)"
    case .lockFile: "the mark that a spreadsheet program leaves beside a workbook that it has open"
    case .zip: "a ZIP archive without a workbook"
    case .zippedSheet: "a ZIP archive with a sheet inside"
    case .html: "a web page (HTML), whatever its name says"
    case .webArchive: "a web page with its parts (MHTML), whatever its name says"
    case .xmlSpreadsheet: "an XML spreadsheet of Excel 2003"
    case .xml: "an XML document"
    case .json: "JSON"
    case .sylk: "a SYLK sheet (.slk)"
    case .dif: "a sheet in the Data Interchange Format (.dif)"
    case .dBase: "a dBASE table (.dbf)"
    case .database: "a database (SQLite or Access)"
    case .columnar: "a table for programs (Parquet, Arrow, ORC or Avro)"
    case .contacts: "contacts (vCard)"
    case .calendar: "a calendar (iCalendar)"
    case .email: "an e-mail"
    case .document: "a text document (Word, Writer)"
    case .presentation: "a presentation (PowerPoint, Impress)"
    case .pdf: "a PDF document"
    case .postScript: "a PostScript document"
    case .image: "an image"
    case .compressed: "a compressed archive"
    case .rtf: "a rich-text document"
    case .binary: "a binary file of an unknown kind"
    }
  }

  /// How to turn it into something that can be read.
  package var advice: String {
    switch self {
    case .xlsx, .csv: "It can be read as it is."
    case .encryptedWorkbook:
      "Open it with its password, remove the password, and save it as .xlsx."
    case .oldExcel, .binaryWorkbook, .openDocument, .html, .webArchive, .xmlSpreadsheet, .sylk,
      .dif, .dBase:
      "Open it in a spreadsheet program and save it as .xlsx."
    case .flatOpenDocument: "Open it in LibreOffice and save it as .xlsx."
    case .gnumeric: "Open it in Gnumeric or LibreOffice and save it as .xlsx."
    case .numbers: "Open it in Numbers and export it as Excel (.xlsx) or CSV."
    case .lockFile: "Name the workbook itself, without ~$ or .~lock. in front of its name."
    case .zip, .compressed: "Unpack it and name the sheet inside."
    case .zippedSheet: "Unpack it and name the .xlsx or CSV file that is in it."
    case .database, .columnar: "Export the table with the recipients as CSV."
    case .contacts: "Export the contacts as CSV from the address book."
    case .email: "Save the sheet that is attached to it, and name that."
    case .document, .presentation, .rtf:
      "Copy the table into a spreadsheet program and save it as .xlsx."
    case .json, .xml, .calendar, .pdf, .postScript, .image, .binary:
      "Export the recipients as .xlsx or CSV."
    }
  }
}
