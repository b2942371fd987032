/// Rows as plain CSV text (RFC 4180, line feeds), for pipes: nothing is guarded or added.
package struct CSVText {
  private var bytes: [UInt8] = []

  package init() {}

  /// Appends a row of a batch.
  package mutating func append(_ row: Int, of batch: RowBatch) {
    for column in 0..<batch.columnCount(ofRow: row) {
      if column > 0 { bytes.append(UInt8(ascii: ",")) }
      append(batch.cell(row, column))
    }
    bytes.append(0x0A)
  }

  /// Appends a row of texts.
  package mutating func append(_ texts: [String]) {
    for (column, text) in texts.enumerated() {
      if column > 0 { bytes.append(UInt8(ascii: ",")) }
      append(Array(text.utf8).span)
    }
    bytes.append(0x0A)
  }

  /// The text so far, which it no longer holds.
  package mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  private mutating func append(_ text: Span<UInt8>) {
    let needsQuotes = text.indices.contains { index in
      let byte = text[index]
      return byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
    }
    guard needsQuotes else {
      text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for index in text.indices {
      if text[index] == UInt8(ascii: "\"") { bytes.append(UInt8(ascii: "\"")) }
      bytes.append(text[index])
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
