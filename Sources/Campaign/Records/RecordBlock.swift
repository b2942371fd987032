internal import Messaging

/// One block of a records file: what one batch of rows became, in columns.
///
/// All integers are little-endian.
///
///     messages u32, removed rows u32, variables u32, kinds of number u32
///     kinds of number: region (two or three letters, zeros) 4 bytes, calling code u16, is mobile u16
///     of each message: row u32 · number u64 · hash of its text u32 · kind of number u16 · units u16 ·
///       segments u16 · billed u16 · coding u16
///     of each value: its length u32
///     of each removed row: row u32 · row it repeats u32, 0 for none · length of its number u32 ·
///       removal u16 · variable u16, 65535 for none
///     the bytes of the values, then those of the numbers
struct RecordBlock {
  static let noVariable: UInt16 = .max

  private let bytes: [UInt8]
  let messageCount: Int
  let removedCount: Int
  private let variableCount: Int
  private let kinds: [NumberFacts]
  private let columns: Columns
  /// Of the task, the position of the block's first message.
  let position: Int

  /// Where the columns are.
  struct Columns {
    let rows, numbers, contents, kinds, units, segments, billed, codings, valueLengths: Int
    let removedRows, repeats, numberLengths, removals, variables, values: Int

    init(messages: Int, removed: Int, variables count: Int, kinds kindCount: Int) {
      var offset = 16 + kindCount * 8
      func column(_ width: Int, _ count: Int) -> Int {
        defer { offset += width * count }
        return offset
      }
      rows = column(4, messages)
      numbers = column(8, messages)
      contents = column(4, messages)
      kinds = column(2, messages)
      units = column(2, messages)
      segments = column(2, messages)
      billed = column(2, messages)
      codings = column(2, messages)
      valueLengths = column(4, messages * count)
      removedRows = column(4, removed)
      repeats = column(4, removed)
      numberLengths = column(4, removed)
      removals = column(2, removed)
      variables = column(2, removed)
      values = offset
    }
  }

  /// - Returns: nil for bytes that are no block.
  init?(_ bytes: [UInt8], position: Int) {
    guard bytes.count >= 16 else { return nil }
    func count(_ offset: Int) -> Int { Int(Self.load(bytes, offset, as: UInt32.self)) }
    (messageCount, removedCount) = (count(0), count(4))
    variableCount = count(8)
    let kindCount = count(12)
    // The counts are bounded before they are multiplied.
    guard [messageCount, removedCount, variableCount, kindCount].allSatisfy({ $0 <= 1 << 20 })
    else { return nil }
    columns = Columns(
      messages: messageCount, removed: removedCount, variables: variableCount, kinds: kindCount)
    guard bytes.count >= columns.values else { return nil }
    kinds = (0..<kindCount).map { kind in
      let offset = 16 + kind * 8
      let code = String(decoding: bytes[offset..<offset + 4].prefix { $0 != 0 }, as: UTF8.self)
      return NumberFacts(
        region: Region(code: code),
        callingCode: Int(Self.load(bytes, offset + 4, as: UInt16.self)), isPossible: true,
        isMobile: Self.load(bytes, offset + 6, as: UInt16.self) != 0)
    }
    self.bytes = bytes
    self.position = position
  }

  func number(_ index: Int) -> E164 { E164(digits: load(columns.numbers, index)) }
  func content(_ index: Int) -> UInt32 { load(columns.contents, index) }
  func billed(_ index: Int) -> Int { Int(load(columns.billed, index) as UInt16) }

  /// nil for a kind that the block does not list.
  func facts(_ index: Int) -> NumberFacts? {
    let kind = Int(load(columns.kinds, index) as UInt16)
    return kind < kinds.count ? kinds[kind] : nil
  }

  /// The batch as the recipients' stage made it.
  ///
  /// - Returns: nil when the block's parts do not fit together.
  func batch(_ renderer: MessageRenderer) -> MessageBatch? {
    var batch = MessageBatch()
    guard renderer.variableCount == variableCount else { return nil }
    var place = columns.values
    batch.messages.reserveCapacity(messageCount)
    batch.valueRanges.reserveCapacity(messageCount * variableCount)
    var valueBytes = 0
    for value in 0..<messageCount * variableCount {
      let length = Int(load(columns.valueLengths, value) as UInt32)
      batch.valueRanges.append(valueBytes..<valueBytes + length)
      valueBytes += length
    }
    guard place + valueBytes <= bytes.count else { return nil }
    batch.values = Array(bytes[place..<place + valueBytes])
    place += valueBytes
    for index in 0..<messageCount {
      guard let facts = facts(index) else { return nil }
      let first = index * variableCount
      let start = batch.contents.count
      Self.render(renderer, batch.values, batch.valueRanges, first, &batch.contents)
      batch.messages.append(
        MessageBatch.Message(
          row: Int(load(columns.rows, index) as UInt32),
          recipient: NumberRules.Recipient(number: number(index), facts: facts),
          length: MessageLength(
            coding: load(columns.codings, index) as UInt16 == 0 ? .unicode : .gsm,
            units: Int(load(columns.units, index) as UInt16),
            segments: Int(load(columns.segments, index) as UInt16), billed: billed(index)),
          content: start..<batch.contents.count, firstValue: first))
    }
    for index in 0..<removedCount {
      let length = Int(load(columns.numberLengths, index) as UInt32)
      guard place + length <= bytes.count,
        let removal = Removal(
          rawValue: UInt8(truncatingIfNeeded: load(columns.removals, index) as UInt16))
      else { return nil }
      let start = batch.numbers.count
      batch.numbers += bytes[place..<place + length]
      place += length
      let variable: UInt16 = load(columns.variables, index)
      let repeats: UInt32 = load(columns.repeats, index)
      batch.removed.append(
        MessageBatch.Removed(
          row: Int(load(columns.removedRows, index) as UInt32), removal: removal,
          variable: variable == Self.noVariable ? nil : Int(variable),
          repeats: repeats == 0 ? nil : Int(repeats), number: start..<batch.numbers.count))
    }
    return batch
  }

