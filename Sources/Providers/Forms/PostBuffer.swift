/// Posts that are put together, a line each: a post itself has no line's end.
package struct PostBuffer: Sendable {
  /// Reports or replies of a post, where a post is an array.
  static let itemLimit = 100

  package var bytes: [UInt8] = []
  /// Posts that are complete.
  package private(set) var count = 0
  /// Items of the array that is not complete yet.
  private var items = 0

  package init() {}

  /// Forgets bytes that were written elsewhere.
  package mutating func drop() { bytes.removeAll(keepingCapacity: true) }

  mutating func add(_ text: StaticString) {
    // Unsafe: a static string's bytes live as long as the program.
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Adds a whole post.
  package mutating func post(_ text: String) {
    add(text)
    endPost()
  }

  mutating func endPost() {
    bytes.append(UInt8(ascii: "\n"))
    count += 1
  }

  // MARK: - Arrays

  /// Begins an item of the array that is under way, or of a new one.
  mutating func beginItem() { add(items == 0 ? "[" : ",") }

  mutating func endItem() {
    items += 1
    if items == Self.itemLimit { endArray() }
  }

  /// Ends the array that is under way, if there is one.
  package mutating func endArray() {
    guard items > 0 else { return }
    items = 0
    add("]")
    endPost()
  }
}
