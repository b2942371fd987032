/// What a reviewer would refuse a template for (SPEC MSG-3).
package struct Finding: Sendable, Equatable {
  /// A stable word for programs.
  package var code: String
  /// Where and why, a sentence.
  package var message: String
  /// In characters from the start of the content, from 1; nil when it is about the whole.
  package var position: Int?

  package init(code: String, message: String, position: Int? = nil) {
    self.code = code
    self.message = message
    self.position = position
  }
}

/// Checks templates before anything is sent.
package enum Lint {
  /// Characters that a content must stay below.
  package static let contentLimit = 500

  private static let checks: [@Sendable (Template, TemplateBody) -> [Finding]] = [
    emptiness, length, onlyVariables, style, gaps, lookAlikes, optOut, verificationCode, brackets,
    signature,
  ]

  /// Everything that is wrong with the template; empty when a reviewer would pass it.
  package static func findings(in template: Template) -> [Finding] {
    let body = TemplateBody(template.content)
    return checks.flatMap { $0(template, body) }
  }

  private static func emptiness(_ template: Template, _ body: TemplateBody) -> [Finding] {
    guard template.content.allSatisfy(\.isWhitespace) else { return [] }
    return [Finding(code: "EMPTY", message: "The content is empty.")]
  }

  private static func length(_ template: Template, _ body: TemplateBody) -> [Finding] {
    let count = template.content.count
    guard count >= contentLimit else { return [] }
    return [
      Finding(
        code: "TOO_LONG",
        message: "The content has \(count) characters; it must have fewer than \(contentLimit).",
        position: contentLimit)
    ]
  }

  private static func onlyVariables(_ template: Template, _ body: TemplateBody) -> [Finding] {
    guard body.hasVariables else { return [] }
    let hasText = body.parts.contains { part in
      guard case .literal(let text) = part else { return false }
      return text.contains { $0.isLetter || $0.isNumber }
    }
    guard !hasText else { return [] }
    return [
      Finding(
        code: "ONLY_VARIABLES",
        message: "The content is nothing but variables; say in words what the message is about.")
    ]
  }

  private static func style(_ template: Template, _ body: TemplateBody) -> [Finding] {
    guard let first = body.occurrences.first,
      let other = body.occurrences.first(where: { $0.style != first.style })
    else { return [] }
    return [
      Finding(
        code: "MIXED_STYLES",
        message: "Character \(other.position): a variable in another style than the first; "
          + "keep to one of {1}, <1>, ${1} or ${name}.",
        position: other.position)
    ]
  }

  private static func gaps(_ template: Template, _ body: TemplateBody) -> [Finding] {
    let numbers = Set(body.occurrences.compactMap(\.number))
    guard body.names.isEmpty, let highest = numbers.max(),
      let missing = (1...highest).first(where: { !numbers.contains($0) }),
      let after = body.occurrences.first(where: { ($0.number ?? 0) > missing })
    else { return [] }
    return [
      Finding(
        code: "NUMBER_GAP",
        message: "Character \(after.position): variable \(after.name) is used, but \(missing) is "
          + "not; number the variables from 1 without a gap.",
        position: after.position)
    ]
  }

  private static func verificationCode(_ template: Template, _ body: TemplateBody) -> [Finding] {
    guard template.type == .verification, !body.hasVariables else { return [] }
    return [
      Finding(
        code: "NO_CODE",
        message: "A verification message needs a variable for its code, such as {1}.")
    ]
  }

  private static func brackets(_ template: Template, _ body: TemplateBody) -> [Finding] {
    guard let index = template.content.firstIndex(where: { $0 == "【" || $0 == "】" }) else {
      return []
    }
    let position = template.content.distance(from: template.content.startIndex, to: index) + 1
    return [
      Finding(
        code: "SIGNATURE_IN_BODY",
        message: "Character \(position): 【】 hold the signature, which is put in front of the body; "
          + "leave it out of the content.",
        position: position)
    ]
  }

  private static func signature(_ template: Template, _ body: TemplateBody) -> [Finding] {
    guard let signature = template.signature else { return [] }
    if signature.isEmpty || signature.contains(where: { "【】\n\r".contains($0) }) {
      return [
        Finding(
          code: "SIGNATURE_FORM",
          message: "The signature is only the name; its brackets 【】 are added when it is sent.")
      ]
    }
    guard template.hasLiteralBraces != true, signature.contains(where: { "{}｛｝".contains($0) })
    else { return [] }
    return [
      Finding(
        code: "SIGNATURE_FORM",
        message: "A signature has no variables: its braces would be sent as they stand.")
    ]
  }
}
