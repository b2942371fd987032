/// The attributes of a tag in the plain form: those that matter by name, the others only known.
struct PlainTag {
  enum End {
    case open
    /// `/>`: the element has no content.
    case closed
  }

  /// Names of attributes that an element may have besides `r`, `s` and `t`, and that change nothing.
  struct Names {
    fileprivate let all: [[UInt8]]

    init(_ names: String...) { all = names.map { Array($0.utf8) } }
  }

  private(set) var reference: UnsafeBufferPointer<UInt8>?
  private(set) var style: UnsafeBufferPointer<UInt8>?
  private(set) var type: UnsafeBufferPointer<UInt8>?
  private(set) var hidden: UnsafeBufferPointer<UInt8>?
  // XML forbids an attribute twice; a bit for each name that was there.
  private var seen: UInt32 = 0

  /// Reads on behind the element's name up to the end of its tag; nil when it is not plain.
  @inline(__always)
  mutating func read(_ cursor: inout PlainCursor, others: @autoclosure () -> Names) -> End? {
    while true {
      if cursor.skip(">") { return .open }
      if cursor.skip("/>") { return .closed }
      guard cursor.skip(" ") else { return nil }
      cursor.skipSpaces()
      if cursor.skip("r=\"") {
        guard note(0), let value = cursor.value() else { return nil }
        reference = value
      } else if cursor.skip("s=\"") {
        guard note(1), let value = cursor.value() else { return nil }
        style = value
      } else if cursor.skip("t=\"") {
        guard note(2), let value = cursor.value() else { return nil }
        type = value
      } else if cursor.skip("hidden=\"") {
        guard note(3), let value = cursor.value() else { return nil }
        hidden = value
      } else if cursor.skip(">") || cursor.skip("/>") {
        // White space before the end of a tag is rare enough for libxml2.
        return nil
      } else {
        guard skipOther(&cursor, others()) else { return nil }
      }
    }
  }

  private mutating func note(_ bit: Int) -> Bool {
    defer { seen |= 1 << UInt32(bit) }
    return seen >> UInt32(bit) & 1 == 0
  }

  private mutating func skipOther(_ cursor: inout PlainCursor, _ names: Names) -> Bool {
    for (index, name) in names.all.enumerated() where cursor.skip(name) {
      return cursor.skip("=\"") && note(4 + index) && cursor.value() != nil
    }
    return false
  }
}
