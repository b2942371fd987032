internal import CXLSXWriter
package import Files
internal import Glibc

/// An XLSX workbook being written: libxlsxwriter makes it with its styles, forms and charts, but without
/// the rows of its tables, which are written beside it and put in when it is closed.
///
/// Cells of one worksheet are written from the top down. One thread makes, fills and closes a workbook,
/// and all workbooks of a process are written by one thread: the library shares a static variable for
/// temporary names.
package final class WorkbookFile {
  /// How a cell looks.
  package enum Style: Sendable, CaseIterable {
    case plain
    case text
    case wrapped
    case header
    case title
    case label
    case integer
    /// A share as a percentage with one decimal.
    case share
    /// An amount of money with two to six decimals.
    case money
    /// A line of sums below a table.
    case total
    case note
  }

  /// The repeated texts of its tables.
  let sharedTexts = SharedStringTable()

  /// Whether every cell of a table names its place, for programs that cannot read it otherwise.
  let namesEveryCell: Bool

  private let file: OutputFile
  private let folder: String
  /// What libxlsxwriter writes: the workbook but for its tables' rows.
  private let skeleton: OutputFile
  private var tables: [TableRows] = []
  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private var formats: [Style: UnsafeMutablePointer<lxw_format>] = [:]
  private var sheets: [UnsafeMutablePointer<lxw_worksheet>] = []
  private var isClosed = false
  private var hasDirectPart = false

  /// Starts a workbook in the file.
  ///
  /// - Parameters:
  ///   - file: gets the workbook when it is closed.
  ///   - folder: where compressed rows are kept, on the disk where the workbook will be.
  ///   - properties: title and such of the document.
  ///   - namesEveryCell: whether cells of tables name their place where the standard does not ask for
  ///     it, which makes the file twice as large.
  /// - Throws: `FileError.unreadable` when there is no memory for it.
  package init(
    file: OutputFile, folder: String, properties: DocumentProperties, namesEveryCell: Bool = false
  ) throws {
    self.file = file
    self.folder = folder
    self.namesEveryCell = namesEveryCell
    skeleton = try OutputFile(inFolder: folder)
    let file = skeleton.workingPath
    // The library's temporary files, a few KB each, go where the system wants such: for a moment they have
    // a name, and a kill in that moment must not leave one beside the results.
    var options = lxw_workbook_options(constant_memory: 0, tmpdir: nil, use_zip64: 0)
    guard let made = workbook_new_opt(file, &options) else {
      throw FileError.unreadable(file: folder, reason: "out of memory")
    }
    workbook = made
    for style in Style.allCases { formats[style] = Self.format(style, in: made) }
    Self.set(properties, in: made)
  }

  deinit {
    // Without the library's own closing the workbook is dropped, its temporary files with it.
    if !isClosed { lxw_workbook_free(workbook) }
  }

  /// Adds a worksheet for a table of any length.
  package func addTable(_ name: String, columns: [TableColumn]) throws -> WorksheetTable {
    try WorksheetTable(self, name: name, columns: columns)
  }

  /// Adds a worksheet that is laid out cell by cell.
  package func addForm(_ name: String, widths: [Double]) throws -> WorksheetForm {
    let sheet = try addSheet(name)
    worksheet_gridlines(sheet, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    setPage(of: sheet)
    let form = WorksheetForm(self, sheet: sheet, name: name)
    form.setWidths(widths)
    return form
  }

  /// Puts the workbook together and flushes it to the disk.
  ///
  /// - Throws: `FileError.diskFull` when there is no room for it, `.cannotWrite` for other faults of the
  ///   disk, `SheetError.cannotAssemble` when its parts do not fit together.
  package func close() throws {
    errno = 0
    isClosed = true
    let code = workbook_close(workbook)
    guard code == LXW_NO_ERROR else {
      let fault = errno
      throw fault == ENOSPC || fault == EDQUOT
        ? FileError.diskFull(path: folder) : failure(code)
    }
    try skeleton.noteSize()
    let workbook = try Skeleton(skeleton, folder: folder)
    var parts: [(name: String, part: PackageAssembly.Part)] = []
    for table in tables { parts.append(try workbook.complete(table)) }
    if sharedTexts.count > 0 { parts.append(try workbook.complete(sharedTexts)) }
    try PackageAssembly.write(skeleton, replacing: parts, to: file)
    try file.sync()
  }

  // MARK: - For the worksheets

  func addSheet(_ name: String) throws -> UnsafeMutablePointer<lxw_worksheet> {
    guard let sheet = workbook_add_worksheet(workbook, name) else {
      throw FileError.cannotWrite(path: folder, reason: "worksheet “\(name)” cannot be made")
    }
    sheets.append(sheet)
    return sheet
  }

  /// Prints landscape on A4, as wide as the page and as long as it takes.
  func setPage(of sheet: UnsafeMutablePointer<lxw_worksheet>) {
    worksheet_set_landscape(sheet)
    worksheet_set_paper(sheet, 9)
    worksheet_fit_to_pages(sheet, 1, 0)
  }

  func format(_ style: Style) -> UnsafeMutablePointer<lxw_format>? { formats[style] }

  /// The style's number in the cells of a worksheet.
  func formatIndex(_ style: Style) -> Int {
    formats[style].map { Int(lxw_format_get_xf_index($0)) } ?? 0
  }

  /// A part for the rows of a worksheet; the first goes straight into the workbook's file.
  func makePart() throws -> CompressedPart {
    defer { hasDirectPart = true }
    return hasDirectPart
      ? try CompressedPart(inFolder: folder) : CompressedPart(directlyIn: file)
  }

  /// Says which rows a worksheet has beside its header, and which cells they make with it.
  func setRows(
    of sheet: UnsafeMutablePointer<lxw_worksheet>, to part: CompressedPart, range: String
  ) {
    let number = (sheets.firstIndex(of: sheet) ?? 0) + 1
    tables.append(
      TableRows(part: "xl/worksheets/sheet\(number).xml", rows: part, range: range))
  }

  func addChart(_ kind: lxw_chart_type) -> UnsafeMutablePointer<lxw_chart>? {
    workbook_add_chart(workbook, UInt8(kind.rawValue))
  }

  /// Writes a text into a cell of the library's.
  func write(
    _ text: String, to sheet: UnsafeMutablePointer<lxw_worksheet>, row: Int, column: Int,
    style: Style
  ) -> lxw_error {
    XMLText.cell(text).withUnsafeBytes { buffer in
      worksheet_write_string(
        sheet, UInt32(row), UInt16(column),
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), format(style))
    }
  }

  func failure(_ code: lxw_error) -> any Error {
    let reason = String(cString: lxw_strerror(code))
    return Self.diskErrors.contains(code.rawValue)
      ? FileError.cannotWrite(path: folder, reason: reason)
      : SheetError.cannotAssemble(path: folder, detail: reason)
  }

  /// What the library says when it cannot write; all else is about what it was given.
  private static let diskErrors = Set(
    [
      LXW_ERROR_MEMORY_MALLOC_FAILED, LXW_ERROR_CREATING_XLSX_FILE, LXW_ERROR_CREATING_TMPFILE,
      LXW_ERROR_READING_TMPFILE, LXW_ERROR_ZIP_FILE_OPERATION, LXW_ERROR_ZIP_FILE_ADD,
      LXW_ERROR_ZIP_CLOSE,
    ].map(\.rawValue))

  private static func format(
    _ style: Style, in workbook: UnsafeMutablePointer<lxw_workbook>
  ) -> UnsafeMutablePointer<lxw_format>? {
    guard style != .plain, let format = workbook_add_format(workbook) else { return nil }
    switch style {
    case .plain: break
    case .text: format_set_num_format_index(format, 49)
    case .wrapped:
      format_set_text_wrap(format)
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    case .header:
      format_set_bold(format)
      format_set_font_color(format, 0xFFFFFF)
      format_set_bg_color(format, 0x1F4E5F)
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    case .title:
      format_set_bold(format)
      format_set_font_size(format, 16)
    case .label:
      format_set_bold(format)
      format_set_font_color(format, 0x1F4E5F)
    case .integer:
      format_set_num_format_index(format, 3)
      format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
    case .share:
      format_set_num_format(format, "0.0%")
    case .money:
      format_set_num_format(format, "#,##0.00####")
    case .total:
      format_set_bold(format)
      format_set_num_format_index(format, 3)
      format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue))
    case .note:
      format_set_italic(format)
      format_set_font_color(format, 0x6B7280)
    }
    return format
  }

  private static func set(
    _ properties: DocumentProperties, in workbook: UnsafeMutablePointer<lxw_workbook>
  ) {
    // Unsafe: the library copies the strings before the call returns.
    XMLText.line(properties.title).withCString { title in
      XMLText.line(properties.subject).withCString { subject in
        "Broadsheet".withCString { company in
          var fields = lxw_doc_properties()
          fields.title = UnsafeMutablePointer(mutating: title)
          fields.subject = UnsafeMutablePointer(mutating: subject)
          fields.company = UnsafeMutablePointer(mutating: company)
          fields.created = time_t(properties.created)
          workbook_set_properties(workbook, &fields)
        }
      }
    }
  }
}

/// What a workbook says about itself.
package struct DocumentProperties: Sendable {
  package var title: String
  package var subject: String
  /// Seconds since 1970, UTC.
  package var created: Int

  package init(title: String, subject: String, created: Int) {
    self.title = title
    self.subject = subject
    self.created = created
  }
}
