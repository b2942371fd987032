import Messaging
import TestSupport
import Testing

@Suite("ADMIN-8: replies that opt out")
struct OptOutTests {
  @Test(
    "A word opts out in any case and width, with anything but letters about it",
    arguments: [
      "TD", ">TD", "> stop", "\u{FF1E}退订", "td", "Td", "ＴＤ", "ｔｄ", "T", "ｔ", "N", "n.", "R", "ｒ。",
      "STOP", "Stop", "ｓｔｏｐ",
      "UNSUBSCRIBE",
      "unsubscribe", "退订", "退訂", "TD，", "TD,", "(TD)", "（TD）", "“TD”", "「TD」", "【TD】", "'td'",
      "《退订》",
      "TD👍", "👍🏽TD", "🙏 stop 🙏", "STOP❤️", "TD!!!", "td……", "*STOP*", "~R~", "TD\u{200B}",
      "\u{FEFF}TD",
      "\u{2066}TD\u{2069}", "T\u{200B}D", "　TD　", "\tTD\r\n", "TD退订", "退订TD", "退订退订", "td td",
      "TD、退订",
      "STOP STOP STOP", "S.T.O.P", "T.D.", "opt out", "OPT-OUT", "stop all", "Stopall", "QUIT",
      "end", "Cancel!",
      "回复TD", "回T退订", "请退订", "我要退订！", "退订，谢谢", "TD谢谢", "please stop", "STOP please",
      "Stop texting me",
      "Unsubscribe me", "TD, thank you", "拒收", "取消订阅",
    ])
  func optsOut(text: String) {
    #expect(OptOut().isAsked(by: text))
  }

  @Test(
    "Only the first line counts, and no quotation",
    arguments: [
      "TD\n-- \nWang", "TD\r\n发自我的iPhone", "\n\n  \nTD\n\n", "STOP\n\n> Reply STOP to unsubscribe",
      "> Sale! Reply TD\n> Acme\nTD", "退订\u{2028}王小明", "👍\nTD\nbye", "stop\rOn Friday you wrote:",
    ])
  func lines(text: String) {
    #expect(OptOut().isAsked(by: text))
  }

  @Test(
    "What may mean something else does not opt out",
    arguments: [
      "", " ", "👍", "...", "TD is late", "T shirt please", "T恤", "no thanks", "No", "N0", "R2",
      "N thanks",
      "R u there?", "N/A", "T_T", "T T", "ok", "收到", "谢谢", "please cancel", "cancel my order",
      "the end",
      "end of May?", "Don't stop", "stop by at 5", "bus stop", "不退订", "怎么退订", "退订要钱吗", "TDD",
      "0000",
      "thanks\nTD", "nonstop", "STOPPED", "1T", "I'm in R&D", "RT", "next", "退货", "订",
    ])
  func otherReplies(text: String) {
    #expect(!OptOut().isAsked(by: text))
  }

  @Test("The words can be others, of any script")
  func words() {
    #expect(OptOut(["БАСТА"]).isAsked(by: "баста!"))
    #expect(OptOut(["0000"]).isAsked(by: "００００"))
    #expect(OptOut(["0000"]).isAsked(by: "٠٠٠٠"))
    #expect(OptOut(["No More"]).isAsked(by: "no more"))
    #expect(OptOut(["停止"]).isAsked(by: "“停止”"))
    #expect(OptOut(["수신거부"]).isAsked(by: "수신거부"))
    #expect(!OptOut(["stop"]).isAsked(by: "TD"))
    #expect(!OptOut(["0000"]).isAsked(by: "00000"))
    #expect(!OptOut(["!"]).isAsked(by: "..."))
    #expect(!OptOut([]).isAsked(by: "TD"))
  }

  @Test("Any text is answered, and marks about a word change nothing", arguments: 0..<10)
  func fuzz(seed: UInt64) {
    var random = SeededRandom(seed)
    let alphabet = Array("TDtdＴＤ退订 stop.，👍\u{200B}\n>0()回")
    let marks = Array("。，！!?（）“”👍 \u{A0}\u{200B}*~…")
    let optOut = OptOut()
    for _ in 0..<100 {
      let text = String(
        (0..<Int.random(in: 0...10, using: &random)).map { _ in
          alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        })
      let dressed = String(
        (0..<3).map { _ in marks[Int.random(in: 0..<marks.count, using: &random)] })
      #expect(
        optOut.isAsked(by: text) == optOut.isAsked(by: text + "\n" + dressed),
        "\(text.debugDescription)")
      for word in OptOut.words {
        #expect(
          optOut.isAsked(by: dressed + word + dressed), "\((dressed + word).debugDescription)")
      }
    }
  }
}

