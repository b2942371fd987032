/// Reads the items of a long part, rows or shared strings, by our own scanner where they have the plain
/// form that most writers give them, and through libxml2 where they do not.
///
/// libxml2 always gets what is before and behind the items, so that it judges the document as a whole; an
/// odd item is handed to it alone if it ends where it seems to, else with everything that follows. Held
/// at a time is one window of the part.
final class PlainXMLReader<Scanner: PlainScanner> {
  /// Bytes of the part looked at together; an item longer than that goes to libxml2.
  private static var windowBytes: Int { 128 << 10 }

  private enum Place {
    case head
    case items
    /// Everything goes to libxml2 from here on.
    case xml
  }

  private let stream: PartStream
  private let parser: XMLPushParser
  private let scanner: Scanner
  private let window = ChunkBuffer(windowBytes + PlainCursor.slack)
  private var start = 0
  private var end = 0
  private var place = Place.head
  private var isStreamAtEnd = false
  private(set) var isAtEnd = false

  init(_ stream: PartStream, parser: XMLPushParser, scanner: Scanner, isPlainAllowed: Bool) {
    self.stream = stream
    self.parser = parser
    self.scanner = scanner
    if !isPlainAllowed { place = .xml }
  }

  /// Reads on by one window at most.
  func advance() throws {
    try fill()
    if place == .head { try readHead() }
    if place == .items { try readItems() }
    if place == .xml { try handOver(upTo: end) }
    if isStreamAtEnd, start == end, !isAtEnd {
      isAtEnd = true
      try parser.parse(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
    }
  }

  private func fill() throws(SheetError) {
    guard !isStreamAtEnd else { return }
    if start > 0 {
      let rest = window.bytes[start..<end]
      window.bytes.copyBytes(from: UnsafeRawBufferPointer(rebasing: rest))
      (start, end) = (0, end - start)
    }
    let room = UnsafeMutableRawBufferPointer(
      rebasing: window.bytes[end..<window.bytes.count - PlainCursor.slack])
    guard room.count > 0 else { return }
    let got = try stream.read(into: room)
    isStreamAtEnd = got == 0
    end += got
    for offset in 0..<PlainCursor.slack { window.bytes[end + offset] = 0 }
  }

  private var isWindowFull: Bool {
    start == 0 && end == window.bytes.count - PlainCursor.slack
  }

  /// Whether more of the part may still come into the window.
  private var canGrow: Bool { !isStreamAtEnd && !isWindowFull }

  // MARK: - Before the items

  private func readHead() throws {
    guard let opened = endOfOpening() else {
      if !canGrow { place = .xml }
      return
    }
    let isUTF8 = declaresUTF8()
    scanner.begin(behind: UnsafeRawBufferPointer(rebasing: window.bytes[start..<opened]))
    try handOver(upTo: opened)
    place = isUTF8 && scanner.isBetweenItems ? .items : .xml
  }

  /// Where the tag ends behind which the items stand.
  private func endOfOpening() -> Int? {
    let name = Array("<\(Scanner.container)".utf8)
    guard let tag = find(name, from: start) else { return nil }
    return window.bytes[tag..<end].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
  }

  /// Whether the document is UTF-8 by its declaration; without one it is.
  private func declaresUTF8() -> Bool {
    let head = String(decoding: window.bytes[start..<min(end, start + 160)], as: UTF8.self)
    let declaration = head.prefix { $0 != ">" }.lowercased()
    return !declaration.contains("encoding") || declaration.contains("utf-8")
  }

  // MARK: - Items

  private func readItems() throws {
    let bytes = window.prefix(end)
    while place == .items {
      var cursor = PlainCursor(bytes, at: start)
      switch scanner.scan(&cursor) {
      case .item:
        start = cursor.index
        if let failure = scanner.failure { throw failure }
      case .end: place = .xml
      case .odd:
        guard let itemEnd = endOfItem() else {
          // The item may only be cut by the window's end.
          if !canGrow { place = .xml }
          return
        }
        try handOver(upTo: itemEnd)
        // An item that goes on where it seemed to end has a comment or such in it.
        if !scanner.isBetweenItems { place = .xml }
      }
    }
  }

  private func endOfItem() -> Int? {
    let tag = Array("</\(Scanner.item)>".utf8)
    return find(tag, from: start).map { $0 + tag.count }
  }

  // MARK: -

  private func handOver(upTo place: Int) throws {
    guard place > start else { return }
    try parser.parse(UnsafeRawBufferPointer(rebasing: window.bytes[start..<place]))
    start = place
  }

  private func find(_ text: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + text.count <= end {
      guard let first = window.bytes[index..<end].firstIndex(of: text[0]),
        first + text.count <= end
      else { return nil }
      if window.bytes[first..<first + text.count].elementsEqual(text) { return first }
      index = first + 1
    }
    return nil
  }
}

/// Reads one item of the plain form.
protocol PlainScanner: AnyObject {
  /// The element that has the items, and an item's own.
  static var container: String { get }
  static var item: String { get }

  /// What the handler that libxml2 drives for the same part says: the container is open, no item is.
  var isBetweenItems: Bool { get }
  var failure: (any Error)? { get }

  /// Takes note of what stands before the items.
  func begin(behind head: UnsafeRawBufferPointer)

  /// Reads the item at the cursor, or leaves everything as it was.
  func scan(_ cursor: inout PlainCursor) -> PlainOutcome
}

enum PlainOutcome {
  case item
  /// The container's end stands here.
  case end
  /// Something else than the plain form, or the text is cut off.
  case odd
}
