internal import Messaging
internal import Sending

/// What the rules look at in the messages of one block of a records file.
///
/// All integers are little-endian.
///
///     messages u32, removed rows u32, variables u32, kinds of number u32
///     kinds of number: region (two or three letters, zeros) 4 bytes, calling code u16, is mobile u16
///     of each message, column by column:
///       number u64 · hash of its text u32 · kind of number u16 · billed u16
struct DecisionColumns {
  /// Bytes before the kinds of number.
  fileprivate static let headSize = 16
  /// The most of anything that a block counts; the counts are bounded before they are multiplied.
  private static let countLimit = 1 << 20

  fileprivate let bytes: [UInt8]
  /// The position of its first message among those of the task.
  let first: Int
  let count: Int
  fileprivate let removedCount: Int
  fileprivate let variableCount: Int
  private let kinds: [NumberFacts]
  private let places: Places

  /// Where the columns are.
  fileprivate struct Places {
    let numbers, contents, kinds, billed, end: Int

    init(messages: Int, kinds kindCount: Int) {
      numbers = DecisionColumns.headSize + kindCount * 8
      contents = numbers + messages * 8
      kinds = contents + messages * 4
      billed = kinds + messages * 2
      end = billed + messages * 2
    }
  }

  /// Columns as they lie in a block whose first message has the position `first`; nil for bytes that are none.
  init?(_ bytes: [UInt8], first: Int) {
    self.first = first
    guard bytes.count >= Self.headSize else { return nil }
    let counts = (0..<4).map { Int(bytes.integer(at: $0 * 4, as: UInt32.self)) }
    guard counts.allSatisfy({ $0 <= Self.countLimit }) else { return nil }
    (count, removedCount, variableCount) = (counts[0], counts[1], counts[2])
    places = Places(messages: counts[0], kinds: counts[3])
    guard bytes.count == places.end else { return nil }
    kinds = (0..<counts[3]).map { kind in
      let offset = Self.headSize + kind * 8
      let code = String(decoding: bytes[offset..<offset + 4].prefix { $0 != 0 }, as: UTF8.self)
      return NumberFacts(
        region: Region(code: code),
        callingCode: Int(bytes.integer(at: offset + 4, as: UInt16.self)), isPossible: true,
        isMobile: bytes.integer(at: offset + 6, as: UInt16.self) != 0)
    }
    self.bytes = bytes
    let known = kinds.count
    guard (0..<count).allSatisfy({ kind($0) < known }) else { return nil }
  }

  @inline(__always)
  func number(_ index: Int) -> E164 {
    E164(digits: bytes.integer(at: places.numbers + index * 8, as: UInt64.self))
  }

  /// The digits of all numbers.
  func numbers() -> [UInt64] { (0..<count).map { number($0).digits } }

  func has(_ number: E164) -> Bool { (0..<count).contains { self.number($0) == number } }

  @inline(__always)
  func content(_ index: Int) -> UInt32 {
    bytes.integer(at: places.contents + index * 4, as: UInt32.self)
  }

  @inline(__always)
  func billed(_ index: Int) -> Int {
    Int(bytes.integer(at: places.billed + index * 2, as: UInt16.self))
  }

  @inline(__always)
  func facts(_ index: Int) -> NumberFacts { kinds[kind(index)] }

  @inline(__always)
  private func kind(_ index: Int) -> Int {
    Int(bytes.integer(at: places.kinds + index * 2, as: UInt16.self))
  }

  /// The bytes of a batch's columns.
  ///
  /// - Parameters:
  ///   - batch: from the recipients' stage.
  ///   - variables: values that each message has.
  /// - Returns: what `init` reads.
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
    let places = Places(messages: batch.messages.count, kinds: kinds.count)
    return ColumnBytes.make(places.end) { (bytes) in
      let counts = [batch.messages.count, batch.removed.count, variables, kinds.count]
      for (index, count) in counts.enumerated() { bytes.put(UInt32(count), at: index * 4) }
      for (index, kind) in kinds.enumerated() {
        let offset = headSize + index * 8
        var code: [UInt8] = []
        kind.region?.append(to: &code)
        for (index, letter) in code.prefix(4).enumerated() { bytes.put(letter, at: offset + index) }
        bytes.put(UInt16(kind.callingCode), at: offset + 4)
        bytes.put(UInt16(kind.isMobile ? 1 : 0), at: offset + 6)
      }
      for (index, message) in batch.messages.enumerated() {
        bytes.put(message.recipient.number.digits, at: places.numbers + index * 8)
        bytes.put(hash(batch.content(of: message)), at: places.contents + index * 4)
        bytes.put(kindOfMessage[index], at: places.kinds + index * 2)
        bytes.put(UInt16(clamping: message.length.billed), at: places.billed + index * 2)
      }
    }
  }

  private static func hash(_ content: Span<UInt8>) -> UInt32 {
    var hash = ValueHash()
    hash.add(content)
    return UInt32(truncatingIfNeeded: hash.value)
  }
}

/// One block of a records file: what one batch of rows became.
///
/// Behind the decision columns, which can be read without the rest:
///
///     of each message, column by column: row u32 · units u16 · segments u16 · coding u16
///     of each value: its length u32
///     of each removed row: row u32 · row it repeats u32, 0 for none · length of its number u32 ·
///       removal u16 · variable u16, 65535 for none
///     the bytes of the values, then those of the numbers
struct RecordBlock {
  private static let noVariable: UInt16 = .max

  private let decisions: DecisionColumns
  private let bytes: [UInt8]
  private let places: Places

  /// Where the columns are.
  private struct Places {
    let rows, units, segments, codings, valueLengths: Int
    let removedRows, repeats, numberLengths, removals, variables, values: Int

