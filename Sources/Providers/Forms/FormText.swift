internal import Files

/// Values of a form (`application/x-www-form-urlencoded`).
enum FormText {
  static func encoded(_ text: String) -> String {
    // Spaces are plus signs; those of the text are escaped by then.
    String(percentEncoded(text, keeping: "-._* ").map { $0 == " " ? "+" : $0 })
  }
}
