/// The XML of worksheet rows as it grows, in one block after another.
///
/// Unsafe throughout, because every cell of a million rows goes through it: short pieces are stored as
/// whole words, a few bytes past their end, and `reserve` has made room for that.
struct RowBytes: ~Copyable {
  private var block = RowBlock()
  // Of the block, kept beside it so that no cell counts references to it.
  private var base: UnsafeMutableRawPointer
  private var capacity: Int
  private(set) var count = 0

  init() {
    base = block.base
    capacity = block.capacity
  }

  var isFull: Bool { count >= RowBlock.size }

  /// The bytes so far.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

  mutating func removeAll() { count = 0 }

  mutating func removeLast(_ bytes: Int) { count -= bytes }

  /// Hands the bytes so far to the part, and goes on in an empty block.
  mutating func flush(to part: CompressedPart) {
    // Only the block's bytes are known elsewhere here, and `base` moves on at once.
    nonisolated(unsafe) let full = block
    full.count = count
    block = part.append(full)
    base = block.base
    capacity = block.capacity
    count = 0
  }

  /// Makes room for as many bytes and the slack.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(more) }
  }

  private mutating func grow(_ more: Int) {
    let larger = RowBlock(capacity: count + more + (64 << 10))
    larger.base.copyMemory(from: base, byteCount: count)
    block = larger
    base = larger.base
    capacity = larger.capacity
  }

  /// Adds a piece for which there is room.
  @inline(__always)
  mutating func add(_ piece: RowPiece) {
    base.storeBytes(of: piece.bytes, toByteOffset: count, as: SIMD32<UInt8>.self)
    count += piece.count
  }

  /// Adds a short piece for which there is room.
  @inline(__always)
  mutating func add(_ word: RowWord) {
    base.storeBytes(of: word.bytes, toByteOffset: count, as: UInt64.self)
    count += word.count
  }

  @inline(__always)
  mutating func add(_ byte: UInt8) {
    base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count += 1
  }

  /// Adds a text's bytes, escaped for XML and for workbooks; there is room for seven times as many.
  mutating func addEscaped(_ text: Span<UInt8>) {
    text.withUnsafeBytes { raw in
      var index = 0
      while index < raw.count {
        // Eight bytes at once, if none of them is special.
        if index + 8 <= raw.count {
          let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          if Self.isPlain(word) {
            base.storeBytes(of: word, toByteOffset: count, as: UInt64.self)
            count += 8
            index += 8
            continue
          }
        }
        let byte = raw[index]
        if Self.isPlain(byte) { add(byte) } else { addSpecial(byte, text, index) }
        index += 1
      }
    }
  }

  /// Whether eight bytes are all plain; it may say no of some that are.
  @inline(__always)
  private static func isPlain(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    @inline(__always) func zeros(_ value: UInt64) -> UInt64 { (value &- ones) & ~value & highs }
    let controls = (word &- 0x2020_2020_2020_2020) & ~word & highs
    // `<` and `>` differ in a bit, as do 0xBE and 0xBF.
    let angles = zeros((word | ones &* 0x02) ^ ones &* 0x3E)
    let ends = zeros((word | ones) ^ ones &* 0xBF)
    return controls | angles | ends | zeros(word ^ ones &* 0x26) | zeros(word ^ ones &* 0x5F) == 0
  }

  /// Whether a byte is itself in XML and in a workbook: nearly all are.
  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    // A bit for each byte below `@`: the controls but for tab, and `&`, `<` and `>`.
    let special: UInt64 = 0x5000_0040_FFFF_FDFF
    if byte < 0x40 { return special >> UInt64(byte) & 1 == 0 }
    return byte != UInt8(ascii: "_") && byte != 0xBE && byte != 0xBF
  }

  private mutating func addSpecial(_ byte: UInt8, _ text: Span<UInt8>, _ index: Int) {
    switch byte {
    case UInt8(ascii: "&"): add(RowWord("&amp;"))
    case UInt8(ascii: "<"): add(RowWord("&lt;"))
    case UInt8(ascii: ">"): add(RowWord("&gt;"))
    default:
      guard let (escape, replaced) = EscapedText.escape(at: index, of: text) else {
        return add(byte)
      }
      count -= replaced
      add(RowWord(escape))
    }
  }
}

/// At most 32 bytes that are added at once.
struct RowPiece {
  private(set) var bytes = SIMD32<UInt8>()
  private(set) var count = 0

  init(_ text: String) {
    for byte in text.utf8 {
      bytes[count] = byte
      count += 1
    }
  }
}

/// At most eight bytes that are added at once.
struct RowWord {
  private(set) var bytes: UInt64 = 0
  private(set) var count = 0

  init(_ text: String) {
    for byte in text.utf8 {
      bytes |= UInt64(byte) << UInt64(count * 8)
      count += 1
    }
  }

  /// The decimal digits of a number below 100,000,000.
  @inline(__always)
  init(digits value: Int) {
    var rest = UInt32(truncatingIfNeeded: value)
    repeat {
      bytes = bytes << 8 | UInt64(0x30 + rest % 10)
      rest /= 10
      count += 1
    } while rest > 0
  }
}