    init(messages: Int, removed: Int, variables count: Int) {
      var offset = 0
      func column(_ width: Int, _ count: Int) -> Int {
        defer { offset += width * count }
        return offset
      }
      rows = column(4, messages)
      units = column(2, messages)
      segments = column(2, messages)
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

  /// Puts a block's two parts together; nil when they do not fit.
  init?(_ decisions: DecisionColumns, _ bytes: [UInt8]) {
    places = Places(
      messages: decisions.count, removed: decisions.removedCount,
      variables: decisions.variableCount)
    guard bytes.count >= places.values else { return nil }
    self.decisions = decisions
    self.bytes = bytes
  }

  /// The batch as the recipients' stage made it.
  ///
  /// - Returns: nil when the block's parts do not fit together.
  func batch(_ renderer: MessageRenderer) -> MessageBatch? {
    guard renderer.variableCount == decisions.variableCount else { return nil }
    var batch = MessageBatch()
    guard let end = readValues(into: &batch) else { return nil }
    batch.messages.reserveCapacity(decisions.count)
    batch.contents.reserveCapacity(batch.values.count + decisions.count * renderer.literalSize)
    for index in 0..<decisions.count {
      let first = index * renderer.variableCount
      let start = batch.contents.count
      Self.render(renderer, batch.values, batch.valueRanges, first, &batch.contents)
      batch.messages.append(
        MessageBatch.Message(
          position: decisions.first + index,
          row: Int(bytes.integer(at: places.rows + index * 4, as: UInt32.self)),
          recipient: NumberRules.Recipient(
            number: decisions.number(index), facts: decisions.facts(index)),
          length: length(index), content: start..<batch.contents.count, firstValue: first))
    }
    return readRemoved(from: end, into: &batch) ? batch : nil
  }

  private static func render(
    _ renderer: MessageRenderer, _ values: [UInt8], _ ranges: [Range<Int>], _ first: Int,
    _ contents: inout [UInt8]
  ) {
    renderer.render(values.span, ranges: ranges.span.extracting(first...), into: &contents)
  }

  private func length(_ index: Int) -> MessageLength {
    MessageLength(
      coding: short(places.codings, index) == 0 ? .unicode : .gsm,
      units: Int(short(places.units, index)), segments: Int(short(places.segments, index)),
      billed: decisions.billed(index))
  }

  /// - Returns: where the values end; nil when they do not lie in the block.
  private func readValues(into batch: inout MessageBatch) -> Int? {
    let count = decisions.count * decisions.variableCount
    batch.valueRanges.reserveCapacity(count)
    var size = 0
    for value in 0..<count {
      let length = Int(bytes.integer(at: places.valueLengths + value * 4, as: UInt32.self))
      batch.valueRanges.append(size..<size + length)
      size += length
    }
    guard places.values + size <= bytes.count else { return nil }
    batch.values = Array(bytes[places.values..<places.values + size])
    return places.values + size
  }

  private func readRemoved(from start: Int, into batch: inout MessageBatch) -> Bool {
    var place = start
    for index in 0..<decisions.removedCount {
      let length = Int(bytes.integer(at: places.numberLengths + index * 4, as: UInt32.self))
      guard place + length <= bytes.count,
        let removal = Removal(rawValue: UInt8(truncatingIfNeeded: short(places.removals, index)))
      else { return false }
      let start = batch.numbers.count
      batch.numbers += bytes[place..<place + length]
      place += length
      let variable = short(places.variables, index)
      let repeats = bytes.integer(at: places.repeats + index * 4, as: UInt32.self)
      batch.removed.append(
        MessageBatch.Removed(
          row: Int(bytes.integer(at: places.removedRows + index * 4, as: UInt32.self)),
          removal: removal, variable: variable == Self.noVariable ? nil : Int(variable),
          repeats: repeats == 0 ? nil : Int(repeats), number: start..<batch.numbers.count))
    }
    return true
  }

  @inline(__always)
  private func short(_ column: Int, _ index: Int) -> UInt16 {
    bytes.integer(at: column + index * 2, as: UInt16.self)
  }

  /// The bytes of a batch behind its decision columns.
  ///
  /// - Parameters:
  ///   - batch: from the recipients' stage.
  ///   - variables: values that each message has.
  /// - Returns: what `init` reads.
  static func encode(_ batch: MessageBatch, variables: Int) -> [UInt8] {
    let places = Places(
      messages: batch.messages.count, removed: batch.removed.count, variables: variables)
    let size = places.values + batch.values.count + batch.numbers.count
    return ColumnBytes.make(size) { bytes in
      for (index, message) in batch.messages.enumerated() {
        let length = message.length
        bytes.put(UInt32(message.row), at: places.rows + index * 4)
        bytes.put(UInt16(clamping: length.units), at: places.units + index * 2)
        bytes.put(UInt16(clamping: length.segments), at: places.segments + index * 2)
        bytes.put(UInt16(length.coding == .unicode ? 0 : 1), at: places.codings + index * 2)
      }
      for (index, range) in batch.valueRanges.enumerated() {
        bytes.put(UInt32(range.count), at: places.valueLengths + index * 4)
      }
      for (index, removed) in batch.removed.enumerated() {
        bytes.put(UInt32(removed.row), at: places.removedRows + index * 4)
        bytes.put(UInt32(removed.repeats ?? 0), at: places.repeats + index * 4)
        bytes.put(UInt32(removed.number.count), at: places.numberLengths + index * 4)
        bytes.put(UInt16(removed.removal.rawValue), at: places.removals + index * 2)
        bytes.put(
          removed.variable.map { UInt16(clamping: $0) } ?? noVariable,
          at: places.variables + index * 2)
      }
      bytes.put(batch.values, at: places.values)
      bytes.put(batch.numbers, at: places.values + batch.values.count)
    }
  }
}