  private static func render(
    _ renderer: MessageRenderer, _ values: [UInt8], _ ranges: [Range<Int>], _ first: Int,
    _ contents: inout [UInt8]
  ) {
    renderer.render(values.span, ranges: ranges.span.extracting(first...), into: &contents)
  }

  @inline(__always)
  private func load<Value: FixedWidthInteger>(_ column: Int, _ index: Int) -> Value {
    Self.load(bytes, column + index * (Value.bitWidth / 8), as: Value.self)
  }

  private static func load<Value: FixedWidthInteger>(
    _ bytes: [UInt8], _ offset: Int, as type: Value.Type
  ) -> Value {
    // Unsafe: the columns lie anywhere in the bytes; the initializer has checked that they lie in them.
    bytes.withUnsafeBytes {
      Value(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: type))
    }
  }
}

extension RecordBlock {
  /// The bytes of a batch.
  ///
  /// - Parameters:
  ///   - batch: from the recipients' stage.
  ///   - variables: values that each message has.
  static func encode(_ batch: MessageBatch, variables: Int) -> [UInt8] {
    var kinds: [NumberFacts] = []
    var kindOfMessage: [UInt16] = []
    kindOfMessage.reserveCapacity(batch.messages.count)
    for message in batch.messages {
      let facts = message.recipient.facts
      if let last = kindOfMessage.last, kinds[Int(last)] == facts {
        kindOfMessage.append(last)
      } else if let known = kinds.firstIndex(of: facts) {
        kindOfMessage.append(UInt16(known))
      } else {
        kindOfMessage.append(UInt16(kinds.count))
        kinds.append(facts)
      }
    }
    var writer = ColumnBytes(
      capacity: 64 + batch.messages.count * (32 + 4 * variables) + batch.values.count
        + batch.removed.count * 16 + batch.numbers.count)
    for count in [batch.messages.count, batch.removed.count, variables, kinds.count] {
      writer.add(UInt32(count))
    }
    for kind in kinds {
      var code: [UInt8] = []
      kind.region?.append(to: &code)
      writer.add(code + Array(repeating: 0, count: 4 - code.count))
      writer.add(UInt16(kind.callingCode))
      writer.add(UInt16(kind.isMobile ? 1 : 0))
    }
    let messages = batch.messages
    for message in messages { writer.add(UInt32(message.row)) }
    for message in messages { writer.add(message.recipient.number.digits) }
    for message in messages { writer.add(hash(batch.content(of: message))) }
    for kind in kindOfMessage { writer.add(kind) }
    for message in messages { writer.add(UInt16(clamping: message.length.units)) }
    for message in messages { writer.add(UInt16(clamping: message.length.segments)) }
    for message in messages { writer.add(UInt16(clamping: message.length.billed)) }
    for message in messages { writer.add(UInt16(message.length.coding == .unicode ? 0 : 1)) }
    for range in batch.valueRanges { writer.add(UInt32(range.count)) }
    for removed in batch.removed { writer.add(UInt32(removed.row)) }
    for removed in batch.removed { writer.add(UInt32(removed.repeats ?? 0)) }
    for removed in batch.removed { writer.add(UInt32(removed.number.count)) }
    for removed in batch.removed { writer.add(UInt16(removed.removal.rawValue)) }
    for removed in batch.removed {
      writer.add(removed.variable.map { UInt16(clamping: $0) } ?? noVariable)
    }
    writer.add(batch.values)
    writer.add(batch.numbers)
    return writer.bytes
  }

  private static func hash(_ content: Span<UInt8>) -> UInt32 {
    var hash = ValueHash()
    hash.add(content)
    return UInt32(truncatingIfNeeded: hash.value)
  }
}

/// Bytes put together from integers.
struct ColumnBytes {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  @inline(__always)
  mutating func add(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ values: [UInt8]) { bytes += values }
}
