/// Reads shared strings of the plain form: one `t`, perhaps with what Excel says of its phonetics.
final class SharedStringScanner: PlainScanner {
  static let container = "sst"
  static let item = "si"

  private static let phoneticAttributes = PlainTag.Names("fontId", "type", "alignment")

  private let handler: SharedStringHandler

  init(_ handler: SharedStringHandler) { self.handler = handler }

  func begin(behind head: UnsafeRawBufferPointer) {}

  var isBetweenItems: Bool { handler.isBetweenItems }
  var failure: (any Error)? { handler.failure }

  func scan(_ cursor: inout PlainCursor) -> PlainOutcome {
    var place = cursor
    place.skipSpaces()
    var end = place
    if end.skip("</sst>") { return .end }
    guard place.skip("<si>") else { return .odd }
    handler.startItem()
    guard readItem(&place) else {
      handler.dropItem()
      return .odd
    }
    handler.endItem()
    cursor = place
    return .item
  }

  private func readItem(_ cursor: inout PlainCursor) -> Bool {
    cursor.skipSpaces()
    if let isPreserving = cursor.skipTextStart() {
      handler.startText(isPreserving: isPreserving)
      guard cursor.text(handler.text), cursor.skip("</t>") else { return false }
      handler.endText()
    } else if !cursor.skip("<t/>") {
      return false
    }
    cursor.skipSpaces()
    if cursor.skip("<phoneti"), cursor.skip("cPr") {
      var tag = PlainTag()
      guard tag.read(&cursor, others: Self.phoneticAttributes) == .closed else { return false }
      cursor.skipSpaces()
    }
    return cursor.skip("</si>")
  }
}
