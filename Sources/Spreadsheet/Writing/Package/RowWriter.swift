/// Writes the cells of a table's rows as XML, from the left and from the top.
///
/// A cell stands right of the one before it unless it says otherwise (ECMA-376 part 1, 18.3.1.4), so only
/// those behind a gap must name their place: that halves the workbook, and takes a sixth off the time.
struct RowWriter: ~Copyable {
  /// What the cells of a column have in common.
  private struct Column {
    var isRepeated: Bool
    /// `<c r="D`, before the row's number: where the cell is, behind a gap.
    var placedStart: RowWord
    /// The word written last and its number, since words of ours come again and again.
    var lastWord: UnsafePointer<UInt8>?
    var lastNumber = RowWord("")
  }

  private var columns: [Column]
  private var buffer = RowBytes()
  private var column = 0
  private var namesPlace = false
  private let namesEveryPlace: Bool
  private var digits = RowWord("")
  /// The number of the row that is being written.
  private(set) var row = 0

  private let cellStart = RowWord("<c")
  private let quote = RowWord("\"")
  // Behind a cell's place; and ends.
  private let inlineStart: RowPiece
  private let sharedStart = RowPiece(" t=\"s\"><v>")
  private let numberStart = RowWord("><v>")
  private let valueEnd = RowWord("</v></c>")
  private let inlineEnd = RowPiece("</t></is></c>")
  private let textStart = RowPiece("<t>")
  private let spacedTextStart = RowPiece("<t xml:space=\"preserve\">")
  private let rowStart = RowWord("<row r=\"")
  private let rowOpen = RowWord("\">")
  private let rowEnd = RowWord("</row>")

  /// - Parameters:
  ///   - columns: of the table.
  ///   - textStyle: number of the cell style of inline strings.
  ///   - namesEveryPlace: whether cells name their place that need not.
  init(_ columns: [TableColumn], textStyle: Int, namesEveryPlace: Bool) {
    self.namesEveryPlace = namesEveryPlace
    inlineStart = RowPiece(" s=\"\(textStyle)\" t=\"inlineStr\"><is>")
    self.columns = columns.indices.map { index in
      Column(
        isRepeated: columns[index].kind == .repeated || columns[index].kind == .timestamp,
        placedStart: RowWord("<c r=\"\(columnLetters(index))"))
    }
  }

  var isFull: Bool { buffer.isFull }

  mutating func beginRow(_ number: Int) {
    row = number
    column = 0
    namesPlace = namesEveryPlace
    digits = RowWord(digits: number)
    buffer.reserve(64)
    buffer.add(rowStart)
    buffer.add(digits)
    buffer.add(rowOpen)
  }

  mutating func endRow() {
    buffer.reserve(64)
    buffer.add(rowEnd)
  }

  /// Takes back the row begun last, which has no cell.
  mutating func dropRow() { buffer.removeLast(rowStart.count + digits.count + rowOpen.count) }

  mutating func flush(to part: CompressedPart) { buffer.flush(to: part) }

  /// Leaves a gap; the rest of the row names its place, since some readers count on only from the left.
  mutating func skip() {
    column += 1
    namesPlace = true
  }

  /// Starts a cell, for which there is room.
  private mutating func beginCell() {
    guard namesPlace else { return buffer.add(cellStart) }
    buffer.add(columns[column].placedStart)
    buffer.add(digits)
    buffer.add(quote)
  }

  mutating func integer(_ value: Int) {
    buffer.reserve(128)
    beginCell()
    buffer.add(numberStart)
    if (0..<100_000_000).contains(value) {
      buffer.add(RowWord(digits: value))
    } else {
      buffer.add(RowPiece("\(value)"))
    }
    buffer.add(valueEnd)
    column += 1
  }

  /// Writes a number by its digits, in a style of its own.
  mutating func number(_ digits: String, style: Int) {
    buffer.reserve(256)
    beginCell()
    buffer.add(RowPiece(" s=\"\(style)\"><v>"))
    buffer.add(RowPiece(digits))
    buffer.add(valueEnd)
    column += 1
  }

  mutating func text(_ text: Span<UInt8>, _ shared: SharedStringTable) {
    guard text.count > 0 else { return skip() }
    defer { column += 1 }
    if columns[column].isRepeated, let number = shared.number(of: text) {
      addShared(RowWord(digits: number))
    } else {
      addInline(text.count > Self.longestText ? Self.cut(text) : text)
    }
  }

  /// Writes a word from a table of ours.
  mutating func text(_ word: StaticString, _ shared: SharedStringTable) {
    // Unsafe: a static string's bytes live as long as the program.
    let bytes = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    if columns[column].lastWord == word.utf8Start, !bytes.isEmpty {
      shared.countUse()
    } else {
      guard columns[column].isRepeated, let number = shared.number(of: bytes.span) else {
        return text(bytes.span, shared)
      }
      columns[column].lastWord = word.utf8Start
      columns[column].lastNumber = RowWord(digits: number)
    }
    addShared(columns[column].lastNumber)
    column += 1
  }

  private mutating func addShared(_ number: RowWord) {
    buffer.reserve(128)
    beginCell()
    buffer.add(sharedStart)
    buffer.add(number)
    buffer.add(valueEnd)
  }

  private mutating func addInline(_ text: Span<UInt8>) {
    buffer.reserve(text.count * 7 + 256)
    beginCell()
    buffer.add(inlineStart)
    buffer.add(RowBytes.needsSpace(text) ? spacedTextStart : textStart)
    buffer.addEscaped(text)
    buffer.add(inlineEnd)
  }

  /// Bytes that a text of the longest cell has at least.
  private static let longestText = 32_767

  /// What is too long for a cell is cut, not inside a character.
  @_lifetime(copy text)
  private static func cut(_ text: Span<UInt8>) -> Span<UInt8> {
    var units = 0
    for index in text.indices {
      let byte = text[index]
      let width = byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1
      if units + width > longestText { return text.extracting(0..<index) }
      units += width
    }
    return text
  }
}
