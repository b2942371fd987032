import Messaging
import TestSupport
import Testing

@Suite("MSG-8: what looks like a variable and is none")
struct LookAlikeTests {
  private func findings(
    _ content: String, literalBraces: Bool? = nil
  ) -> [Finding] {
    Lint.findings(
      in: Template(
        name: "t", type: .notification, region: .international, content: content,
        hasLiteralBraces: literalBraces)
    ).filter { $0.code == "NOT_A_VARIABLE" }
  }

  @Test(
    "Braces that are no variable's are found, with where they stand and what to write",
    arguments: [
      ("Hi {name}!", 4, "{name}", "${name}"),
      ("Hi {customer name}", 4, "{customer name}", "${customer_name}"),
      ("Hi ${ name }", 4, "${ name }", "${name}"),
      ("Hi ${last name}", 4, "${last name}", "${last_name}"),
      ("您好{ 2 }", 3, "{ 2 }", "{2}"), ("您好{１}", 3, "{１}", "{1}"), ("您好｛２｝", 3, "｛２｝", "{2}"),
      ("您好﹛1﹜", 3, "﹛1﹜", "{1}"), ("a ❴1❵", 3, "❴1❵", "{1}"), ("Hi {٣}", 4, "{٣}", "{3}"),
      ("Hi {{code}}", 4, "{{code}}", "${code}"), ("Hi {{1}}", 4, "{{1}}", "{1}"),
      ("Hi {{{1}}}", 4, "{{{1}}}", "{1}"), ("Hi {000}", 4, "{000}", "{1}"),
      ("Hi {1000}", 4, "{1000}", "{1}"),
      ("Hi {02}", 4, "{02}", "{2}"), ("Hi {}", 4, "{}", "{1}"), ("Hi ${}", 4, "${}", "{1}"),
      ("Hi #{name}", 4, "#{name}", "${name}"), ("Hi %{name}", 4, "%{name}", "${name}"),
      ("Hi {%name%}", 4, "{%name%}", "${name}"), ("Hi {\u{200B}1}", 4, "{\u{200B}1}", "{1}"),
      ("Hi {1\u{A0}}", 4, "{1\u{A0}}", "{1}"), ("Hi {-1}", 4, "{-1}", "{1}"),
      ("Hi ${1}, {sum}", 10, "{sum}", "${2}"), ("Hi <1>, {2}", 9, "{2}", "<2>"),
      ("Hi {1}, ${the sum}", 9, "${the sum}", "{2}"), ("Hi ${a}, { b }", 10, "{ b }", "${b}"),
    ])
  func braces(content: String, position: Int, text: String, remedy: String) throws {
    // A variable of another style is a finding of its own.
    let isMixed = text == "{2}"
    let found = findings(content)
    guard !isMixed else { return #expect(found.isEmpty) }
    let finding = try #require(found.first)
    #expect(found.count == 1)
    #expect(finding.position == position)
    #expect(finding.message.contains("Character \(position): "))
    #expect(finding.message.contains("“\(text)”"))
    #expect(finding.message.contains("write \(remedy)"))
    #expect(finding.message.contains("--literal-braces"))
    #expect(findings(content, literalBraces: true).isEmpty)
  }

  @Test(
    "A brace without its other half is found",
    arguments: [
      ("Hi {1, welcome", 4, "{1"), ("Hi ${name", 4, "${name"), ("Hi 1}", 4, "1}"),
      ("您好｛1", 3, "｛1"),
      ("您好1｝元", 1, "您好1｝"), ("Hi {1}}", 4, "{1}}"), ("Hi {{1}", 4, "{{1"), ("Hi {1\n}", 4, "{1"),
      ("Hi {1 and {2}", 4, "{1"),
    ])
  func halves(content: String, position: Int, text: String) {
    let found = findings(content)
    #expect(found.first?.position == position)
    #expect(found.first?.message.contains("“\(text)”") == true, "\(found)")
  }

  @Test(
    "Variables of other systems are found",
    arguments: [
      "<name>", "< 2 >", "＜1＞", "﹤2﹥", "<<1>>", "<<name>>", "<first name>", "<0>", "<01>",
      "<%= name %>",
      "〈1〉", "‹2›", "[[name]]", "[[ name ]]", "[name]", "[First Name]", "[验证码]", "［姓名］",
      "*|FNAME|*",
      "%s", "%1$s", "%d", "%02d", "%@", "%name%", "#code#", "#1#", "#姓名#", "$(name)", "$name$",
    ])
  func otherSystems(text: String) throws {
    let finding = try #require(findings("Hi \(text), bye").first)
    #expect(finding.position == 4)
    #expect(finding.message.contains("“\(text)”"))
  }

  @Test(
    "What people write is text",
    arguments: [
      "5 < 6, 7 > 3", "We <3 you", "I <3 NY", "a <- b", "100%sure", "50%off, 30%off", "only $5",
      "$1 off, $2 more", "US$ 5", "join #sale", "参与#春节大抽奖#话题", "[Acme] hello", "see [1", "《1917》",
      "“1”", "(1) first", "（1）先", "no. 1", "10% discount", "C# and F#", "#1 of #2", "100%",
      "a*b|c*d",
      "write to a@b.example", "x > 1", "1 < x", "{1} 和{2}", "${name} and ${sum}", "<1>: <2>",
      "$ {1}", "{1}%", "#{1}", "%{1}%", "[{1}]", "（{1}）", "「{1}」", "<3 3> 2",
    ])
  func plainText(content: String) {
    #expect(findings(content) == [])
  }

  /// A pair of braces of any form, with a text between that has no line break.
  private func hasBrace(_ text: String) -> Bool {
    text.unicodeScalars.contains { "{}｛｝﹛﹜❴❵".unicodeScalars.contains($0) }
  }

  @Test("What lint passes renders without a brace, whatever the text is", arguments: 0..<20)
  func rendering(seed: UInt64) {
    var random = SeededRandom(seed)
    let alphabet = Array("{}{}{}<>$$12ab中 ｛｝﹛❵\u{200B}\u{FE0F}\u{301}\n%#")
    var passed = 0
    for _ in 0..<1_000 {
      let content = String(
        (0..<Int.random(in: 0...12, using: &random)).map { _ in
          alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        })
      let found = findings(content)
      for finding in found {
        #expect((1...content.count).contains(finding.position ?? 0), "\(content.debugDescription)")
      }
      guard found.isEmpty else { continue }
      let renderer = MessageRenderer(
        Template(name: "t", type: .notification, region: .international, content: content))
      var message: [UInt8] = []
      let value = Array("v".utf8)
      let ranges = Array(repeating: 0..<1, count: renderer.variableCount)
      renderer.render(value.span, ranges: ranges.span, into: &message)
      #expect(
        !hasBrace(String(decoding: message, as: UTF8.self)), "\(content.debugDescription)")
      passed += 1
    }
    #expect(passed > 100)
  }

  @Test("A text of nothing but braces gives a bounded list")
  func bounded() {
    #expect(findings(String(repeating: "{", count: 10_000)).count == 20)
    #expect(findings(String(repeating: "}\n", count: 5_000)).count == 20)
  }
}
