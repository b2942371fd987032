/// How texts tell people to opt out, in the languages that campaigns are written in (SPEC MSG-8, ADMIN-8).
///
/// Phrases are tokens: case, width and blanks do not matter.
enum OptOutLexicon {
  typealias Phrase = [SpokenToken]

  /// What one does to answer.
  static let verbs = phrases([
    "reply", "replying", "text", "texting", "txt", "send", "sending", "respond", "answer", "sms",
    "répondez", "répondre", "envoyez", "envoyer", "repondez", "antworten sie", "antworte",
    "antwort", "senden sie", "sende", "responde", "responder", "responda", "envía", "envíe",
    "envia", "envie", "enviar", "rispondi", "rispondere", "invia", "antwoord", "stuur", "balas",
    "ketik", "kirim", "hantar", "soạn", "yanıtla", "ответьте", "отправьте", "回复", "回覆", "回復", "回",
    "发送", "發送", "发", "發", "编辑", "編輯", "回信", "返信",
  ])

  /// What may stand between that and the word.
  static let fillers = phrases([
    "with", "back", "the word", "word", "by", "sms", "text", "message", "mit", "par", "con", "com",
    "met", "le mot", "le code", "a", "the letter", "letter", "短信", "字母", "数字", "數字", "大写", "大寫",
    "“", "”", "\"", "'", "‘", "’", "「", "」", "『", "』", "《", "》", "(", ")", "[", "]", "<", ">", ":",
    "*", "-", "：",
  ])

  /// What it is for, unmistakably.
  static let purposes = phrases([
    "unsubscribe", "unsubscribing", "unsub", "opt out", "opt-out", "optout", "opting out",
    "be removed",
    "remove", "be taken off", "get off", "not receive", "stop receiving", "no longer receive",
    "stop messages", "stop msgs", "stop these", "stop sms", "stop texts", "stop promos",
    "stop all", "stop alerts", "stop future", "end messages", "end msgs", "cancel subscription",
    "cancel your subscription", "cancel messages", "cancel msgs", "cancel sms", "cancel texts",
    "cancel alerts", "vous désabonner", "vous désinscrire", "se désabonner", "désabonnement",
    "désinscription", "ne plus recevoir", "sich abzumelden", "abzumelden", "abmelden", "abmeldung",
    "abbestellen", "darse de baja", "darte de baja", "no recibir más", "no recibir", "cancelar",
    "descadastrar", "não receber", "parar de receber", "disiscriverti", "disiscriversi",
    "non ricevere", "afmelden", "uitschrijven", "berhenti", "berhenti melanggan", "từ chối",
    "отписаться", "отписки", "отказа", "配信停止", "수신거부", "退订", "退訂", "拒收", "拒绝接收", "拒絕接收",
    "取消订阅", "取消訂閱", "取消接收", "取消关注", "不再接收", "不再收到", "不想接收", "不想收到", "不想再收到", "不需要",
    "不接收", "免打扰", "勿扰", "谢绝",
  ])

  /// What it may be for, when nothing more is said: `to stop`, but not `to stop your order`.
  static let lastPurposes = phrases([
    "stop", "end", "quit", "leave", "stoppen", "退", "拒绝", "拒絕", "屏蔽", "停止", "停止接收",
  ])

  /// What may stand between the purpose and the verb: `to unsubscribe, please reply …`.
  static let links = phrases([
    "please", "pls", "just", "simply", "bitte", "veuillez", "por favor", "请", "請", "可", "可以", "就",
    "直接", "?", ",", ":", "-", "，", "：", "？", "→", ")", "(", "、", "of marketing", "at any time",
    "anytime", "any time", "短信", "短訊", "信息", "消息", "时", "的话",
  ])

  /// What may stand between the word and the purpose: `STOP to`, `T=`, `TD至本号码`.
  static let connectives = phrases([
    "to", "2", "for", "and", "if you wish to", "if you want to", "to this number", "pour", "para",
    "per", "um", "om", "untuk", "чтобы", "для", "可", "可以", "即可", "以", "来", "則", "则", "即", "为", "為",
    "将", "进行", "at any time to", "anytime to", "\"", "'", "”", "’", "」", "』", "》", ")", "]",
    ">", "=", ":", ",", "，", "：", "-", "→", "*", "到本号码", "至本号码", "到此号码", "至此号码", "到该号码", "は", "と",
    "を",
  ])

  /// What stands before a number to which the word is sent.
  static let destinations = phrases([
    "to", "at", "au", "an", "al", "a", "para", "naar", "na", "на", "ke", "gửi", "到", "至", "给", "給",
  ])

  /// What stands between two words to choose from.
  static let alternatives = phrases(["or", "ou", "oder", "o", "of", "或", "或者", "/", "、"])

  /// Other ways than a reply, which need no word: a link to follow, a number to call.
  static let otherWays = phrases([
    "click", "visit", "tap", "follow", "go to", "link", "call", "dial", "phone", "tel", "appeler",
    "cliquez", "klicken", "anrufen", "点击", "點擊", "点", "访问", "登录", "链接", "致电", "致電", "拨打", "撥打",
    "电话",
    "電話", "热线", "熱線", "客服",
  ])

  /// Places where people can do it themselves.
  static let places = phrases([
    "app", "settings", "account", "website", "小程序", "公众号", "公眾號", "设置", "設置", "设定", "官网", "个人中心",
  ])

  /// Opt-out words that say what they are for.
  static let tellingWords: Set<String> = [
    "STOP", "STOPALL", "UNSUBSCRIBE", "UNSUB", "OPTOUT", "退订", "退訂", "拒收", "取消订阅", "取消訂閱",
  ]

  /// Words of the language, which nobody is told to reply.
  static let notReplied: Set<String> = [
    "A", "AN", "THE", "TO", "US", "ME", "YOU", "YOUR", "IT", "THIS", "THAT", "THESE", "HERE", "NOW",
    "AND", "OR", "IF", "FOR", "FROM", "OF", "ON", "IN", "AT", "BY", "WITH", "ANY", "ALL", "BACK",
    "MESSAGE", "MESSAGES", "SMS", "TEXT", "TEXTS", "NUMBER", "WORD", "PLEASE", "ALERTS", "EMAIL",
  ]

  private static func phrases(_ texts: [String]) -> Set<Phrase> {
    Set(texts.map { SpokenToken.all(of: $0).map(\.folded) })
  }
}

extension SpokenToken {
  /// The token without what only its look says.
  var folded: SpokenToken {
    if case .word(let text, _) = self { .word(text, isLoud: true) } else { self }
  }
}
