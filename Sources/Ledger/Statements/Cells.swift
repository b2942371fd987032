internal import Messaging

/// The cells of a row, read from left to right: in the order of the columns that a statement names.
///
///     AlarmRow(application: try cells.text(), task: cells.optionalInteger())
struct Cells {
  private let row: any StatementRow
  private let place: String
  private var column = 0

  init(_ row: any StatementRow, place: String) {
    self.row = row
    self.place = place
  }

  private mutating func next() -> Int {
    defer { column += 1 }
    return column
  }

  mutating func optionalInteger() -> Int? { row.integer(next()) }

  mutating func optionalText() -> String? { row.text(next()) }

  mutating func integer() throws(LedgerError) -> Int {
    guard let value = optionalInteger() else { throw missing() }
    return value
  }

  mutating func text() throws(LedgerError) -> String {
    guard let value = optionalText() else { throw missing() }
    return value
  }

  /// A text that is one of a few.
  mutating func word<Word: RawRepresentable<String>>() throws(LedgerError) -> Word {
    guard let word = Word(rawValue: try text()) else { throw missing() }
    return word
  }

  mutating func bool() throws(LedgerError) -> Bool { try integer() != 0 }

  mutating func number() throws(LedgerError) -> E164 {
    guard let digits = UInt64(exactly: try integer()) else { throw missing() }
    return E164(digits: digits)
  }

  /// Lends a block of bytes; one that is NULL is empty.
  mutating func withBytes(_ take: (Span<UInt8>) -> Void) throws(LedgerError) {
    try row.withBytes(next(), take)
  }

  /// A column that has a value in every row has none.
  private func missing() -> LedgerError {
    .damaged(path: place, detail: "column \(column) of a row has no value that it may have")
  }
}
