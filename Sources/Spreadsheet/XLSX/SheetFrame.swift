/// What a worksheet says before its rows.
struct SheetFrame {
  /// Whether cells that hold zero are shown empty.
  private(set) var hidesZeros = false
  /// Zero-based columns that are hidden, from left to right: a range left of the last does not count, so
  /// that looking at all of them never takes longer than looking at every column.
  private(set) var hiddenColumns: [ClosedRange<Int>] = []
  /// Whether white space at the ends of texts counts in the whole worksheet.
  private(set) var preservesSpace = false

  private var hasView = false
  private static let lastColumn = Limits.standard.columns

  /// Looks at the start of an element before the rows.
  mutating func note(_ name: XMLName, _ attributes: XMLAttributes) {
    if name == "worksheet" || name == "sheetData" {
      preservesSpace = preservesSpace || attributes.preservesSpace
    } else if name == "sheetView" {
      // The first of several windows is the one that opens.
      if !hasView { hidesZeros = attributes.bool("showZeros") == false }
      hasView = true
    } else if name == "col", attributes.bool("hidden") == true {
      let first = attributes.int("min") ?? 0
      let last = min(attributes.int("max") ?? first, Self.lastColumn)
      guard first - 1 > hiddenColumns.last?.upperBound ?? -1, first <= last else { return }
      hiddenColumns.append(first - 1...last - 1)
    }
  }
}
