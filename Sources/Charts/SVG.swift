/// Elements of an SVG drawing, written one after the other.
///
/// Lengths across are percentages, lengths down are pixels, so that a drawing is as wide as the page and its
/// text stays as large as the page's. Colours come from the page's style sheet, by class.
struct SVG {
  private(set) var text = ""

  /// An element with attributes; what `body` adds is inside of it.
  mutating func element(
    _ name: String, _ attributes: [(String, String)] = [], _ body: (inout SVG) -> Void = { _ in }
  ) {
    text += "<\(name)"
    for (key, value) in attributes { text += " \(key)=\"\(Self.escaped(value))\"" }
    var inner = SVG()
    body(&inner)
    text += inner.text.isEmpty ? "/>" : ">\(inner.text)</\(name)>"
  }

  mutating func words(_ words: String) { text += Self.escaped(words) }

  mutating func label(_ words: String, x: String, y: Int, anchor: String = "start", _ style: String)
  {
    element("text", [("x", x), ("y", "\(y)"), ("text-anchor", anchor), ("class", style)]) {
      $0.words(words)
    }
  }

  mutating func bar(x: Double = 0, y: Double, width: Double, height: Double, _ style: String) {
    element(
      "rect",
      [
        ("x", Self.percent(x)), ("y", Self.pixels(y)), ("width", Self.percent(width)),
        ("height", Self.pixels(height)), ("class", style),
      ])
  }

  /// A share of the width, with two decimals.
  static func percent(_ share: Double) -> String { "\((share * 10_000).rounded() / 100)%" }

  private static func pixels(_ length: Double) -> String { "\((length * 10).rounded() / 10)" }

  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      // Control characters are in no XML.
      case "\u{0}"..."\u{8}", "\u{B}"..."\u{1F}": result += " "
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  /// The whole drawing, with what is read to those who do not see it.
  static func drawing(
    _ caption: Caption, height: Int, _ style: String, _ draw: (inout SVG) -> Void
  ) -> String {
    var svg = SVG()
    svg.element(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"), ("class", style), ("width", "100%"),
        ("height", "\(height)"), ("role", "img"),
        ("aria-labelledby", "\(caption.id)-title \(caption.id)-desc"),
      ]
    ) { svg in
      svg.element("title", [("id", "\(caption.id)-title")]) { $0.words(caption.title) }
      svg.element("desc", [("id", "\(caption.id)-desc")]) { $0.words(caption.description) }
      draw(&svg)
    }
    return svg.text
  }
}

/// What a chart is called, and what it shows in a sentence.
package struct Caption: Sendable {
  /// Unlike that of every other chart of the page.
  package var id: String
  package var title: String
  package var description: String

  package init(id: String, title: String, description: String) {
    self.id = id
    self.title = title
    self.description = description
  }
}
