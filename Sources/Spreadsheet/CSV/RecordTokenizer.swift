/// Splits one record of decoded CSV text into the cells of a row.
///
/// Where a record bears to the end of the text, it is `cut`: nothing depends on where chunks end.
struct RecordTokenizer {
  enum Outcome {
    case record
    /// The text ends before the record does.
    case cut
    /// There is no further record.
    case end
  }

  /// How the records are written.
  struct Form {
    var delimiter: UInt8
    /// Whether a backslash, not a doubled quote, stands for a quote inside a quoted field.
    var escapesQuotes = false
  }

  /// Quoting that RFC 4180 does not know, as far as a record has it.
  struct Oddities: OptionSet {
    let rawValue: UInt8

    static let textBehindQuote = Oddities(rawValue: 1)
    static let singleInnerQuote = Oddities(rawValue: 2)
    static let escapedQuote = Oddities(rawValue: 4)
    static let blankBeforeQuote = Oddities(rawValue: 8)
  }

  var position: Int
  let form: Form
  let columnLimit: Int
  /// Whether the file ends where the text ends.
  let isAtEnd: Bool
  /// Columns of the record, also those past the limit.
  private(set) var columns = 0
  /// Columns up to the last that is not empty.
  private(set) var filledColumns = 0
  /// Zero-based column of a quote that is open where the text ends; -1 if none is.
  private(set) var quoteColumn = -1
  private(set) var oddities: Oddities = []

  init(position: Int, form: Form, columnLimit: Int, isAtEnd: Bool) {
    self.position = position
    self.form = form
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
      if text[position] == 0x20 {
        guard skipBlanksBeforeQuote(text) else { return .cut }
      }
      if text[position] == Quotes.mark {
        guard readQuoted(text, into: &batch.bytes) else {
          quoteColumn = columns
          return .cut
        }
        if position < text.count, !isFieldEnd(text[position]) {
          oddities.insert(.textBehindQuote)
          copyPlain(text, into: &batch.bytes)
        } else {
          FormulaGuard.remove(from: &batch.bytes, at: start)
        }
      } else {
        copyPlain(text, into: &batch.bytes)
      }
      guard position < text.count || isAtEnd else { return .cut }
      endCell(from: start, in: &batch)
      guard position < text.count else { return .record }
      let byte = text[position]
      position += 1
      if byte == form.delimiter {
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
    columns += 1
    if batch.bytes.count > start { filledColumns = columns }
    if columns <= columnLimit {
      batch.endCell(from: start, kind: .text)
    } else {
      batch.noteMore(from: start)
    }
  }

  private func isFieldEnd(_ byte: UInt8) -> Bool {
    byte == form.delimiter || byte == 0x0A || byte == 0x0D
  }

  /// Copies up to the next delimiter or line end.
  private mutating func copyPlain(_ text: Span<UInt8>, into bytes: inout [UInt8]) {
    let start = position
    while position < text.count, !isFieldEnd(text[position]) { position += 1 }
    append(text, start..<position, to: &bytes)
  }

  /// Moves past blanks in front of a quote that opens a field; false when the text ends too early.
  private mutating func skipBlanksBeforeQuote(_ text: Span<UInt8>) -> Bool {
    let quote = Quotes.endOfBlanks(text, from: position)
    guard quote < text.count else { return isAtEnd }
    guard text[quote] == Quotes.mark else { return true }
    let delimiter = form.delimiter
    switch Quotes.closing(
      text, of: quote, escapes: form.escapesQuotes, isAtEnd: isAtEnd,
      endsField: { $0 == delimiter || $0 == 0x0A || $0 == 0x0D })
    {
    case .at:
      position = quote
      oddities.insert(.blankBeforeQuote)
      return true
    case .none: return true
    case .cut: return false
    }
  }

  /// Copies a quoted field, its quotes as they are meant; false when the text ends inside it.
  ///
  /// Ends behind the closing quote and blanks behind that, or in front of text that stands there.
  private mutating func readQuoted(_ text: Span<UInt8>, into bytes: inout [UInt8]) -> Bool {
    position += 1
    var start = position
    // The quote that closes the field, once quotes in front of it have been looked past.
    var closing = 0
    while position < text.count {
      let byte = text[position]
      guard byte == Quotes.mark || byte == Quotes.escape && form.escapesQuotes else {
        position += 1
        continue
      }
      if byte == Quotes.escape {
        guard position + 1 < text.count else { return false }
        if text[position + 1] == Quotes.mark || text[position + 1] == Quotes.escape {
          append(text, start..<position, to: &bytes)
          oddities.insert(.escapedQuote)
          start = position + 1
          position += 1
        }
        position += 1
        continue
      }
      append(text, start..<position, to: &bytes)
      position += 1
      guard position < text.count else { return isAtEnd }
      if text[position] == Quotes.mark {
        start = position
        position += 1
        continue
      }
      if isFieldEnd(text[position]) { return true }
      if position <= closing {
        start = position - 1
        continue
      }
      switch end(of: text, behind: position) {
      case .cut: return false
      case .closed(let end):
        position = end
        return true
      case .text: return true
      case .inside(let quote):
        oddities.insert(.singleInnerQuote)
        closing = quote
        start = position - 1
      }
    }
    return false
  }

  private enum QuotedEnd {
    case cut
    /// Only blanks stand between the quote and the end of the field.
    case closed(Int)
    /// The text behind the quote ends with a quote, so this one is part of the field.
    case inside(Int)
    case text
  }

  /// Bytes behind a quote in which the end of its field is looked for.
  private static let lookahead = 4_096

  /// What follows a quote that the field does not end with.
  private func end(of text: Span<UInt8>, behind start: Int) -> QuotedEnd {
    var lastVisible = start - 1
    var index = start
    while index < text.count, !isFieldEnd(text[index]) {
      if index - start == Self.lookahead { return .text }
      if text[index] != 0x20 { lastVisible = index }
      index += 1
    }
    guard index < text.count || isAtEnd else { return .cut }
    if lastVisible == start - 1 { return .closed(index) }
    return text[lastVisible] == Quotes.mark ? .inside(lastVisible) : .text
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
