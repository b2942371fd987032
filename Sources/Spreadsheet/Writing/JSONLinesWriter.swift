internal import Characters
package import Files

/// Writes a table as JSON lines: an object a row, its keys the columns' names.
package final class JSONLinesWriter: TableWriter {
  /// Bytes gathered before they are written.
  private static let bufferBytes = 256 << 10

  private let file: OutputFile
  private let keys: [[UInt8]]
  private var buffer: [UInt8] = []
  private var column = 0
  private var time = TimestampText()

  package init(file: OutputFile, columns: [TableColumn]) {
    self.file = file
    keys = columns.map { column in
      var key: [UInt8] = []
      JSONText.append(Array(column.name.utf8).span, to: &key)
      return key + [UInt8(ascii: ":")]
    }
    buffer.reserveCapacity(Self.bufferBytes + 4_096)
  }

  package func text(_ bytes: Span<UInt8>) {
    beginValue()
    JSONText.append(bytes, to: &buffer)
  }

  package func integer(_ value: Int) {
    beginValue()
    buffer.append(contentsOf: "\(value)".utf8)
  }

  package func timestamp(_ moment: Timestamp) {
    beginValue()
    buffer.append(UInt8(ascii: "\""))
    time.append(moment, to: &buffer)
    buffer.append(UInt8(ascii: "\""))
  }

  package func money(millionths: Int) {
    beginValue()
    buffer.append(contentsOf: decimals(millionths: millionths).utf8)
  }

  package func share(_ part: Double) {
    beginValue()
    buffer.append(contentsOf: decimals(ofShare: part).utf8)
  }

  package func skip() {
    beginValue()
    buffer.append(contentsOf: "null".utf8)
  }

  package func endRow() throws(FileError) {
    buffer.append(UInt8(ascii: "}"))
    buffer.append(0x0A)
    column = 0
    if buffer.count >= Self.bufferBytes { try flush() }
  }

  package func close() throws(FileError) {
    try flush()
    try file.sync()
  }

  private func beginValue() {
    buffer.append(column == 0 ? UInt8(ascii: "{") : UInt8(ascii: ","))
    buffer.append(contentsOf: keys[column])
    column += 1
  }

  private func flush() throws(FileError) {
    try file.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
