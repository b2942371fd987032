/// The encoding of a text file (SPEC SHEET-6).
struct TextEncoding: Equatable, Sendable {
  /// The name that people know, in `sheet info` and in errors.
  var name: String
  /// The name that iconv knows: a superset where programs write one under the other's name.
  var codec: String
  /// Bytes of the byte order mark at the start of the file.
  var markLength = 0

  init(_ name: String, codec: String? = nil, markLength: Int = 0) {
    self.name = name
    self.codec = codec ?? name
    self.markLength = markLength
  }

  static let utf8 = TextEncoding("UTF-8")
  static let utf16LittleEndian = TextEncoding("UTF-16LE")
  static let utf16BigEndian = TextEncoding("UTF-16BE")
  static let utf32LittleEndian = TextEncoding("UTF-32LE")
  static let utf32BigEndian = TextEncoding("UTF-32BE")
  static let gb18030 = TextEncoding("GB18030")
  static let big5 = TextEncoding("Big5", codec: "BIG5-HKSCS")
  static let shiftJIS = TextEncoding("Shift_JIS", codec: "CP932")
  static let eucJP = TextEncoding("EUC-JP", codec: "EUC-JP-MS")
  static let eucKR = TextEncoding("EUC-KR", codec: "CP949")
  static let windows1250 = TextEncoding("Windows-1250")
  static let windows1251 = TextEncoding("Windows-1251")
  static let windows1252 = TextEncoding("Windows-1252")
  static let windows1253 = TextEncoding("Windows-1253")
  static let windows1254 = TextEncoding("Windows-1254")
  static let windows1255 = TextEncoding("Windows-1255")
  static let windows1256 = TextEncoding("Windows-1256")
  static let windows874 = TextEncoding("Windows-874", codec: "CP874")
  static let macRoman = TextEncoding("Macintosh")
  static let koi8R = TextEncoding("KOI8-R")
  static let codePage850 = TextEncoding("CP850")
  static let codePage866 = TextEncoding("CP866")

  /// The encodings that are told by name to a person; iconv knows more.
  static let known: [TextEncoding] = [
    .utf8, .utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian, .gb18030,
    .big5, .shiftJIS, .eucJP, .eucKR, .windows1250, .windows1251, .windows1252, .windows1253,
    .windows1254, .windows1255, .windows1256, .windows874, .macRoman, .koi8R, .codePage850,
    .codePage866,
  ]

  /// Other names of these, as programs and people write them.
  private static let aliases: [String: TextEncoding] = [
    "UTF8": .utf8, "UTF-8-SIG": .utf8, "UTF-8-BOM": .utf8, "CP65001": .utf8,
    "GBK": .gb18030, "GB2312": .gb18030, "CP936": .gb18030, "EUC-CN": .gb18030, "MS936": .gb18030,
    "WINDOWS-936": .gb18030, "CP950": .big5, "BIG5-HKSCS": .big5, "BIG-5": .big5,
    "BIG5HKSCS": .big5, "WINDOWS-950": .big5,
    "SHIFT-JIS": .shiftJIS, "SJIS": .shiftJIS, "CP932": .shiftJIS, "MS932": .shiftJIS,
    "WINDOWS-31J": .shiftJIS, "EUCJP": .eucJP, "EUC_JP": .eucJP, "EUCKR": .eucKR,
    "EUC_KR": .eucKR, "CP949": .eucKR, "UHC": .eucKR, "MS949": .eucKR, "KS_C_5601-1987": .eucKR,
    "CP1250": .windows1250, "CP1251": .windows1251, "CP1252": .windows1252,
    "CP1255": .windows1255, "CP1256": .windows1256, "CP874": .windows874, "TIS-620": .windows874,
    "CP1253": .windows1253, "CP1254": .windows1254, "WIN1252": .windows1252,
    "WIN1251": .windows1251, "ANSI": .windows1252, "MACROMAN": .macRoman, "MAC": .macRoman,
    "MAC-ROMAN": .macRoman, "IBM850": .codePage850, "IBM866": .codePage866,
  ]

  var isUTF8: Bool { codec == Self.utf8.codec }

  /// An encoding that the user named, for a file that begins with these bytes.
  init(named name: String, head: [UInt8]) {
    let upper = name.uppercased()
    let marked = Self.marked(head)
    if upper == "UTF-16" || upper == "UTF16" || upper == "UTF-32" || upper == "UTF32" {
      // The byte order is the file's to say.
      self = marked ?? Self.wide(head) ?? Self(upper + "LE")
      return
    }
    self =
      Self.aliases[upper] ?? Self.known.first { $0.name.uppercased() == upper } ?? Self(upper)
    // A mark is no text, whatever the encoding behind it.
    if let marked, marked.codec == codec || marked.isUTF8 && !isWide {
      markLength = marked.markLength
    } else if self == .gb18030, head.starts(with: [0x84, 0x31, 0x95, 0x33]) {
      markLength = 4
    }
  }

  /// Whether a character has at least two bytes, ASCII too.
  var isWide: Bool { codec.hasPrefix("UTF-16") || codec.hasPrefix("UTF-32") }

  /// The encoding that a byte order mark names; nil without one.
  static func marked(_ head: [UInt8]) -> TextEncoding? {
    let marks: [(bytes: [UInt8], encoding: TextEncoding)] = [
      ([0xEF, 0xBB, 0xBF], .utf8), ([0xFF, 0xFE, 0, 0], .utf32LittleEndian),
      ([0, 0, 0xFE, 0xFF], .utf32BigEndian), ([0xFF, 0xFE], .utf16LittleEndian),
      ([0xFE, 0xFF], .utf16BigEndian), ([0x84, 0x31, 0x95, 0x33], .gb18030),
    ]
    for (bytes, encoding) in marks where head.starts(with: bytes) {
      return encoding.behindMark(of: bytes.count)
    }
    return nil
  }

  /// UTF-16 and UTF-32 without a mark: delimiters and digits have zero bytes, always on the same side.
  static func wide(_ head: [UInt8]) -> TextEncoding? {
    guard head.count >= 4 else { return nil }
    var zeros = [0, 0, 0, 0]
    for (index, byte) in head.enumerated() where byte == 0 { zeros[index & 3] += 1 }
    let even = zeros[0] + zeros[2]
    let odd = zeros[1] + zeros[3]
    let quarter = head.count / 4
    // Of a character of UTF-32 the highest byte is always zero, the next nearly always.
    if quarter >= 2, zeros[3] == quarter, zeros[2] * 8 > quarter * 7, zeros[0] * 2 < quarter {
      return .utf32LittleEndian
    }
    if quarter >= 2, zeros[0] >= quarter, zeros[1] * 8 > quarter * 7, zeros[3] * 2 < quarter {
      return .utf32BigEndian
    }
    let enough = max(2, head.count / 8)
    if odd >= enough, even * 2 < odd { return .utf16LittleEndian }
    if even >= enough, odd * 2 < even { return .utf16BigEndian }
    return nil
  }

  func behindMark(of length: Int) -> TextEncoding {
    var copy = self
    copy.markLength = length
    return copy
  }
}
