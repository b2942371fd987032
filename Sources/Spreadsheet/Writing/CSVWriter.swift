internal import Characters
package import Files

/// Writes a table as CSV: UTF-8 with a byte order mark, so that Excel reads it right, CRLF line ends.
///
/// A text that a spreadsheet program would run as a formula gets an apostrophe in front (OWASP CSV
/// injection), unless it is a number with its sign, as phone numbers are.
package final class CSVWriter: TableWriter {
  /// Bytes gathered before they are written.
  private static let bufferBytes = 256 << 10

  private let file: OutputFile
  private var buffer: [UInt8] = []
  private var isAtRowStart = true
  private var time = TimestampText()

  package init(file: OutputFile, columns: [TableColumn]) throws(FileError) {
    self.file = file
    buffer.reserveCapacity(Self.bufferBytes + 4_096)
    buffer.append(contentsOf: [0xEF, 0xBB, 0xBF])
    for column in columns { text(column.name) }
    try endRow()
  }

  package func text(_ bytes: Span<UInt8>) {
    separate()
    let needsGuard = FormulaGuard.isNeeded(bytes)
    guard needsGuard || FormulaGuard.needsQuotes(bytes) else {
      bytes.withUnsafeBufferPointer { buffer.append(contentsOf: $0) }
      return
    }
    buffer.append(UInt8(ascii: "\""))
    if needsGuard { buffer.append(UInt8(ascii: "'")) }
    for index in bytes.indices {
      if bytes[index] == UInt8(ascii: "\"") { buffer.append(UInt8(ascii: "\"")) }
      buffer.append(bytes[index])
    }
    buffer.append(UInt8(ascii: "\""))
  }

  package func integer(_ value: Int) {
    separate()
    buffer.append(contentsOf: "\(value)".utf8)
  }

  package func timestamp(_ moment: Timestamp) {
    separate()
    time.append(moment, to: &buffer)
  }

  package func money(millionths: Int) {
    separate()
    buffer.append(contentsOf: decimals(millionths: millionths).utf8)
  }

  package func share(_ part: Double) {
    separate()
    buffer.append(contentsOf: decimals(ofShare: part).utf8)
  }

  package func skip() { separate() }

  package func endRow() throws(FileError) {
    buffer.append(0x0D)
    buffer.append(0x0A)
    isAtRowStart = true
    if buffer.count >= Self.bufferBytes { try flush() }
  }

  package func close() throws(FileError) {
    try flush()
    try file.sync()
  }

  private func separate() {
    if !isAtRowStart { buffer.append(UInt8(ascii: ",")) }
    isAtRowStart = false
  }

  private func flush() throws(FileError) {
    try file.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
