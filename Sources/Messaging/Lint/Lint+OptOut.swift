extension Lint {
  /// Whether people are told how to opt out, in words by which they can (SPEC MSG-3, MSG-8).
  ///
  /// Every word that `OptOutNotice` reads opts out, so what is left to find is a text of which it reads none.
  static func optOut(_ template: Template, _ body: TemplateBody) -> [Finding] {
    let notice = OptOutNotice(template.content)
    let example = template.region == .mainland ? "拒收请回复R" : "Reply with R to unsubscribe."
    if notice.words.isEmpty, notice.hasUnreadableWord {
      return [
        Finding(
          code: "OPT_OUT_WORD",
          message:
            "The word to reply with for opting out is a variable, so that the reply would not be "
            + "understood; write the word itself, such as “\(example)”.")
      ]
    }
    guard template.type == .marketing, notice.words.isEmpty, !notice.namesAnotherWay else {
      return []
    }
    let fault =
      notice.isMentioned
      ? "The content speaks of opting out, but names no word to reply with and no link; say how to opt out"
      : "A marketing message must say how to opt out"
    return [
      Finding(
        code: "NO_OPT_OUT", message: "\(fault), such as “\(example)”.",
        position: template.content.count)
    ]
  }
}
