import Messaging
import TestSupport
import Testing

@Suite("MSG-2: variables")
struct TemplateBodyTests {
  @Test(
    "The four styles are the same thing",
    arguments: ["Hi {1}, {2}!", "Hi <1>, <2>!", "Hi ${1}, ${2}!", "Hi ${name}, ${sum}!"])
  func styles(content: String) {
    let body = TemplateBody(content)
    #expect(
      body.parts == [.literal("Hi "), .variable(0), .literal(", "), .variable(1), .literal("!")])
    #expect(body.variableCount == 2)
  }

  @Test(
    "What is no variable is text",
    arguments: [
      "{}", "{0}", "{01}", "{a}", "{1", "<>", "<b>", "${}", "${1a}", "{1000}", "{ 1 }", "$1",
      "100$",
      "a < 1 > 2", "{-1}",
    ])
  func text(content: String) {
    #expect(TemplateBody(content).parts == [.literal(content)])
  }

  @Test("A variable may occur more than once, in any order")
  func repeats() {
    let body = TemplateBody("{2}{1}{2}")
    #expect(body.parts == [.variable(1), .variable(0), .variable(1)])
    #expect(TemplateBody("${b}${a}${b}").names == ["b", "a"])
  }

  @Test("Any text gives a body that says the same text", arguments: 0..<10)
  func fuzz(seed: UInt64) {
    var random = SeededRandom(seed)
    let alphabet = Array("{}<>$12ab中 ")
    for _ in 0..<500 {
      let content = String(
        (0..<Int.random(in: 0...14, using: &random)).map { _ in
          alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        })
      let body = TemplateBody(content)
      let literals = body.parts.reduce(0) { sum, part in
        guard case .literal(let text) = part else { return sum }
        return sum + text.count
      }
      #expect(literals <= content.count)
      #expect(body.parts.isEmpty == content.isEmpty)
    }
  }
}

@Suite("MSG-3: what a reviewer would refuse")
struct LintTests {
  @Test(
    "Each finding says what it is",
    arguments: [
      (.notification, "尊敬的{1}，您本月账单金额为{2}元。", []),
      (.notification, String(repeating: "字", count: 499), []),
      (.notification, String(repeating: "字", count: 500), ["TOO_LONG"]),
      (.notification, "{1}{2}", ["ONLY_VARIABLES"]),
      (.notification, "{1}，{2}！", ["ONLY_VARIABLES"]),
      (.notification, "{1} 您好 {3}", ["NUMBER_GAP"]), (.notification, "您好{2}", ["NUMBER_GAP"]),
      (.notification, "您好{1}<2>", ["MIXED_STYLES"]),
      (.notification, "您好${1}${name}", ["MIXED_STYLES"]),
      (.marketing, "新品上市", ["NO_OPT_OUT"]), (.marketing, "新品上市，拒收请回复R", []),
      (.marketing, "Sale! Reply with R to unsubscribe.", []),
      (.verification, "您的验证码", ["NO_CODE"]), (.verification, "您的验证码是{1}", []),
      (.notification, "【博阔】您好", ["SIGNATURE_IN_BODY"]),
      (.notification, "您好】", ["SIGNATURE_IN_BODY"]),
      (.notification, "  ", ["EMPTY"]),
    ] as [(MessageType, String, [String])])
  func findings(type: MessageType, content: String, codes: [String]) {
    let template = Template(
      name: "t", type: type, region: .mainland, signature: "博阔", content: content)
    #expect(Lint.findings(in: template).map(\.code) == codes)
  }

  @Test("A position is that of the character")
  func position() {
    let template = Template(
      name: "t", type: .notification, region: .mainland, content: "您好，{1}和{3}")
    #expect(Lint.findings(in: template).first?.position == 8)
  }

  @Test(
    "A signature brings no brackets or variables of its own",
    arguments: ["【博阔】", "A{name}", "{1}", "｛1｝", ""])
  func signature(signature: String) {
    let template = Template(
      name: "t", type: .notification, region: .mainland, signature: signature, content: "您好")
    #expect(Lint.findings(in: template).map(\.code) == ["SIGNATURE_FORM"])
  }
}

@Suite("MSG-4 and MSG-5: rendering")
struct MessageRendererTests {
  @Test("Signature, body and values; a value is not expanded again")
  func renders() {
    let template = Template(
      name: "t", type: .notification, region: .mainland, signature: "博阔", content: "{2}：{1}，{2}")
    #expect(render(template, ["{2}", "李"]) == "【博阔】李：{2}，李")
    #expect(render(template, ["1", "2"], signature: "Acme") == "【Acme】2：1，2")
  }

  @Test("Without a signature the body stands alone")
  func unsigned() {
    let template = Template(
      name: "t", type: .notification, region: .international, content: "Hi <1>")
    #expect(render(template, ["Ana"]) == "Hi Ana")
  }

  @Test(
    "A verification code is 4 to 6 digits",
    arguments: [
      ("123", false), ("1234", true), ("123456", true), ("1234567", false), ("12a4", false),
      ("１２３４", true), ("", false), (" 1234", false),
    ])
  func codes(value: String, isCode: Bool) {
    let bytes = Array(value.utf8)
    #expect(MessageRenderer.isVerificationCode(bytes.span) == isCode)
  }

  @Test("The code is the variable named for it, else the first")
  func codeVariable() {
    func variable(_ content: String) -> Int? {
      MessageRenderer(
        Template(name: "t", type: .verification, region: .mainland, content: content)
      ).codeVariable
    }
    #expect(variable("码{1}，{2}分钟") == 0)
    #expect(variable("${minutes} min: ${code}") == 1)
  }

  private func render(_ template: Template, _ values: [String], signature: String? = nil) -> String
  {
    var bytes: [UInt8] = []
    var ranges: [Range<Int>] = []
    for value in values {
      let start = bytes.count
      bytes += Array(value.utf8)
      ranges.append(start..<bytes.count)
    }
    var message: [UInt8] = []
    MessageRenderer(template, signature: signature)
      .render(bytes.span, ranges: ranges.span, into: &message)
    return String(decoding: message, as: UTF8.self)
  }
}
