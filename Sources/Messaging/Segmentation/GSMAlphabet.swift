internal import Characters

/// The GSM 7-bit default alphabet and its extension (GSM 03.38, 3GPP TS 23.038 section 6.2.1).
package enum GSMAlphabet {
  /// Septets of the character at the index and its bytes in UTF-8; zero septets outside the alphabet.
  static func septets(_ text: Span<UInt8>, at index: Int) -> (septets: Int, bytes: Int) {
    let byte = text[index]
    if byte < 0x80 { return (Int(ascii[Int(byte)]), 1) }
    if byte < 0xE0 {
      guard index + 1 < text.count else { return (0, 1) }
      let scalar = UInt32(byte & 0x1F) << 6 | UInt32(text[index + 1] & 0x3F)
      return (isBasic(scalar) ? 1 : 0, 2)
    }
    if byte < 0xF0 {
      // The euro sign, U+20AC, is the only one of three bytes; it is in the extension.
      let isEuro =
        byte == 0xE2 && index + 2 < text.count && text[index + 1] == 0x82 && text[index + 2] == 0xAC
      return (isEuro ? 2 : 0, 3)
    }
    return (0, 4)
  }

  /// The character that alone keeps a text out of the alphabet, however often it stands there; nil when
  /// several do, or none.
  package static func loneStranger(in text: Span<UInt8>) -> Unicode.Scalar? {
    var stranger: Unicode.Scalar?
    var index = 0
    while index < text.count {
      let (septets, bytes) = septets(text, at: index)
      if septets == 0 {
        guard let (scalar, _) = UTF8Text.scalar(text, at: index), stranger ?? scalar == scalar
        else {
          return nil
        }
        stranger = scalar
      }
      index += bytes
    }
    return stranger
  }

  /// For each ASCII character its septets: 0 outside, 2 in the extension.
  private static let ascii: [UInt8] = (0..<128).map { code in
    switch UInt8(code) {
    case 0x0A, 0x0D: 1
    case 0x0C: 2
    case 0..<0x20, 0x7F, UInt8(ascii: "`"): 0
    case UInt8(ascii: "^"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\\"),
      UInt8(ascii: "["), UInt8(ascii: "~"), UInt8(ascii: "]"), UInt8(ascii: "|"):
      2
    default: 1
    }
  }

  private static func isBasic(_ scalar: UInt32) -> Bool {
    switch scalar {
    // ¡ £ ¤ ¥ § ¿ Ä Å Æ Ç É Ñ Ö Ø Ü ß à ä å æ è é ì ñ ò ö ø ù ü
    case 0xA1, 0xA3, 0xA4, 0xA5, 0xA7, 0xBF, 0xC4, 0xC5, 0xC6, 0xC7, 0xC9, 0xD1, 0xD6, 0xD8, 0xDC,
      0xDF, 0xE0, 0xE4, 0xE5, 0xE6, 0xE8, 0xE9, 0xEC, 0xF1, 0xF2, 0xF6, 0xF8, 0xF9, 0xFC:
      true
    // Γ Δ Θ Λ Ξ Π Σ Φ Ψ Ω
    case 0x393, 0x394, 0x398, 0x39B, 0x39E, 0x3A0, 0x3A3, 0x3A6, 0x3A8, 0x3A9: true
    default: false
    }
  }
}
