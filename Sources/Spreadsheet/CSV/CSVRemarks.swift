internal import Characters

/// What is worth a word about a CSV file once it has been read (SPEC SHEET-14).
struct CSVRemarks {
  var zeroBytes = 0
  private var firstColumns: (all: Int, filled: Int)?
  private var wider = 0
  private var narrower = 0
  private var odd: [UInt8: (rows: Int, first: Int)] = [:]

  /// Takes note of a row that was read.
  mutating func note(_ record: RecordTokenizer, row: Int) {
    if !record.oddities.isEmpty { note(record.oddities, row: row) }
    guard let firstColumns else {
      firstColumns = (record.columns, record.filledColumns)
      return
    }
    // Delimiters at the end of a row make no column that anybody would miss.
    if record.filledColumns > firstColumns.all {
      wider += 1
    } else if record.columns < firstColumns.filled {
      narrower += 1
    }
  }

  private mutating func note(_ oddities: RecordTokenizer.Oddities, row: Int) {
    for (kind, _) in Self.words where oddities.contains(kind) {
      odd[kind.rawValue, default: (0, row)].rows += 1
    }
  }

  /// What was odd, and how it was read.
  private static let words: [(kind: RecordTokenizer.Oddities, text: @Sendable (String) -> String)] =
    [
      (.textBehindQuote, { "Text stands behind a closing quote in \($0); it was kept." }),
      (
        .singleInnerQuote,
        { "Quotes inside a quoted field are not doubled in \($0); they were kept." }
      ),
      (.escapedQuote, { "Quotes inside quoted fields are written \\\" in \($0)." }),
      (
        .blankBeforeQuote,
        { "Blanks stand in front of an opening quote in \($0); the field was read as quoted." }
      ),
    ]

  /// The remarks as sentences, once.
  mutating func take() -> [String] {
    defer { (zeroBytes, wider, narrower, odd) = (0, 0, 0, [:]) }
    var sentences: [String] = []
    if zeroBytes > 0 { sentences.append("Zero bytes were left out: \(grouped(zeroBytes)).") }
    if wider > 0 { sentences.append("Rows with more columns than the first: \(grouped(wider)).") }
    if narrower > 0 {
      sentences.append("Rows with fewer columns than the first: \(grouped(narrower)).")
    }
    for (kind, text) in Self.words {
      guard let (rows, first) = odd[kind.rawValue] else { continue }
      sentences.append(
        text(
          rows == 1
            ? "row \(grouped(first))"
            : "\(grouped(rows)) rows, first in row \(grouped(first))"))
    }
    return sentences
  }
}
