internal import Glibc

/// The texts that a workbook's tables repeat, each once and with a number.
///
/// It is bounded: once it is full, further texts get no number and stand in line. The numbers begin
/// behind those of libxlsxwriter's own strings.
final class SharedTexts {
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
  func number(of text: Span<UInt8>) -> Int? {
    text.withUnsafeBufferPointer { text in
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
      bytes.append(contentsOf: text)
      ends.append(bytes.count)
      slots[slot] = Int32(ends.count)
      uses += 1
      if ends.count * 2 > slots.count { grow() }
      return Self.firstNumber + ends.count - 1
    }
  }

  /// Counts another use of a text whose number is known.
  func countUse() { uses += 1 }

  /// The `si` elements of all texts.
  func items() -> [UInt8] {
    var row = RowBytes()
    var result: [UInt8] = []
    for index in ends.indices {
      withText(index) { text in
        row.reserve(text.count * 7 + 64)
        row.addItem(text.span)
        result.append(contentsOf: row.bytes)
        row.removeAll()
      }
    }
    return result
  }

  private func withText<Result>(
    _ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    // Unsafe: texts are compared and hashed word by word.
    bytes.withUnsafeBufferPointer { all in
      body(UnsafeBufferPointer(rebasing: all[(index == 0 ? 0 : ends[index - 1])..<ends[index]]))
    }
  }

  private func isEqual(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    withText(index) { known in
      guard known.count == text.count else { return false }
      guard let known = known.baseAddress, let start = text.baseAddress else { return true }
      return memcmp(known, start, text.count) == 0
    }
  }

  private func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    for index in ends.indices {
      var slot = withText(index, Self.hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index + 1)
    }
  }

  /// Multiplies and folds word by word: texts are short, and they are ours.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    let raw = UnsafeRawBufferPointer(text)
    var hash = UInt64(text.count) &* 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index + 8 <= raw.count {
      hash = mixed(hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    var rest: UInt64 = 0
    while index < raw.count {
      rest = rest << 8 | UInt64(raw[index])
      index += 1
    }
    return Int(truncatingIfNeeded: mixed(hash ^ rest) >> 1)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    let product = value &* 0xD6E8_FEB8_6659_FD93
    return product ^ product >> 32
  }
}

extension RowBytes {
  /// Adds a text as a shared string; there is room for seven times its bytes and 64.
  fileprivate mutating func addItem(_ text: Span<UInt8>) {
    add(RowPiece(Self.needsSpace(text) ? "<si><t xml:space=\"preserve\">" : "<si><t>"))
    addEscaped(text)
    add(RowPiece("</t></si>"))
  }

  /// Whether white space at an end would be lost without a word.
  static func needsSpace(_ text: Span<UInt8>) -> Bool {
    guard text.count > 0 else { return false }
    return text[0] <= 0x20 || text[text.count - 1] <= 0x20
  }
}
