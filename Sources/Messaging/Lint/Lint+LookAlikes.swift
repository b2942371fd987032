internal import Characters

extension Lint {
  /// What looks like a variable and is none, so that recipients would get its marks (SPEC MSG-8).
  static func lookAlikes(_ template: Template, _ body: TemplateBody) -> [Finding] {
    guard template.hasLiteralBraces != true else { return [] }
    return LookAlike.all(in: template.content, body).map { lookAlike in
      let fault =
        switch lookAlike.kind {
        case .form: "“\(lookAlike.text)” looks like a variable and is none"
        case .unclosed: "nothing closes the brace of “\(lookAlike.text)”"
        case .unopened: "nothing opens the brace of “\(lookAlike.text)”"
        }
      return Finding(
        code: "NOT_A_VARIABLE",
        message:
          "Character \(lookAlike.position): \(fault); \(remedy(lookAlike, body)), or keep it "
          + "as text with literalBraces: true in the template's file (--literal-braces of "
          + "`broadsheet template create` and `change`).",
        position: lookAlike.position)
    }
  }

  /// What to write instead.
  private static func remedy(_ lookAlike: LookAlike, _ body: TemplateBody) -> String {
    let style = body.occurrences.first?.style
    let marks: Set<Character> = ["_", "-"]
    let words = lookAlike.inner.split { !$0.isLetter && !$0.isNumber && !marks.contains($0) }
    let name = words.joined(separator: "_")
    if let number = wholeNumber(name), style != .named {
      guard (1...999).contains(number) else {
        return "write \((style ?? .braces).text(of: "1")): variables are numbered from 1 to 999"
      }
      return "write \((style ?? .braces).text(of: "\(number)"))"
    }
    guard TemplateBody.isName(name), name.count <= 32 else {
      return "write \((style ?? .braces).example)"
    }
    guard let style, style != .named else {
      return "write \(TemplateBody.Style.named.text(of: name))"
    }
    let next = "\(body.variableCount + 1)"
    return "write \(style.text(of: next)), the next number, since its variables have numbers"
  }

  /// The value of digits of any script.
  private static func wholeNumber(_ text: String) -> Int? {
    var value = 0
    for scalar in text.unicodeScalars {
      guard let digit = DecimalDigit.value(of: scalar), value < 10_000 else { return nil }
      value = value * 10 + Int(digit)
    }
    return text.isEmpty ? nil : value
  }
}
