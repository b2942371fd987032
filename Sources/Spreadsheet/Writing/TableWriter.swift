/// A column of a table that is written: what the header says and how its cells are.
package struct TableColumn: Sendable, Equatable {
  package enum Kind: Sendable, CaseIterable {
    /// Text, also where it looks like a number or a formula.
    case text
    /// Text that takes few values, such as a status.
    case repeated
    case integer
    case timestamp
    /// An amount in millionths of the currency's unit.
    case money
    /// A part of a whole: 0.5 is a half.
    case share
  }

  package var name: String
  package var kind: Kind

  package init(_ name: String, kind: Kind = .text) {
    self.name = name
    self.kind = kind
  }
}

/// Takes a table row by row, each row cell by cell from the left: a worksheet, CSV or JSON lines.
///
/// One thread uses a writer. A cell is what its column says; how that is shown is the format's own affair.
/// `skip` leaves a cell empty.
package protocol TableWriter: AnyObject {
  func text(_ bytes: Span<UInt8>)
  /// Writes a word from a table of ours.
  func text(_ word: StaticString)
  func integer(_ value: Int)
  func timestamp(_ moment: Timestamp)
  func money(millionths: Int)
  func share(_ part: Double)
  func skip()
  /// Ends the row.
  ///
  /// - Throws: `FileError.diskFull` and `.cannotWrite` when what is buffered cannot be written.
  func endRow() throws
  /// Writes what is buffered; a table in a file of its own is flushed to the disk.
  func close() throws
}

extension TableWriter {
  package func text(_ word: StaticString) {
    // Unsafe: a static string's bytes live as long as the program.
    text(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount).span)
  }

  package func text(_ string: String) { text(Array(string.utf8).span) }
}
