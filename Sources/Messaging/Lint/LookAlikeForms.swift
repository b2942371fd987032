/// The forms that variables have elsewhere, and braces of every kind (SPEC MSG-8).
///
/// Braces are never plain text, so any that is no variable's counts. Other marks are text as well: `5 < 6`,
/// `<3`, `$5`, `100%`, `#sale`; they count where they enclose what can only be a name or a number.
enum LookAlikeForms {
  struct Match {
    var kind = LookAlike.Kind.form
    var range: Range<Int>
    var inner: Range<Int>
  }

  private static let all: [@Sendable (MarkedText, Int) -> Match?] = [
    brace, closingBrace, angle, quotedNumber, square, mergeTag, conversion, dollar, enclosed,
  ]

  /// The form that begins at an index.
  static func match(_ text: MarkedText, at index: Int) -> Match? {
    for form in all {
      if let match = form(text, index) { return match }
    }
    return nil
  }

  // MARK: - Braces

  /// Characters up to which a brace is looked for that closes another.
  private static let reach = 48

  /// `{name}`, `{ 1 }`, `{{1}}`, `${first name}`; or a brace that nothing closes.
  private static func brace(_ text: MarkedText, _ index: Int) -> Match? {
    guard text.at(index) == "{" else { return nil }
    let sigils: Set<Character> = ["$", "#", "%", "@"]
    let hasSigil =
      index > 0 && !text.isVariable[index - 1] && sigils.contains(text.plain[index - 1])
    let start = hasSigil ? index - 1 : index
    var depth = 0
    for place in index..<min(text.plain.count, index + reach) {
      if text.plain[place].isNewline { break }
      if text.plain[place] == "{" { depth += 1 }
      if text.plain[place] == "}" { depth -= 1 }
      guard depth == 0 else { continue }
      return Match(range: start..<place + 1, inner: index + 1..<place)
    }
    var end = index + 1
    while end - index < 16, text.at(end) == "{" || text.isWordPart(end) { end += 1 }
    return Match(kind: .unclosed, range: start..<end, inner: index + 1..<end)
  }

  /// `1}`, and what is left over of `{1}}`.
  private static func closingBrace(_ text: MarkedText, _ index: Int) -> Match? {
    guard text.at(index) == "}" else { return nil }
    var start = index
    while start > 0, index - start < 16, text.isVariable[start - 1] || text.isWordPart(start - 1) {
      start -= 1
    }
    return Match(kind: .unopened, range: start..<index + 1, inner: start..<index)
  }

  // MARK: - Other brackets

  /// `<name>`, `< 1 >`, `<<1>>`, `<%= name %>`, but not `5 < 6` or `<3`.
  private static func angle(_ text: MarkedText, _ index: Int) -> Match? {
    guard text.at(index) == "<" else { return nil }
    let isDouble = text.at(index + 1) == "<"
    let start = index + (isDouble ? 2 : 1)
    guard let inner = text.inner(from: start, to: isDouble ? ">>" : ">"), !inner.isEmpty else {
      return nil
    }
    let name = String(text.plain[inner])
    let isCode = ["%", "?"].contains { name.hasPrefix($0) && name.hasSuffix($0) }
    guard isCode || isPlaceholder(name) else { return nil }
    return Match(range: index..<inner.upperBound + (isDouble ? 2 : 1), inner: inner)
  }

  /// Words with single spaces between and none about; or one word, blanks about it or not.
  private static func isPlaceholder(_ text: String) -> Bool {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    let filled = words.filter { !$0.isEmpty }
    guard let first = filled.first, filled.allSatisfy({ $0.allSatisfy(isNameCharacter) }) else {
      return false
    }
    if filled.count == 1 { return true }
    return filled.count == words.count && filled.count <= 4 && first.first?.isLetter == true
  }

  private static func isNameCharacter(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "_-.".contains(character)
  }

  /// `〈1〉`, `‹2›`.
  private static func quotedNumber(_ text: MarkedText, _ index: Int) -> Match? {
    guard text.at(index) == "‹", let inner = text.inner(from: index + 1, to: "›"),
      (1...3).contains(inner.count), text.plain[inner].allSatisfy(\.isNumber)
    else { return nil }
    return Match(range: index..<inner.upperBound + 1, inner: inner)
  }

