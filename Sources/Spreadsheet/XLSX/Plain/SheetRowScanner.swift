/// Reads rows of the plain form: the attributes that writers give to rows and cells, values, formulas and
/// inline strings of one piece.
///
/// What it finds goes to the same handler that libxml2 drives, by the same calls.
final class SheetRowScanner: PlainScanner {
  static let container = "sheetData"
  static let item = "row"

  private static let rowAttributes = PlainTag.Names(
    "spans", "x14ac:dyDescent", "ht", "customHeight", "customFormat", "outlineLevel", "collapsed",
    "thickTop", "thickBot", "ph")
  private static let rowAttributesWithoutExtension = PlainTag.Names(
    "spans", "ht", "customHeight", "customFormat", "outlineLevel", "collapsed", "thickTop",
    "thickBot", "ph")
  private static let cellAttributes = PlainTag.Names("cm", "vm", "ph")
  private static let formulaAttributes = PlainTag.Names(
    "ref", "si", "ca", "aca", "bx", "dt2D", "dtr", "del1", "del2", "r1", "r2")

  private let handler: SheetDataHandler
  private var names = rowAttributesWithoutExtension

  init(_ handler: SheetDataHandler) { self.handler = handler }

  /// Excel's own attribute of rows is only plain where its prefix is bound.
  func begin(behind head: UnsafeRawBufferPointer) {
    let text = String(decoding: head.prefix(4_096), as: UTF8.self)
    if text.contains(" xmlns:x14ac=\"") { names = Self.rowAttributes }
  }

  var isBetweenItems: Bool { handler.isBetweenRows }
  var failure: (any Error)? { handler.failure }

  func scan(_ cursor: inout PlainCursor) -> PlainOutcome {
    var place = cursor
    place.skipSpaces()
    var end = place
    if end.skip("</sheetD"), end.skip("ata>") { return .end }
    let mark = handler.mark
    guard readRow(&place) else {
      handler.rollBack(to: mark)
      return .odd
    }
    cursor = place
    return .item
  }

  private func readRow(_ cursor: inout PlainCursor) -> Bool {
    guard cursor.skip("<row") else { return false }
    var tag = PlainTag()
    guard let end = tag.read(&cursor, others: names), tag.type == nil else { return false }
    handler.startRow(reference: tag.reference, hidden: tag.hidden)
    if end == .open {
      while true {
        cursor.skipSpaces()
        if cursor.skip("<c") {
          guard readCell(&cursor) else { return false }
        } else if cursor.skip("</row>") {
          break
        } else {
          return false
        }
      }
    }
    handler.endRow()
    return true
  }

  private func readCell(_ cursor: inout PlainCursor) -> Bool {
    var tag = PlainTag()
    guard let end = tag.read(&cursor, others: Self.cellAttributes), tag.hidden == nil else {
      return false
    }
    handler.startCell(reference: tag.reference, style: tag.style, type: tag.type)
    if end == .open {
      while true {
        cursor.skipSpaces()
        if cursor.skip("<v>") {
          handler.startValue()
          guard readText(&cursor, "</v>") else { return false }
        } else if cursor.skip("</c>") {
          break
        } else if cursor.skip("<is>") {
          guard readInline(&cursor) else { return false }
        } else if cursor.skip("<f") {
          guard readFormula(&cursor) else { return false }
        } else if cursor.skip("<v/>") {
          handler.startValue()
          handler.endText()
        } else {
          return false
        }
      }
    }
    handler.endCell()
    return true
  }

  private func readText(_ cursor: inout PlainCursor, _ end: PlainWord) -> Bool {
    guard cursor.text(handler.text), cursor.skip(end) else { return false }
    handler.endText()
    return true
  }

  private func readInline(_ cursor: inout PlainCursor) -> Bool {
    handler.startInline()
    cursor.skipSpaces()
    if let isPreserving = cursor.skipTextStart() {
      handler.startText(isPreserving: isPreserving)
      guard readText(&cursor, "</t>") else { return false }
    } else if !cursor.skip("<t/>") {
      return false
    }
    cursor.skipSpaces()
    return cursor.skip("</is>")
  }

  /// A formula's text is only looked at to see that it is text.
  private func readFormula(_ cursor: inout PlainCursor) -> Bool {
    var tag = PlainTag()
    guard let end = tag.read(&cursor, others: Self.formulaAttributes) else { return false }
    handler.noteFormula()
    guard end == .open else { return true }
    return cursor.text { _ in } && cursor.skip("</f>")
  }
}

extension PlainCursor {
  /// Moves past `<t>` or `<t xml:space="preserve">`; nil for anything else.
  ///
  /// - Returns: whether white space at the text's ends counts.
  mutating func skipTextStart() -> Bool? {
    if skip("<t>") { return false }
    var place = self
    guard place.skip("<t xml:s"), place.skip("pace=\"pr"), place.skip("eserve\">") else {
      return nil
    }
    self = place
    return true
  }
}
