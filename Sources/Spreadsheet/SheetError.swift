internal import Characters

/// What stops the reading or writing of a table beside its file's own errors, with where it happened and what to do.
///
/// `description` is a whole sentence for people. No case carries a cell's text: what a sheet holds is
/// personal data (SPEC SAFE-2).
package enum SheetError: Error, Equatable {
  /// The sheet has no row; `filled` are worksheets that have some.
  case empty(file: String, sheet: String?, filled: [String] = [])
  /// The bytes are something else than a sheet that can be read.
  case wrongKind(file: String, found: FileKind)
  /// A bound of `Limits` was passed.
  case overLimit(
    file: String, sheet: String?, row: Int?, limit: LimitName, allowed: Int, found: Int)
  /// The workbook has no worksheet of that name.
  case noSuchSheet(file: String, name: String, available: [String])
  /// Every worksheet is hidden.
  case noVisibleSheet(file: String)
  /// The file is an XLSX or CSV, but broken.
  case damaged(file: String, part: String, detail: String)
  /// A byte that does not decode in the encoding of the file.
  case undecodable(file: String, encoding: String, row: Int, byte: Int)
  /// A byte that does not decode in an encoding that was guessed; `others` are those to try.
  case unlikelyEncoding(file: String, row: Int, byte: Int, others: [String])
  /// A file of text that must be UTF-8; `encoding` is what it most likely is instead.
  case notUTF8(file: String, line: Int?, encoding: String)
  /// A name that is no encoding's.
  case unknownEncoding(name: String, known: [String])
  /// A quoted field that never ends; `row` is where it opened.
  case unclosedQuote(file: String, row: Int, column: Int)
  /// The parts of a workbook do not fit together: a defect of this program, not of the disk.
  case cannotAssemble(path: String, detail: String)
}

extension SheetError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .empty(let file, let sheet, let filled):
      if let sheet {
        "\(file): worksheet “\(sheet)” is empty. "
          + (filled.isEmpty
            ? "Name another with --sheet, or fill it."
            : "Name one that has cells with --sheet: \(Self.list(filled)).")
      } else {
        "\(file): is empty. Save the sheet again and check that it has rows."
      }
    case .wrongKind(let file, let found):
      "\(file): is \(found.name), not an XLSX or CSV sheet. \(found.advice)"
    case .overLimit(let file, let sheet, let row, let limit, let allowed, let found):
      "\(Self.place(file, sheet, row)): over the limit of \(grouped(allowed)) \(limit.rawValue)"
        + " (found \(grouped(found)) or more). \(limit.advice)"
    case .noSuchSheet(let file, let name, let available):
      "\(file): has no worksheet “\(name)”. It has: \(Self.list(available))."
    case .noVisibleSheet(let file):
      "\(file): has no visible worksheet. Unhide one, or name one with --sheet."
    case .damaged(let file, let part, let detail):
      "\(file): is damaged in \(part): \(detail). Open it in a spreadsheet program and save it again."
    case .undecodable(let file, let encoding, let row, let byte):
      "\(file), row \(grouped(row)): byte \(grouped(byte)) of the file is not valid \(encoding). "
        + "Save the sheet as UTF-8, or name its encoding with --encoding."
    case .unlikelyEncoding(let file, let row, let byte, let others):
      "\(file), row \(grouped(row)): byte \(grouped(byte)) of the file does not fit its other "
        + "characters, by which the encoding was guessed. Save the sheet as UTF-8, or name its encoding "
        + "with --encoding" + (others.isEmpty ? "." : ": \(others.joined(separator: ", ")).")
    case .notUTF8(let file, let line, let encoding):
      "\(file)\(line.map { ", line \(grouped($0))" } ?? ""): the file is not UTF-8, it looks like "
        + "\(encoding). Open it in an editor and save it as UTF-8."
    case .unknownEncoding(let name, let known):
      "“\(name)” is not an encoding that can be read. Known are \(known.joined(separator: ", "))."
    case .unclosedQuote(let file, let row, let column):
      "\(file), row \(grouped(row)), column \(column): a quoted field opens here and never ends. "
        + "Close the quote, or double a quote that is part of the text."
    case .cannotAssemble(let path, let detail):
      "\(path): the workbook cannot be put together: \(detail). Nothing was changed, and the disk is not the "
        + "reason. Please report this as a defect; --format csv may help for now."
    }
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(20).map { "“\($0)”" }.joined(separator: ", ")
  }

  private static func place(_ file: String, _ sheet: String?, _ row: Int?) -> String {
    var place = file
    if let sheet { place += ", worksheet “\(sheet)”" }
    if let row { place += ", row \(grouped(row))" }
    return place
  }
}

extension SheetError {
  /// The file that cannot be read, small ones such as templates among them; nil for errors of another kind.
  package var unreadPath: String? {
    switch self {
    case .empty(let path, _, _), .overLimit(let path, _, _, _, _, _),
      .undecodable(let path, _, _, _),
      .notUTF8(let path, _, _):
      path
    default: nil
    }
  }
}

extension LimitName {
  /// What a person can do about a file that passes this limit.
  var advice: String {
    switch self {
    case .fileSize, .dataRows, .partSize, .sharedStrings: "Split the sheet into several files."
    case .columns, .cells, .rowLength: "Delete what is not needed to the right of the variables."
    case .cellLength: "Shorten the text in that row."
    case .entries, .sheets, .styles: "Copy the recipients into a new workbook."
    case .expansionRatio, .xmlDepth, .xmlAttributes:
      "No spreadsheet program writes such a file; if you trust it, save it again in one."
    }
  }
}
