internal import Messaging
package import Spreadsheet

/// The first half of the road: rows to messages.
///
/// Numbers are normalized, duplicates found, texts rendered and measured; what cannot be sent becomes a
/// removed row with its reason.
package struct RecipientStage {
  /// A reason, and the zero-based variable that it is about.
  private struct Fault {
    var removal: Removal
    var variable: Int?
  }

  /// A row by itself: who it is to, with the hash of its values, or why it is for nobody.
  private enum Judgement {
    case recipient(NumberRules.Recipient, values: UInt64)
    case fault(Fault)
  }

  private let plan: ColumnMapping
  private let renderer: MessageRenderer
  private let rules: NumberRules
  /// Whether the values of variables tell rows apart.
  private let countsValues: Bool
  private let segmentRules: SegmentRules
  private let region: MessageRegion
  private let facts: SheetFacts
  private let rowLimit: Int
  /// What each row of a batch is by itself, and what looking ahead for them saw.
  private var judgements: [Judgement] = []
  private var seen: UInt64 = 0
  private var duplicates: DuplicateTable
  private var firstRow: Int?
  private var lastRow = 0
  private var filledRows = 0
  package private(set) var tally = Tally()
  /// What is worth a word about the values.
  private(set) var remarks = ValueRemarks()

  /// Rows that held anything so far.
  package var rowCount: Int { filledRows }

  package init(_ task: SendingTask, plan: ColumnMapping, facts: SheetFacts, limits: Limits) {
    self.plan = plan
    self.facts = facts
    renderer = task.renderer
    let provider = task.provider ?? ProviderRules()
    rules = NumberRules(
      region: task.template.region, check: task.numberCheck, provider: provider)
    countsValues = provider.duplicates == .values
    segmentRules = task.segmentRules
    region = task.template.region
    rowLimit = limits.dataRows
    duplicates = DuplicateTable(expectedRows: min(limits.dataRows, DuplicateTable.maximumRows))
  }

  /// Turns a batch of rows into messages and removed rows, in the order of the rows.
  ///
  /// - Parameters:
  ///   - rows: the batch.
  ///   - start: the first row of it that is data; 1 for the batch with the header.
  /// - Returns: what the rows became.
  /// - Throws: `SheetError.overLimit` when there are more data rows than the limit.
  package mutating func process(
    _ rows: RowBatch, from start: Int = 0
  ) throws -> MessageBatch {
    let data = start..<max(start, rows.rowCount)
    judgements.removeAll(keepingCapacity: true)
    for row in data { judgements.append(judge(rows, row)) }
    // In a loop of their own the looks overlap.
    for judgement in judgements {
      guard case .recipient(let recipient, let values) = judgement else { continue }
      seen &+= duplicates.look(recipient.number, values: values)
    }
    var batch = MessageBatch()
    for row in data {
      let number = rows.number(ofRow: row)
      filledRows += 1
      if firstRow == nil { firstRow = number }
      lastRow = max(lastRow, number)
      guard filledRows <= rowLimit else {
        throw SheetError.overLimit(
          file: facts.file, sheet: facts.sheet, row: number, limit: .dataRows,
          allowed: rowLimit, found: filledRows)
      }
      settle(judgements[row - data.lowerBound], rows, row, number: number, into: &batch)
    }
    return batch
  }

  /// Closes the books: blank rows are the gaps between the rows.
  ///
  /// - Parameter headerRow: the row of the header, 0 without one.
  package mutating func finish(headerRow: Int) {
    tally.blank = max(0, lastRow - max(headerRow, 0) - filledRows)
  }

  private func judge(_ rows: RowBatch, _ row: Int) -> Judgement {
    switch apply(rows, row) {
    case .removed(let removal): .fault(Fault(removal: removal))
    case .recipient(let recipient): judge(rows, row, to: recipient)
    }
  }

  /// Looks for a variable without a value, or with one that is no verification code (SPEC MSG-4).
  private func judge(
    _ rows: RowBatch, _ row: Int, to recipient: NumberRules.Recipient
  ) -> Judgement {
    if ExampleRow.isNumber(recipient.number, writtenAs: rows.cell(row, 0)) {
      return .fault(Fault(removal: .exampleRow))
    }
    var hash = ValueHash()
    for variable in renderer.variables {
      let value = rows.value(row, plan.columns[variable])
      guard value.isUsable else {
        let removal = value.isError ? Removal.valueIsError : .variableMissing
        return .fault(Fault(removal: removal, variable: variable))
      }
      if ExampleRow.isValue(value.text) {
        return .fault(Fault(removal: .exampleRow, variable: variable))
      }
      if variable == renderer.codeVariable, !MessageRenderer.isVerificationCode(value.text) {
        return .fault(Fault(removal: .verificationCodeFormat, variable: variable))
      }
      if countsValues { hash.add(value.text) }
    }
    let hasValues = countsValues && !renderer.variables.isEmpty
    return .recipient(recipient, values: hasValues ? hash.value : 0)
  }

  private mutating func settle(
    _ judgement: Judgement, _ rows: RowBatch, _ row: Int, number: Int,
    into batch: inout MessageBatch
  ) {
    switch judgement {
    case .fault(let fault): remove(rows, row, fault, into: &batch)
    case .recipient(let recipient, let values):
      if let repeated = duplicates.insert(recipient.number, values: values, row: number) {
        remove(rows, row, Fault(removal: .duplicate), repeats: repeated, into: &batch)
      } else {
        accept(rows, row, recipient, into: &batch)
      }
    }
  }

  private func apply(_ rows: RowBatch, _ row: Int) -> NumberRules.Outcome {
    let value = rows.value(row, 0)
    if value.isError { return .removed(.numberIsError) }
    return rules.apply(to: value.text, isNumberCell: value.isNumber)
  }

  private mutating func accept(
    _ rows: RowBatch, _ row: Int, _ recipient: NumberRules.Recipient,
    into batch: inout MessageBatch
  ) {
    let firstValue = batch.valueRanges.count
    let valuesStart = batch.values.count
    for (variable, column) in plan.columns.enumerated() {
      let start = batch.values.count
      let value = rows.value(row, column)
      remarks.note(value)
      if variable == renderer.codeVariable {
        MessageRenderer.appendCode(value.text, to: &batch.values)
      } else {
        // Unsafe: a block copy out of the span.
        value.text.withUnsafeBufferPointer { batch.values.append(contentsOf: $0) }
      }
      batch.valueRanges.append(start..<batch.values.count)
    }
    let start = batch.contents.count
    render(batch.values, batch.valueRanges, from: firstValue, into: &batch.contents)
    let content = start..<batch.contents.count
    let length = segmentRules.measure(
      batch.contents.span.extracting(content), region: region, country: recipient.facts.region)
    guard length.segments <= SegmentRules.maximumSegments else {
      batch.contents.removeSubrange(content)
      batch.values.removeSubrange(valuesStart...)
      batch.valueRanges.removeSubrange(firstValue...)
      return remove(rows, row, Fault(removal: .contentTooLong), into: &batch)
    }
    batch.messages.append(
      MessageBatch.Message(
        position: tally.accepted, row: rows.number(ofRow: row), recipient: recipient,
        length: length, content: content,
        firstValue: firstValue))
    count(recipient, length, row: rows.number(ofRow: row))
    if length.coding == .unicode, region == .international {
      remarks.noteUnicode(batch.contents.span.extracting(content))
    }
  }

  private func render(
    _ values: [UInt8], _ ranges: [Range<Int>], from first: Int, into contents: inout [UInt8]
  ) {
    renderer.render(values.span, ranges: ranges.span.extracting(first...), into: &contents)
  }

  private mutating func count(
    _ recipient: NumberRules.Recipient, _ length: MessageLength, row: Int
  ) {
    tally.accepted += 1
    tally.segments += length.segments
    if !recipient.facts.isMobile { tally.notMobile += 1 }
    tally.savings.count(length, rules: segmentRules)
    if tally.longest.map({ $0.length.units < length.units }) ?? true {
      tally.longest = Tally.LongestMessage(row: row, length: length)
    }
  }

  private mutating func remove(
    _ rows: RowBatch, _ row: Int, _ fault: Fault, repeats: Int? = nil,
    into batch: inout MessageBatch
  ) {
    tally.countRemoved(fault.removal)
    let start = batch.numbers.count
    rows.cell(row, 0).withUnsafeBufferPointer { batch.numbers.append(contentsOf: $0) }
    batch.removed.append(
      MessageBatch.Removed(
        row: rows.number(ofRow: row), removal: fault.removal, variable: fault.variable,
        repeats: repeats, number: start..<batch.numbers.count))
  }
}
