/// The bounds within which a sheet is read, each checked before or while reading.
///
/// A file that passes a bound is refused with `SheetError.overLimit`, which names the bound, what was
/// found and what to do (SPEC SHEET-2, SAFE-1).
package struct Limits: Sendable, Equatable {
  /// Bytes of the file itself: 30 MB as the consoles count them (1 MB = 1,048,576 bytes).
  package var fileBytes = 30 << 20
  /// Data rows that hold anything; the header and blank rows do not count.
  package var dataRows = 1_000_000
  /// Columns of a worksheet, Excel's own bound (XFD).
  package var columns = 16_384
  /// Cells of a worksheet, the gaps left of a row's last cell with them: a few far cells make many gaps.
  package var cells = 100_000_000
  /// UTF-16 units of text in a cell, Excel's own bound.
  package var cellUnits = 32_767
  /// Bytes of text in one row: a batch is bounded by this, however many cells a row has.
  package var rowBytes = 4 << 20
  /// Entries in the ZIP archive.
  package var entries = 10_000
  /// Worksheets in the workbook.
  package var sheets = 2_000
  /// Expanded bytes of one worksheet's XML.
  package var sheetBytes = 4 << 30
  /// Expanded bytes of the shared-string table.
  package var sharedStringBytes = 512 << 20
  /// Strings in that table: a sheet of a million rows with sixteen texts of their own in each.
  package var sharedStrings = 16 << 20
  /// Expanded bytes of styles, workbook and relationship parts, each.
  package var metadataBytes = 64 << 20
  /// How many times its compressed size a part may expand to, once it is past `ratioGraceBytes`.
  package var expansionRatio = 400
  /// Expanded bytes below which the ratio is not looked at: small parts often repeat a lot.
  package var ratioGraceBytes = 64 << 20
  /// Bytes of shared strings held in memory; past them the table lives in a temporary file.
  package var sharedStringBytesInMemory = 16 << 20
  /// Nesting of XML elements.
  package var xmlDepth = 64
  /// Attributes of one XML element.
  package var xmlAttributes = 256
  /// Number formats and cell styles of a workbook, each.
  package var styles = 65_536

  /// The limits of the standard profile.
  package static let standard = Limits()

  package init() {}
}

/// Which bound was passed; the raw value is its name for people.
package enum LimitName: String, Sendable {
  case fileSize = "file size in bytes"
  case dataRows = "data rows"
  case columns = "columns"
  case cells = "cells, gaps between them counted"
  case cellLength = "UTF-16 units in a cell"
  case rowLength = "bytes of text in a row"
  case entries = "entries in the ZIP archive"
  case sheets = "worksheets"
  case sharedStrings = "shared strings"
  case partSize = "expanded bytes of a part"
  case expansionRatio = "expansion ratio of a part"
  case xmlDepth = "nesting of XML elements"
  case xmlAttributes = "attributes of an XML element"
  case styles = "cell styles"
}
