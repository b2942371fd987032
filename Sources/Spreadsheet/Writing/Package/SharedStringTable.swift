internal import Glibc

/// The texts that a workbook's tables repeat, each once and with a number.
///
/// It is bounded: once it is full, further texts get no number and are inline strings. The numbers begin
/// behind those of libxlsxwriter's own strings.
final class SharedStringTable {
  /// Strings that are left to libxlsxwriter: headers and the words of a summary.
  static let firstNumber = 1_024
  /// Most texts held, and most bytes of them.
  private static let bounds = (texts: 65_536, bytes: 2 << 20)

  // Unsafe: a text is looked up for every second cell of a million rows. All is allocated for the bounds
  // at once; the system gives it pages as they are touched.
  private let bytes = UnsafeMutableRawPointer.allocate(byteCount: bounds.bytes, alignment: 16)
  /// Where each text ends; the first entry is the start of the first text.
  private let ends = UnsafeMutablePointer<UInt32>.allocate(capacity: bounds.texts + 1)
  /// Open addressing by the text's hash: the number of a text plus one, 0 for none.
  private let slots = UnsafeMutablePointer<UInt32>.allocate(capacity: slotCount)
  private static let slotCount = bounds.texts * 2

  private(set) var count = 0
  /// Times that a number was given, as `count` of the part wants it.
  private(set) var uses = 0

  init() {
    ends[0] = 0
    slots.initialize(repeating: 0, count: Self.slotCount)
  }

  deinit {
    bytes.deallocate()
    ends.deallocate()
    slots.deallocate()
  }

  /// The text's number, from `firstNumber` on; nil when it has none and there is no room.
  func number(of text: Span<UInt8>) -> Int? {
    text.withUnsafeBytes { text in
      var slot = Self.hash(text) & (Self.slotCount - 1)
      while slots[slot] != 0 {
        let index = Int(slots[slot]) - 1
        if isEqual(text, index) {
          uses += 1
          return Self.firstNumber + index
        }
        slot = (slot + 1) & (Self.slotCount - 1)
      }
      let end = Int(ends[count])
      guard count < Self.bounds.texts, end + text.count <= Self.bounds.bytes else { return nil }
      (bytes + end).copyMemory(
        from: text.baseAddress ?? UnsafeRawPointer(bytes), byteCount: text.count)
      count += 1
      ends[count] = UInt32(end + text.count)
      slots[slot] = UInt32(count)
      uses += 1
      return Self.firstNumber + count - 1
    }
  }

  /// Counts another use of a text whose number is known.
  func countUse() { uses += 1 }

  /// The `si` elements of all texts.
  func items() -> [UInt8] {
    var row = RowBytes()
    var result: [UInt8] = []
    for index in 0..<count {
      let text = text(index)
      row.reserve(text.count * 7 + 64)
      row.addItem(text.bindMemory(to: UInt8.self).span)
      result.append(contentsOf: row.bytes)
      row.removeAll()
    }
    return result
  }

  private func text(_ index: Int) -> UnsafeRawBufferPointer {
    let start = Int(ends[index])
    return UnsafeRawBufferPointer(start: bytes + start, count: Int(ends[index + 1]) - start)
  }

  private func isEqual(_ text: UnsafeRawBufferPointer, _ index: Int) -> Bool {
    let known = self.text(index)
    guard known.count == text.count, let start = known.baseAddress, let other = text.baseAddress
    else { return known.count == text.count }
    return memcmp(start, other, text.count) == 0
  }

  /// Multiplies and folds word by word: texts are short, and they are ours.
  private static func hash(_ raw: UnsafeRawBufferPointer) -> Int {
    var hash = UInt64(raw.count) &* 0x9E37_79B9_7F4A_7C15
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
