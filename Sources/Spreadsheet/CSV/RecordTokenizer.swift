/// Splits one record of decoded CSV text into the cells of a row.
struct RecordTokenizer {
  enum Outcome {
    case record
    /// The text ends before the record does.
    case cut
    /// There is no further record.
    case end
  }

  var position: Int
  let delimiter: UInt8
  let columnLimit: Int
  /// Whether the file ends where the text ends.
  let isAtEnd: Bool
  /// Columns of the record, also those past the limit.
  private(set) var columns = 0
  /// Zero-based column of a quote that is open where the text ends; -1 if none is.
  private(set) var quoteColumn = -1

  init(position: Int, delimiter: UInt8, columnLimit: Int, isAtEnd: Bool) {
    self.position = position
    self.delimiter = delimiter
    self.columnLimit = columnLimit
    self.isAtEnd = isAtEnd
  }

  /// Reads the record at `position` and moves past its line end.
  mutating func read(_ text: Span<UInt8>, into batch: inout RowBatch) -> Outcome {
    guard position < text.count else { return isAtEnd ? .end : .cut }
    // A DOS end-of-file mark or trailing zeros close the file.
    if isAtEnd, isPadding(text, from: position) { return .end }
    while true {
      let start = batch.bytes.count
      let isQuoted = text[position] == UInt8(ascii: "\"")
      if isQuoted {
        guard readQuoted(text, into: &batch.bytes) else {
          quoteColumn = columns
          return .cut
        }
      }
      // Text after a closing quote is taken as it stands.
      copyPlain(text, into: &batch.bytes)
      guard position < text.count || isAtEnd else { return .cut }
      if isQuoted { FormulaGuard.remove(from: &batch.bytes, at: start) }
      endCell(from: start, in: &batch)
      guard position < text.count else { return .record }
      let byte = text[position]
      position += 1
      if byte == delimiter {
        guard position < text.count else {
          guard isAtEnd else { return .cut }
          endCell(from: batch.bytes.count, in: &batch)
          return .record
        }
        continue
      }
      if byte == 0x0D {
        // Whether a line feed belongs to this line end shows only in the next chunk.
        guard position < text.count || isAtEnd else { return .cut }
        if position < text.count, text[position] == 0x0A { position += 1 }
      }
      return .record
    }
  }

  private mutating func endCell(from start: Int, in batch: inout RowBatch) {
    if columns < columnLimit {
      batch.endCell(from: start, kind: .text)
    } else {
      batch.noteMore(from: start)
    }
    columns += 1
  }

  /// Copies up to the next delimiter or line end.
  private mutating func copyPlain(_ text: Span<UInt8>, into bytes: inout [UInt8]) {
    let start = position
    while position < text.count {
      let byte = text[position]
      if byte == delimiter || byte == 0x0A || byte == 0x0D { break }
      position += 1
    }
    append(text, start..<position, to: &bytes)
  }

  /// Copies a quoted field, its doubled quotes halved; false when the text ends inside it.
  private mutating func readQuoted(_ text: Span<UInt8>, into bytes: inout [UInt8]) -> Bool {
    position += 1
    var start = position
    while position < text.count {
      guard text[position] == UInt8(ascii: "\"") else {
        position += 1
        continue
      }
      append(text, start..<position, to: &bytes)
      position += 1
      guard position < text.count else { return isAtEnd }
      guard text[position] == UInt8(ascii: "\"") else { return true }
      start = position
      position += 1
    }
    return false
  }

  private func append(_ text: Span<UInt8>, _ range: Range<Int>, to bytes: inout [UInt8]) {
    guard !range.isEmpty else { return }
    // Unsafe: a block copy out of the span; appending byte by byte costs three times as much.
    text.extracting(range).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  private func isPadding(_ text: Span<UInt8>, from start: Int) -> Bool {
    guard text[start] == 0x1A || text[start] == 0 else { return false }
    return (start..<text.count).allSatisfy { text[$0] == 0x1A || text[$0] == 0 }
  }
}