  /// `[[name]]`, and `[name]` where the name is one that templates have.
  private static func square(_ text: MarkedText, _ index: Int) -> Match? {
    guard text.at(index) == "[" else { return nil }
    let isDouble = text.at(index + 1) == "["
    let start = index + (isDouble ? 2 : 1)
    guard let inner = text.inner(from: start, to: isDouble ? "]]" : "]"), !inner.isEmpty,
      isDouble ? isPlaceholder(String(text.plain[inner])) : isUsualName(text.plain[inner])
    else { return nil }
    return Match(range: index..<inner.upperBound + (isDouble ? 2 : 1), inner: inner)
  }

  /// `*|FNAME|*`.
  private static func mergeTag(_ text: MarkedText, _ index: Int) -> Match? {
    guard text.at(index) == "*", text.at(index + 1) == "|",
      let inner = text.inner(from: index + 2, to: "|*"), !inner.isEmpty
    else { return nil }
    return Match(range: index..<inner.upperBound + 2, inner: inner)
  }

  // MARK: - Marks on both sides

  /// `%s`, `%1$s`, `%02d`, but not `100%sure`.
  private static func conversion(_ text: MarkedText, _ index: Int) -> Match? {
    guard text.at(index) == "%", !text.isWordPart(index - 1) else { return nil }
    var end = index + 1
    while let character = text.at(end), character.isASCII,
      character.isNumber || character == "$" || character == "."
    {
      end += 1
    }
    guard let type = text.at(end), "sdiufgx@".contains(type), !text.isWordPart(end + 1) else {
      return nil
    }
    return Match(range: index..<end + 1, inner: index + 1..<end)
  }

  /// `$(name)`.
  private static func dollar(_ text: MarkedText, _ index: Int) -> Match? {
    guard text.at(index) == "$", text.at(index + 1) == "(",
      let inner = text.inner(from: index + 2, to: ")"),
      TemplateBody.isName(String(text.plain[inner]))
    else { return nil }
    return Match(range: index..<inner.upperBound + 1, inner: inner)
  }

  /// `#name#`, `%name%`, `$name$`, `#1#`.
  ///
  /// A word of letters beyond ASCII between number signs is a topic of Weibo, unless it is a usual name.
  private static func enclosed(_ text: MarkedText, _ index: Int) -> Match? {
    guard let mark = text.at(index), mark == "#" || mark == "%" || mark == "$",
      !text.isWordPart(index - 1), let inner = text.inner(from: index + 1, to: String(mark)),
      !inner.isEmpty
    else { return nil }
    let name = text.plain[inner]
    let isASCIIName = name.allSatisfy(\.isASCII) && TemplateBody.isName(String(name))
    let isNumber = mark == "#" && name.count <= 3 && name.allSatisfy(\.isNumber)
    guard isASCIIName || isNumber || isUsualName(name) else { return nil }
    return Match(range: index..<inner.upperBound + 1, inner: inner)
  }

  /// Whether a text is a name that templates give to a variable, with or without a number behind.
  private static func isUsualName(_ text: ArraySlice<Character>) -> Bool {
    var name = text.filter { $0 != " " && $0 != "_" && $0 != "-" }
    while name.last?.isNumber == true { name.removeLast() }
    return usualNames.contains(String(name).lowercased())
  }

  private static let usualNames: Set<String> = [
    "name", "firstname", "lastname", "fullname", "username", "nickname", "customer", "customername",
    "code", "otp", "pin", "verificationcode", "password", "date", "time", "amount", "balance",
    "price", "total", "link", "url", "order", "orderid", "ordernumber", "trackingnumber", "phone",
    "phonenumber", "mobile", "email", "company", "companyname", "product", "var", "variable",
    "value", "placeholder", "param", "field", "姓名", "名字", "名称", "称呼", "昵称", "客户", "客户姓名",
    "用户名", "会员", "验证码", "校验码", "动态码", "密码", "日期", "时间", "金额", "余额", "价格", "链接", "网址",
    "订单", "订单号", "单号", "快递单号", "手机", "手机号", "公司", "公司名称", "产品", "商品", "变量", "参数",
  ]
}
