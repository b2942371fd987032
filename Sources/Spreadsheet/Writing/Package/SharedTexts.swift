/// The texts that a workbook's tables repeat, each once and with a number.
///
/// It is bounded: once it is full, further texts get no number and stand in line. The numbers begin
/// behind those of libxlsxwriter's own strings.
struct SharedTexts {
  /// Strings that are left to libxlsxwriter: headers and the words of a summary.
  static let firstNumber = 1_024
  /// Most texts held, and most bytes of them.
  private static let bounds = (texts: 65_536, bytes: 2 << 20)

  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// Open addressing by the text's hash: the number of a text plus one, 0 for none.
  private var slots = [Int32](repeating: 0, count: 1 << 12)
  /// Times that a number was given, as `count` of the part wants it.
  private(set) var uses = 0

  var count: Int { ends.count }

  /// The text's number, from `firstNumber` on; nil when it has none and there is no room.
  mutating func number(of text: Span<UInt8>) -> Int? {
    var slot = Self.hash(text) & (slots.count - 1)
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if isEqual(text, index) {
        uses += 1
        return Self.firstNumber + index
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    guard ends.count < Self.bounds.texts, bytes.count + text.count <= Self.bounds.bytes else {
      return nil
    }
    text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    ends.append(bytes.count)
    slots[slot] = Int32(ends.count)
    uses += 1
    if ends.count * 2 > slots.count { grow() }
    return Self.firstNumber + ends.count - 1
  }

  /// Counts further uses of texts whose numbers are known.
  mutating func countUse() { uses += 1 }

  /// The `si` elements of all texts.
  consuming func items() -> [UInt8] {
    var row = RowBytes()
    var result: [UInt8] = []
    for index in ends.indices {
      let text = bytes.span.extracting(range(index))
      row.reserve(text.count * 7 + 64)
      row.addItem(text)
      result.append(contentsOf: row.bytes)
      row.removeAll()
    }
    return result
  }

  private func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  private func isEqual(_ text: Span<UInt8>, _ index: Int) -> Bool {
    let range = range(index)
    guard range.count == text.count else { return false }
    let start = range.lowerBound
    for offset in text.indices where text[offset] != bytes[start + offset] { return false }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    for index in ends.indices {
      var slot = Self.hash(bytes.span.extracting(range(index))) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index + 1)
    }
  }

  /// FNV-1a, folded: texts are short, and they are ours.
  private static func hash(_ text: Span<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in text.indices { hash = (hash ^ UInt64(text[index])) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
  }
}

extension RowBytes {
  /// Adds a text as a shared string; there is room for it.
  fileprivate mutating func addItem(_ text: Span<UInt8>) {
    add(RowPiece("<si>"))
    addText(text)
    add(RowPiece("</si>"))
  }

  /// Adds a text's `t` element; there is room for seven times its bytes and 64.
  mutating func addText(_ text: Span<UInt8>) {
    add(Self.needsSpace(text) ? RowPiece("<t xml:space=\"preserve\">") : RowPiece("<t>"))
    addEscaped(text)
    add(RowPiece("</t>"))
  }

  /// Whether white space at an end would be lost without a word.
  static func needsSpace(_ text: Span<UInt8>) -> Bool {
    guard text.count > 0 else { return false }
    return text[0] <= 0x20 || text[text.count - 1] <= 0x20
  }
}
