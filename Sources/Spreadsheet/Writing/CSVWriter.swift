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

  package init(file: OutputFile, columns: [TableColumn]) throws(SheetError) {
    self.file = file
    buffer.reserveCapacity(Self.bufferBytes + 4_096)
    buffer.append(contentsOf: [0xEF, 0xBB, 0xBF])
    for column in columns { text(column.name) }
    try endRow()
  }

  package func text(_ bytes: Span<UInt8>) {
    separate()
    let needsGuard = FormulaGuard.isNeeded(bytes)
    guard needsGuard || Self.needsQuotes(bytes) else {
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

  package func skip() { separate() }

  package func endRow() throws(SheetError) {
    buffer.append(0x0D)
    buffer.append(0x0A)
    isAtRowStart = true
    if buffer.count >= Self.bufferBytes { try flush() }
  }

  package func close() throws(SheetError) {
    try flush()
    try file.sync()
  }

  private func separate() {
    if !isAtRowStart { buffer.append(UInt8(ascii: ",")) }
    isAtRowStart = false
  }

  private func flush() throws(SheetError) {
    try file.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  /// Whether a field is written in quotes, guard or not.
  static func needsQuotes(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count > 0 else { return false }
    if bytes[0] == 0x20 || bytes[bytes.count - 1] == 0x20 { return true }
    return bytes.indices.contains { index in
      let byte = bytes[index]
      return byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
        || byte == UInt8(ascii: ";") || byte == 0x09
    }
  }
}
