internal import Characters

/// Kinds that are told by the words at the start of a text.
extension FileKind {
  /// Characters at the start of a text that are looked at.
  private static let textLimit = 2_048

  static func textKind(_ head: [UInt8]) -> FileKind {
    // Zeros that pad a file's end say nothing about the rest of it.
    guard let last = head.lastIndex(where: { $0 != 0 }) else { return .binary }
    let text = TextEncoding.narrowed(head)
    let start = String(decoding: text.prefix(textLimit), as: UTF8.self).trimmed
    if let kind = kind(of: start) { return kind }
    let shown = text == head ? Array(head[...last]) : text
    let zeros = shown.count { $0 == 0 }
    // Controls do not occur in tables; a few zero bytes do where a program has failed.
    let controls = shown.count {
      $0 < 0x20 && ![0, 0x09, 0x0A, 0x0C, 0x0D, 0x1A, 0x1B].contains($0)
    }
    if zeros * 3 > shown.count * 2 || controls * 20 > shown.count { return .binary }
    return .csv
  }

  private static func kind(of start: String) -> FileKind? {
    let text = start.lowercased()
    if let kind = markupKind(text) { return kind }
    if isJSON(start) { return .json }
    if text.hasPrefix("begin:vcard") { return .contacts }
    if text.hasPrefix("begin:vcalendar") { return .calendar }
    let lines = start.prefix(1_024).split(omittingEmptySubsequences: false) { $0.isNewline }
    if isSYLK(lines) { return .sylk }
    if lines.count > 2, lines[0] == "TABLE", lines[1] == "0,1" { return .dif }
    return mailKind(lines, text)
  }

  // MARK: - Markup

  /// Elements that a part of a web page begins with.
  private static let pageElements: Set<Substring> = [
    "html", "head", "body", "table", "thead", "tbody", "tr", "td", "th", "div", "span", "p", "br",
    "meta", "style", "script", "title", "link", "center", "font", "form", "ul", "ol", "h1", "h2",
    "h3", "b", "a", "img", "caption", "colgroup",
  ]

  private static func markupKind(_ text: String) -> FileKind? {
    guard text.hasPrefix("<") else { return nil }
    if text.hasPrefix("<!doctype html") { return .html }
    let inner = text.dropFirst()
    let name = inner.prefix { $0.isLetter || $0.isNumber || "!?:_-.".contains($0) }
    guard let first = name.first, first.isLetter || first == "!" || first == "?",
      let behind = inner.dropFirst(name.count).first,
      behind == ">" || behind == "/" || behind.isWhitespace || first == "!" || first == "?"
    else { return nil }
    if text.contains("urn:schemas-microsoft-com:office:spreadsheet"), !text.contains("<html") {
      return .xmlSpreadsheet
    }
    if text.contains("<office:document") { return .flatOpenDocument }
    if text.contains("<gnm:workbook") || text.contains("<gmr:workbook") { return .gnumeric }
    if text.contains("<html") || isPageElement(name, in: text) { return .html }
    if text.hasPrefix("<?xml") || text.hasPrefix("<!--") || text.hasPrefix("<!doctype") {
      return .xml
    }
    // A header may be `<phone>`, but such a table closes no element.
    return text.contains("</") || text.contains("/>") ? .xml : nil
  }

  /// Whether the element is one of a web page's, and no header in angle brackets such as `<title>;<name>`.
  private static func isPageElement(_ name: Substring, in text: String) -> Bool {
    guard pageElements.contains(name) else { return false }
    let tag = text.prefix { $0 != ">" }
    let behind = text.dropFirst(tag.count + 1).first
    return behind.map { !",;\t|".contains($0) } ?? true
  }

  // MARK: - Data

  private static func isJSON(_ text: String) -> Bool {
    guard let first = text.first, first == "{" || first == "[" else { return false }
    let inner = text.dropFirst().drop { $0.isWhitespace }
    guard let next = inner.first else { return false }
    if first == "{" {
      // `{"name":` or an object without keys; `{name}` is a table's business.
      return next == "}" && inner.dropFirst().allSatisfy { $0.isWhitespace }
        || next == "\""
          && inner.dropFirst().drop { $0 != "\"" }.dropFirst()
            .drop { $0.isWhitespace }.first == ":"
    }
    if next == "{" || next == "[" || next == "\"" { return true }
    // An array of numbers; `[phone]` is a header.
    return next.isASCII && (next.isNumber || next == "-")
      && inner.allSatisfy { $0.isNumber || $0.isWhitespace || "+-.eE,]".contains($0) }
  }

  /// SYLK: `ID;P` and a program, then records of one or two letters whose fields begin with a letter.
  ///
  /// A table whose first header is `ID` has numbers or names in the rows below it.
  private static func isSYLK(_ lines: [Substring]) -> Bool {
    guard lines.count > 2, lines[0].hasPrefix("ID;P") else { return false }
    return lines[1...2].allSatisfy { line in
      let fields = line.split(separator: ";", maxSplits: 1)
      guard let record = fields.first,
        ["P", "B", "F", "C", "O", "NN", "NE", "NU", "W", "E", "ID"].contains(record)
      else { return false }
      return record == "E"
        || fields.count == 2 && (fields[1].first?.isUppercase ?? false)
          && fields[1].first?.isASCII ?? false
    }
  }

  // MARK: - Mail

  /// Headers that an e-mail begins with (RFC 5322, RFC 2045).
  private static let mailHeaders: Set<String> = [
    "from", "to", "cc", "date", "subject", "received", "return-path", "delivered-to",
    "message-id", "mime-version", "content-type", "content-transfer-encoding",
    "x-mozilla-status", "reply-to", "sender", "dkim-signature", "authentication-results",
    "x-unsent", "snapshot-content-location",
  ]

  private static func mailKind(_ lines: [Substring], _ text: String) -> FileKind? {
    // Two headers, one a line; a continued line begins with a blank.
    let head = lines.prefix { !$0.isEmpty }
    let headers = head.filter { !($0.first?.isWhitespace ?? true) }.prefix(3)
    let known = headers.filter { line in
      guard let colon = line.firstIndex(of: ":") else { return false }
      let behind = line[line.index(after: colon)...].first
      return mailHeaders.contains(line[..<colon].lowercased()) && (behind?.isWhitespace ?? true)
    }
    guard known.count == headers.count, known.count > 1 else { return nil }
    let isArchive = text.contains("multipart/related") || text.contains("snapshot-content-location")
    return isArchive ? .webArchive : .email
  }
}
