/// The zero bytes of a text: no table has any, but damaged and unfinished files do (SPEC DROP-5).
///
/// A few are left out and counted, and so is what pads a file behind its last row. Zeros that cut a row, or
/// as many as a part of a copy that never came, are an error: rows are missing, and one may be cut.
struct ZeroBytes {
  /// Zeros in a row that no text has: those of a part of a file that is still to come.
  static let holeBytes = 512
  /// Zeros in a row inside of a row of the table that no program leaves: a part of the row is missing.
  private static let gapBytes = 16

  private(set) var count = 0
  /// Zeros at the end of what was looked at so far.
  private var run = 0
  /// Whether they stand behind a part of a row.
  private var cutsRow = false

  /// Whether zeros end the file in the middle of a row.
  var endsInRow: Bool { run > 0 && cutsRow }

  /// Takes the zeros out of a piece of text that was appended.
  ///
  /// - Returns: false when so many stand before more text that something is missing.
  mutating func remove(from text: inout [UInt8], appendedAt start: Int) -> Bool {
    guard text.count > start else { return true }
    guard run > 0 || text[start...].contains(0) else { return true }
    var end = start
    for index in start..<text.count {
      let byte = text[index]
      if byte == 0 {
        if run == 0 { cutsRow = end > 0 && text[end - 1] != 0x0A && text[end - 1] != 0x0D }
        run += 1
        count += 1
      } else {
        if run >= Self.holeBytes || cutsRow && run >= Self.gapBytes { return false }
        run = 0
        text[end] = byte
        end += 1
      }
    }
    text.removeLast(text.count - end)
    return true
  }
}