@Suite("MSG-8, ADMIN-8: the word that a text announces")
struct OptOutNoticeTests {
  @Test(
    "The word is read in the ways that texts have",
    arguments: [
      ("Sale! Reply STOP", ["STOP"]), ("Sale. Reply STOP to opt out.", ["STOP"]),
      ("Text QUIT to opt out", ["QUIT"]), ("Reply with R to unsubscribe.", ["R"]),
      ("Reply \"LEAVE\" to unsubscribe", ["LEAVE"]),
      ("Send NOMORE to 12345 to opt-out", ["NOMORE"]),
      ("To unsubscribe, reply X9.", ["X9"]), ("To opt out please text BYE", ["BYE"]),
      ("Opt-out: reply T", ["T"]), ("Unsubscribe? Reply N", ["N"]), ("STOP to opt out", ["STOP"]),
      ("Msg rates apply. STOP=unsubscribe", ["STOP"]),
      ("Reply YES to confirm or STOP to opt out.", ["STOP"]), ("STOP to 88588", ["STOP"]),
      ("Reply STOP or END to unsubscribe", ["STOP", "END"]),
      ("Txt STOP/QUIT to opt out", ["STOP", "QUIT"]),
      ("Reply REMOVE to be removed from this list", ["REMOVE"]), ("Txt BYE to stop.", ["BYE"]),
      ("Reply Z to stop receiving texts", ["Z"]), ("REPLY KTHXBYE TO STOP MESSAGES", ["KTHXBYE"]),
      ("Répondez STOP", ["STOP"]), ("Soldes! STOP au 36180", ["STOP"]),
      ("Répondez FIN pour vous désabonner", ["FIN"]),
      ("Antworten Sie mit AUS, um sich abzumelden", ["AUS"]),
      ("Responda BAJA para no recibir más", ["BAJA"]), ("Abmelden: STOP an 12345", ["STOP"]),
      ("Responda SAIR para cancelar", ["SAIR"]),
      ("Rispondi BASTA per non ricevere altri SMS", ["BASTA"]),
      ("Ketik BERHENTI untuk berhenti", ["BERHENTI"]), ("Ответьте НЕТ, чтобы отписаться", ["НЕТ"]),
      ("春装上新，退订请回复0000", ["0000"]), ("春装上新，回T退订", ["T"]), ("拒收请回复R", ["R"]),
      ("回复TD退订", ["TD"]), ("退订回TD", ["TD"]), ("回复“退出”可取消订阅", ["退出"]), ("回复退订", ["退订"]),
      ("退订请编辑短信QX发送到10690000", ["QX"]), ("发送QXDY至10690000取消订阅", ["QXDY"]), ("拒收回N", ["N"]),
      ("退订：TD", ["TD"]), ("退订回复T或TD", ["T", "TD"]), ("不想再收到请回复6", ["6"]), ("回复数字9退订", ["9"]),
      ("，TD退订", ["TD"]), ("退回TD", ["TD"]), ("如不需要請回覆X", ["X"]), ("Ｒｅｐｌｙ　ＱＱ　ｔｏ　ｕｎｓｕｂｓｃｒｉｂｅ", ["QQ"]),
    ] as [(String, [String])])
  func words(content: String, words: [String]) {
    let notice = OptOutNotice(content)
    #expect(notice.words == words)
    for word in notice.words { #expect(OptOut(notice.words).isAsked(by: word.lowercased())) }
  }

  @Test(
    "No word is read where none is announced",
    arguments: [
      "Reply YES to confirm", "Text us to unsubscribe", "Reply C to cancel your appointment",
      "Reply 1 for yes, 2 for no", "回复Q取消订单", "回复1确认，回复2改期", "新品上市",
      "This text is about our stop in Rome",
      "We reply to every message", "Unsubscribe", "会员VIP退订后不再享受", "You can unsubscribe any time",
      "回复{1}退订",
      "Reply S to stop your delivery", "请回复您的姓名", "发现新品T恤",
      "Send the form back to us to unsubscribe",
    ])
  func none(content: String) {
    #expect(OptOutNotice(content).words == [])
  }

  @Test("Any text is read, and what is read from it opts out", arguments: 0..<10)
  func fuzz(seed: UInt64) {
    var random = SeededRandom(seed)
    let pieces = [
      "reply ", "Text ", "STOP", "BYE", " to ", "opt out", "unsubscribe", "回复", "退订", "请", "{1}",
      "“", "”", ", ",
      ".", "\n", "or ", "0000", "👍", "<1>", "T", "发送", "至106", "勿扰", " ",
    ]
    var read = 0
    for _ in 0..<100 {
      let content = (0..<Int.random(in: 1...9, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
      let words = OptOutNotice(content).words
      read += words.count
      for word in words {
        #expect(OptOut([word]).isAsked(by: word.lowercased() + "。"), "\(content.debugDescription)")
      }
    }
    #expect(read > 10)
  }

  private func lint(_ content: String, _ type: MessageType = .marketing) -> [String] {
    Lint.findings(
      in: Template(name: "t", type: type, region: .mainland, signature: "博阔", content: content)
    ).map(\.code)
  }

  @Test(
    "Marketing passes when it announces a word or names another way",
    arguments: [
      "特惠{1}折，退订回T", "特惠，回复0000退订", "Sale! Text QUIT to opt out",
      "Sale. Unsubscribe: https://a.example/u",
      "特惠，退订请致电4001234567", "Sale. To unsubscribe call 8005550123.", "特惠，退订请点击{1}",
      "特惠，退订 t.example/x",
      "Sale. Unsubscribe by mail to out@acme.example", "特惠，如需退订请在公众号设置", "Soldes. STOP au 36180",
    ])
  func passes(content: String) {
    #expect(lint(content) == [])
  }

  @Test(
    "Marketing that names neither a word nor another way does not pass",
    arguments: [
      "特惠，可退订", "You may unsubscribe at any time.", "Sale! Opt out available", "特惠，退订请回复",
      "Reply to opt out",
      "特惠，回复即可退订", "Sale! Text us to unsubscribe", "Reply YES for more", "Sale! Reply TD.",
      "Reply R for rates",
    ])
  func refused(content: String) {
    #expect(lint(content) == ["NO_OPT_OUT"])
  }

  @Test("A variable as the word cannot be understood, in any type of message")
  func variable() {
    #expect(lint("特惠，退订请回复{1}") == ["OPT_OUT_WORD"])
    #expect(lint("Reply {1} to unsubscribe", .notification) == ["OPT_OUT_WORD"])
    #expect(lint("Reply ${word} to opt out. Reply STOP to opt out") == [])
    #expect(lint("回复{1}确认", .notification) == [])
  }
}
