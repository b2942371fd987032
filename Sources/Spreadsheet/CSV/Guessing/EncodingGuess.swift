/// The encoding that fits the bytes of a file best, and how sure that is.
struct EncodingGuess {
  let encoding: TextEncoding
  /// Whether the evidence is thin: another encoding fits nearly as well, or this one does not fit well.
  let isThin: Bool
  /// The encodings to try when the guess is wrong, the likeliest first.
  let others: [String]

  /// Bits by which a guess must beat the next one to count as sure: about four letters or one ideograph.
  private static let sureness = 12.0
  /// Bits by which another encoding must beat UTF-8.
  private static let margin = 5.0
  /// Bits that a character costs at most which is in everyday use.
  private static let commonBits = 12.5
  /// Encodings that a person is told to try.
  private static let othersLimit = 3

  private struct Score {
    var reading: Reading
    var sample: DecodedSample
    var cost: Double
    var hasDamage: Bool
  }

  /// Guesses the encoding of a file that is not UTF-8.
  init(_ sample: [UInt8]) {
    let scores = Self.scores(of: sample, by: Reading.multibyte + Reading.singleByte)
    guard let best = scores.first else {
      self.init(encoding: .windows1252, isThin: true, others: [])
      return
    }
    // Several encodings may give the very same text; they are no rivals.
    let rivals = scores.dropFirst().filter { $0.reading.encoding != best.reading.encoding }
      .filter { $0.sample.characters.map(\.value) != best.sample.characters.map(\.value) }
    let lead = (rivals.first?.cost ?? .infinity) - best.cost
    var names: [String] = []
    for rival in rivals where !rival.hasDamage && !names.contains(rival.reading.encoding.name) {
      names.append(rival.reading.encoding.name)
    }
    self.init(
      encoding: best.reading.encoding, isThin: lead < Self.sureness || best.hasDamage,
      others: Array(names.prefix(Self.othersLimit)))
  }

  /// The encoding in which a file makes more sense that is UTF-8 by chance; nil when UTF-8 does.
  ///
  /// `魏石` in GBK is `κʯ` in UTF-8: letters of two scripts in one word against two common characters.
  static func insteadOfUTF8(_ sample: [UInt8]) -> EncodingGuess? {
    let scores = scores(of: sample, by: [.utf8] + Reading.multibyte)
    guard let best = scores.first, best.reading.encoding != .utf8,
      let utf8 = scores.first(where: { $0.reading.encoding == .utf8 }),
      utf8.cost - best.cost > margin
    else { return nil }
    return EncodingGuess(
      encoding: best.reading.encoding, isThin: true, others: [TextEncoding.utf8.name])
  }

  /// An encoding in which all characters are common ones of a text that is UTF-8 by chance or by right.
  ///
  /// `谢谢` in GBK is `лл` in UTF-8: letters of one script, so nothing but the reader can tell.
  static func rivalOfUTF8(_ sample: [UInt8]) -> String? {
    let wide = sample.count { $0 >= 0x80 } / 2
    let best = scores(of: sample, by: Reading.multibyte).first
    guard let best, wide > 0, !best.hasDamage else { return nil }
    let plain = Double(sample.count - wide * 2) * Surprise.ascii
    return (best.cost - plain) / Double(wide) < commonBits ? best.reading.encoding.name : nil
  }

  private init(encoding: TextEncoding, isThin: Bool, others: [String]) {
    self.encoding = encoding
    self.isThin = isThin
    self.others = others
  }

  private static func scores(of bytes: [UInt8], by readings: [Reading]) -> [Score] {
    var samples: [String: DecodedSample] = [:]
    let scores = readings.compactMap { reading -> Score? in
      let codec = reading.encoding.codec
      guard let sample = samples[codec] ?? DecodedSample(bytes, codec: codec) else { return nil }
      samples[codec] = sample
      return Score(
        reading: reading, sample: sample, cost: reading.cost(of: sample),
        hasDamage: sample.hasDamage)
    }
    return scores.enumerated().sorted {
      ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset)
    }
    .map(\.element)
  }
}

extension DecodedSample {
  /// Whether it has bytes that are no character, controls or private-use characters.
  fileprivate var hasDamage: Bool {
    characters.contains { character in
      let value = character.value
      return value == 0 || (0x80..<0xA0).contains(value) || (0xE000..<0xF900).contains(value)
    }
  }
}
