/// Date cells as moments, for columns that are read and not shown (SPEC ADMIN-8).
extension CellResolver {
  private static let moment = NumberFormat(code: "yyyy-mm-dd hh:mm:ss")

  /// Appends a date cell of the column of moments as `2026-11-20 10:30:00`, or as ISO 8601 if the file has
  /// it so.
  ///
  /// A format may show the day alone, or day and month in either order; the cell holds more.
  ///
  /// - Returns: nil for all other cells, of which nothing is appended.
  func appendMoment(
    _ cell: RawCells.Cell, of raw: RawCells, to bytes: inout [UInt8]
  ) -> RowBatch.CellKind? {
    guard let momentColumn, Int(cell.column) == momentColumn else { return nil }
    // Unsafe: raw text is looked at in place.
    return raw.bytes.withUnsafeBufferPointer { all in
      let text = XMLToken.trimmed(
        UnsafeBufferPointer(
          rebasing: all[Int(cell.offset)..<Int(cell.offset) + Int(cell.length)]))
      switch cell.kind {
      case .isoDate: bytes.append(contentsOf: text)
      case .number:
        guard styles.format(ofStyle: Int(cell.style)).isDate, let value = GeneralNumber.parse(text)
        else { return nil }
        Self.moment.append(value, dateSystem: dateSystem, to: &bytes)
      default: return nil
      }
      return .date
    }
  }
}
