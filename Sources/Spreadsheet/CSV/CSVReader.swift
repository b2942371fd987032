internal import Characters
internal import Files

/// Reads a CSV file in batches: RFC 4180 quoting, CRLF, LF or CR, delimiter and encoding told from the
/// file or named (SPEC SHEET-6).
///
/// A row's number is its record's, as a spreadsheet program would number it; a blank line is a blank row.
/// Held at a time: one decoded chunk and the record that it cuts, which `Limits.rowBytes` bounds.
final class CSVReader: SheetReader {
  private(set) var facts: SheetFacts
  var columnLimit = Int.max

  private let file: String
  private let limits: Limits
  private let found: FoundEncoding
  private let decoder: TextDecoder
  private var failure: TextDecoder.Failure?
  private var form: RecordTokenizer.Form
  private var text: [UInt8] = []
  private var position = 0
  private var record = 0
  private var isAtEnd = false
  private var zeros = ZeroBytes()
  private var size = RowBatch.Size.first
  private var remarks = CSVRemarks()
  private let takesNullForEmpty: Bool

  init(file: InputFile, options: ReadingOptions) throws {
    self.file = file.path
    limits = options.limits
    takesNullForEmpty = options.takesNullForEmpty
    if let name = options.encoding {
      found = try FoundEncoding(named: name, of: file)
    } else {
      found = try FoundEncoding(of: file)
    }
    decoder = try TextDecoder(file, encoding: found.encoding)
    facts = SheetFacts(file: FileName.shown(file.path), kind: .csv, bytes: file.size)
    facts.encoding = found.words
    facts.isEncodingGuessed = found.isGuessed
    facts.notices = found.notices
    form = RecordTokenizer.Form(delimiter: options.delimiter ?? Delimiter.candidates[0])
    isAtEnd = try !decode()
    readHead(isDelimiterKnown: options.delimiter != nil)
  }

  /// Skips what stands before the table and tells the delimiter from its first rows.
  private func readHead(isDelimiterKnown: Bool) {
    // A mark that the user's encoding leaves in the text.
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    let head = Array(text[position...].prefix(Delimiter.sampleBytes))
    let isWhole = isWhole(head)
    let declared = Delimiter.declared(in: head.span)
    if !isDelimiterKnown {
      form.delimiter =
        declared?.delimiter ?? Delimiter.detect(in: head.span, isWhole: isWhole)
    }
    form.escapesQuotes = Quotes.areEscaped(
      in: head.span, delimiter: form.delimiter, isWhole: isWhole)
    if let declared {
      position += declared.length
      record = 1
      facts.notices.append("The first line (sep=) names the delimiter.")
    }
    facts.delimiter = Delimiter.name(form.delimiter)
    facts.isDelimiterGuessed = !isDelimiterKnown && declared == nil
  }

  /// Whether the file ends where this head of its text does.
  private func isWhole(_ head: [UInt8]) -> Bool {
    head.count == text.count - position && decoder.progress >= 1
  }

  var progress: Double { min(1, decoder.progress) }

  func next() throws -> RowBatch? {
    var batch = RowBatch()
    batch.takesNullForEmpty = takesNullForEmpty
    batch.reserve(size)
    while !batch.isFull(size) {
      let bytesStart = batch.bytes.count
      guard let record = try readRecord(into: &batch) else { break }
      if batch.lastRowIsBlank(bytesFrom: bytesStart) {
        batch.dropLastRow(bytesFrom: bytesStart)
      } else {
        remarks.note(record, row: self.record)
      }
    }
    size = .standard
    if !batch.isEmpty { return batch }
    facts.notices += remarks.take()
    return nil
  }

  /// Appends the next piece of text, without zero bytes.
  private func decode() throws -> Bool {
    let start = text.count
    let more = try decoder.append(to: &text, failure: &failure)
    guard zeros.remove(from: &text, appendedAt: start), more || !zeros.endsInRow else {
      throw brokenOff
    }
    remarks.zeroBytes = zeros.count
    return more
  }

  private var brokenOff: SheetError {
    .damaged(
      file: file, part: "row \(grouped(record + 1)) or behind it",
      detail: "zeros stand where text should be, as in a copy that was broken off. Copy it again")
  }

  /// Appends the next record and gives what read it; nil at the end of the file.
  private func readRecord(into batch: inout RowBatch) throws -> RecordTokenizer? {
    while true {
      let start = batch.bytes.count
      batch.beginRow(record + 1)
      var tokenizer = RecordTokenizer(
        position: position, form: form, columnLimit: columnLimit, isAtEnd: isAtEnd)
      // A local name for the text, which nothing changes while it is read.
      let text = text
      switch tokenizer.read(text.span, into: &batch) {
      case .record:
        if tokenizer.columns > limits.columns {
          throw over(.columns, limits.columns, tokenizer.columns)
        }
        if tokenizer.position - position > limits.rowBytes {
          throw over(.rowLength, limits.rowBytes, tokenizer.position - position)
        }
        try checkCells(batch)
        position = tokenizer.position
        record += 1
        return tokenizer
      case .end:
        batch.dropLastRow(bytesFrom: start)
        return nil
      case .cut:
        batch.dropLastRow(bytesFrom: start)
        guard !isAtEnd else {
          throw SheetError.unclosedQuote(
            file: file, row: record + 1, column: tokenizer.quoteColumn + 1)
        }
        try refill(quoteColumn: tokenizer.quoteColumn)
      }
    }
  }

  /// Keeps the cut record and decodes another chunk behind it.
  private func refill(quoteColumn: Int) throws {
    text.removeFirst(position)
    position = 0
    guard text.count <= limits.rowBytes else {
      // A record that long is nearly always a quote that never closes.
      if quoteColumn >= 0 {
        throw SheetError.unclosedQuote(file: file, row: record + 1, column: quoteColumn + 1)
      }
      throw over(.rowLength, limits.rowBytes, text.count)
    }
    let more = try decode()
    // The rows before a bad byte are read first, so the record that is cut now is the one with it.
    if !more, failure != nil { throw undecodable() }
    isAtEnd = !more
  }

  private func checkCells(_ batch: RowBatch) throws(SheetError) {
    guard let row = batch.rows.last else { return }
    for cell in batch.cells[Int(row.firstCell)...] where cell.length > limits.cellUnits {
      let start = Int(cell.offset)
      let units = utf16Units(batch.bytes.span.extracting(start..<start + cell.length))
      if units > limits.cellUnits { throw over(.cellLength, limits.cellUnits, units) }
    }
  }

  private func over(_ limit: LimitName, _ allowed: Int, _ found: Int) -> SheetError {
    .overLimit(
      file: file, sheet: nil, row: record + 1, limit: limit, allowed: allowed, found: found)
  }

  private func undecodable() -> SheetError {
    let byte = (failure?.byte ?? 0) + 1
    guard found.isGuessed else {
      return .undecodable(
        file: file, encoding: found.encoding.name, row: record + 1, byte: byte)
    }
    return .unlikelyEncoding(file: file, row: record + 1, byte: byte, others: found.others)
  }
}

extension RowBatch {
  /// Whether the row appended last holds nothing but white space.
  fileprivate func lastRowIsBlank(bytesFrom start: Int) -> Bool {
    isBlankText(bytes.span.extracting(start..<bytes.count)) && !lastRowHasMore
  }
}
