/// An encoding that a file without a mark may be in, with the languages that are written in it.
struct Reading: Sendable {
  let encoding: TextEncoding
  let languages: [any Language]
  /// How much less often than the most common encodings it is met, in bits.
  let rarity: Double

  private init(_ encoding: TextEncoding, _ languages: [any Language], rarity: Double) {
    self.encoding = encoding
    self.languages = languages
    self.rarity = rarity
  }

  /// Encodings of several bytes a character, the most common first.
  static let multibyte: [Reading] = [
    Reading(.gb18030, [simplified, traditional(0xB0...0xD7)], rarity: 0),
    Reading(.big5, [traditional(0xA4...0xC6)], rarity: 1),
    Reading(.shiftJIS, [japanese(0x88...0x97)], rarity: 2),
    Reading(.eucJP, [japanese(0xB0...0xCF)], rarity: 3),
    Reading(.eucKR, [korean], rarity: 1),
  ]

  /// Encodings of one byte a character.
  static let singleByte: [Reading] = [
    Reading(.windows1252, western, rarity: 0),
    Reading(.windows1252, [icelandic], rarity: 6),
    Reading(.windows1250, centralEuropean, rarity: 2),
    Reading(.windows1250, [croatian, romanian], rarity: 4),
    Reading(.windows1251, [russian, ukrainian], rarity: 0),
    Reading(.windows1253, [greek], rarity: 2),
    Reading(.windows1254, [turkish], rarity: 1),
    Reading(.windows1255, [hebrew], rarity: 6),
    Reading(.windows1256, [arabic], rarity: 10),
    Reading(.windows874, [thai], rarity: 10),
    // What Excel on a Mac and consoles of DOS have left behind.
    Reading(.macRoman, western, rarity: 9),
    Reading(.koi8R, [russian], rarity: 9),
    Reading(.codePage866, [russian], rarity: 10),
    Reading(.codePage850, western, rarity: 10),
  ]

  /// UTF-8, for a file that is valid in it by chance.
  static let utf8 = Reading(
    .utf8,
    western + centralEuropean
      + [icelandic, croatian, romanian, turkish, russian, ukrainian, greek, hebrew, arabic],
    rarity: 0)

  /// The cost of a sample in the language that fits it best.
  func cost(of sample: DecodedSample) -> Double {
    let costs = languages.map { cost(of: sample, in: $0) }
    return (costs.min() ?? .infinity) + rarity
  }

  private func cost(of sample: DecodedSample, in language: any Language) -> Double {
    var cost = 0.0
    let characters = sample.characters
    for (index, character) in characters.enumerated() {
      if character.value == 0 {
        cost += Surprise.invalid
      } else if character.value < 0x80 {
        cost += Surprise.ascii
      } else {
        cost += language.cost(
          character,
          between: Neighbors(
            previous: index > 0 ? characters[index - 1].value : 0,
            next: index + 1 < characters.count ? characters[index + 1].value : 0))
      }
    }
    return cost
  }

  // MARK: - Languages

  private static let simplified = Ideographs(
    CommonCharacters.simplified, everyday: 0xB0...0xD7, kana: 17, hangul: 22)
  private static func traditional(_ everyday: ClosedRange<UInt8>) -> Ideographs {
    Ideographs(CommonCharacters.traditional, everyday: everyday, kana: 17, hangul: 22)
  }
  private static func japanese(_ everyday: ClosedRange<UInt8>) -> Ideographs {
    Ideographs(CommonCharacters.kanji, everyday: everyday, kana: 7, hangul: 22)
  }
  private static let korean = Ideographs(
    CommonCharacters.hangul, everyday: 0xB0...0xC8, kana: 18, hangul: 18)

  /// German, French, Spanish, Portuguese, Italian, the Nordic languages.
  private static let western: [any Language] = [
    Alphabet("üöäßé", double: 4), Alphabet("éèàçêôîëïâûùæœ", inner: "êâîôûœæ", double: 4),
    Alphabet("áíóéñúüç", double: 4), Alphabet("ãçáéóêíâõúôàü", inner: "êâô", double: 4),
    Alphabet("èàòùìé", double: 4), Alphabet("öäåøæéüð", double: 4),
  ]
  private static let icelandic = Alphabet("íáðöúþéóýæ", double: 4)
  /// Polish, Czech and Slovak, Hungarian.
  private static let centralEuropean: [any Language] = [
    Alphabet("łóążęśńćź", double: 1.5), Alphabet("íáéřěšžčýůúňťďóľôäĺŕ", double: 0.5),
    Alphabet("áéóöőíüúű", double: 3),
  ]
  private static let croatian = Alphabet("ćčšžđ", double: 3)
  private static let romanian = Alphabet("ăâîşţ", double: 2)
  private static let turkish = Alphabet("ıüşğöçiâî", double: 2)
  private static let russian = Alphabet(whole: "оаеинтрсвлкмдпуяыьгзбчйхжшюцщэфёъ")
  private static let ukrainian = Alphabet(whole: "оаинвіертслкдмупязьбгйчхцшюїєжщфґ")
  private static let hebrew = Alphabet(whole: "יוהלארתבמשנםדעקחפכטגצסןזךףץ")
  private static let arabic = Alphabet(whole: "اليمونرتبةعدسفهكقأحجشصطىخإذءزثئضغظؤآپچژگ")
  private static let thai = Alphabet(
    whole: "านรอกเงมยว่ล้ัดทตสีิขปแคหบใไะโืุูพช์จถผธ็ณศซภฟษญำฐฎฉฝฮ๊ฤฆฏฌฒ๋ฑฯๆ")
  private static let greek = Alphabet(whole: "αοιεςησντρυπκλμίάόγήδέθβχύφώζξψωϊϋ")
}
