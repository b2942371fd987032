import Carrier
import Files
import Messaging
import Spreadsheet

/// The stages, and what they work on.
struct Stages {
  private let workbook: String
  private let delimited: String
  private let folder: String
  private let batches: [RowBatch]
  private let rows: Int
  private let recipients: [NumberRules.Recipient]
  private let messages: [[UInt8]]
  private let rules = NumberRules(region: .mainland)
  private let renderer = MessageRenderer(
    Template(
      name: "bench", type: .notification, region: .mainland, signature: "Acme",
      content: "尊敬的{1}，您本月账单金额为{2}元，请及时查看。"))

  /// - Parameters:
  ///   - workbook: a recipient sheet with two variables.
  ///   - delimited: the same as CSV.
  ///   - folder: for what is written.
  /// - Throws: `SheetError` or `FileError` when a sheet cannot be read.
  init(workbook: String, delimited: String, folder: String) throws {
    self.workbook = workbook
    self.delimited = delimited
    self.folder = folder
    var batches: [RowBatch] = []
    try Self.read(delimited) { batches.append($0) }
    self.batches = batches
    rows = batches.reduce(0) { $0 + $1.rowCount }
    var recipients: [NumberRules.Recipient] = []
    var messages: [[UInt8]] = []
    for batch in batches {
      for row in 0..<batch.rowCount {
        if case .recipient(let recipient) = rules.apply(to: batch.cell(row, 0)) {
          recipients.append(recipient)
        }
        guard messages.count < 100_000 else { continue }
        messages.append(Self.render(row, of: batch, by: renderer))
      }
    }
    self.recipients = recipients
    self.messages = messages
  }

  /// Times every stage.
  ///
  /// - Parameter stopwatch: prints and compares.
  /// - Returns: the lines of a new baseline.
  /// - Throws: `SheetError` or `FileError` when something cannot be read or written.
  func time(_ stopwatch: inout Stopwatch) throws -> [String] {
    var lines: [String] = []
    lines.append(try stopwatch.time("read XLSX", rows, "rows") { try Self.read(workbook) })
    lines.append(
      try stopwatch.time("read XLSX by libxml2 alone", rows, "rows") {
        try Self.read(workbook, plain: false)
      })
    lines.append(try stopwatch.time("read CSV", rows, "rows") { try Self.read(delimited) })
    lines.append(stopwatch.time("normalize", rows, "numbers", normalize))
    lines.append(stopwatch.time("find duplicates", recipients.count, "numbers", findDuplicates))
    lines.append(stopwatch.time("render", rows, "messages", render))
    lines.append(stopwatch.time("count segments", messages.count, "messages", countSegments))
    lines.append(stopwatch.time("simulate", recipients.count, "messages", simulate))
    lines.append(try stopwatch.time("write XLSX", recipients.count, "rows", write))
    let text = Self.worksheetText()
    let compressed = try Self.compress(text)
    lines.append(
      try stopwatch.time("deflate", text.count, "bytes") { use(try Self.compress(text).count) })
    lines.append(
      try stopwatch.time("inflate", text.count, "bytes") { use(try Self.expand(compressed, text)) })
    return lines
  }

  // MARK: - Reading

  private static func read(
    _ path: String, plain: Bool = true, _ body: (RowBatch) -> Void = { _ in }
  ) throws {
    var options = ReadingOptions()
    options.limits.fileBytes = .max
    options.exactColumns = 1
    options.usesPlainForm = plain
    let reader = try SheetFile.open(path, options: options)
    while let batch = try reader.next() { body(batch) }
  }

  // MARK: - Messages

  private func normalize() {
    for batch in batches {
      for row in 0..<batch.rowCount { use(rules.apply(to: batch.cell(row, 0))) }
    }
  }

  private func findDuplicates() {
    var table = DuplicateTable(expectedRows: recipients.count)
    for (row, recipient) in recipients.enumerated() {
      use(table.insert(recipient.number, values: 0, row: row + 1))
    }
  }

  private func render() {
    for batch in batches {
      for row in 0..<batch.rowCount { use(Self.render(row, of: batch, by: renderer).count) }
    }
  }

  private static func render(
    _ row: Int, of batch: RowBatch, by renderer: MessageRenderer
  ) -> [UInt8] {
    var values: [UInt8] = []
    batch.cell(row, 1).withUnsafeBufferPointer { values.append(contentsOf: $0) }
    let first = values.count
    batch.cell(row, 2).withUnsafeBufferPointer { values.append(contentsOf: $0) }
    let ranges = [0..<first, first..<values.count]
    var message: [UInt8] = []
    renderer.render(values.span, ranges: ranges.span, into: &message)
    return message
  }

  private func countSegments() {
    for message in messages {
      use(SegmentRules.standard.measure(message.span, region: .mainland, country: nil))
    }
  }

  private func simulate() {
    let simulator = Simulator(SimulatorSettings(), taskID: "bench")
    for (row, recipient) in recipients.enumerated() {
      use(simulator.outcome(row: row + 1, recipient: recipient))
    }
  }

  // MARK: - Writing

  /// Writes a row of eleven cells for each recipient, as a result workbook has them.
  private func write() throws {
    let book = try WorkbookFile(
      file: OutputFile(inFolder: folder), folder: folder,
      properties: DocumentProperties(title: "bench", subject: "", created: 0))
    let kinds: [TableColumn.Kind] =
      [.integer, .text, .text] + Array(repeating: .repeated, count: 7) + [.integer]
    let table = try book.addTable(
      "Bench", columns: kinds.enumerated().map { TableColumn("Column \($0)", kind: $1) })
    var number: [UInt8] = []
    for (row, recipient) in recipients.enumerated() {
      table.integer(row)
      number.removeAll(keepingCapacity: true)
      recipient.number.append(to: &number)
      table.text(number.span)
      let message = messages[row % messages.count]
      table.text(message.span)
      for _ in 0..<7 { table.text("delivered to the handset") }
      table.integer(1)
      try table.endRow()
    }
    try table.close()
    try book.close()
  }

  // MARK: - Compressing

  /// Text like that of a worksheet.
  private static func worksheetText() -> [UInt8] {
    var text: [UInt8] = []
    for row in 0..<200_000 {
      text += "<row r=\"\(row)\"><c r=\"A\(row)\" s=\"1\" t=\"inlineStr\"><is><t>+8612".utf8
      text += "\(row * 7_919 % 1_000_000_007)</t></is></c><c r=\"B\(row)\" t=\"s\"><v>".utf8
      text += "\(row % 7 + 1_024)</v></c></row>".utf8
    }
    return text
  }

  private static func compress(_ text: [UInt8]) throws -> [UInt8] {
    var compressed: [UInt8] = []
    try text.withUnsafeBytes { bytes in
      try Deflater().compress(bytes, ending: .last) { compressed.append(contentsOf: $0) }
    }
    return compressed
  }

  private static func expand(_ compressed: [UInt8], _ text: [UInt8]) throws -> Int {
    var output = [UInt8](repeating: 0, count: text.count)
    let filled = try compressed.withUnsafeBytes { input in
      try output.withUnsafeMutableBytes {
        try Inflater(for: "bench").expand(input, into: $0)?.filled
      }
    }
    precondition(filled == text.count, "what was deflated inflates to what it was")
    return filled ?? 0
  }
}
