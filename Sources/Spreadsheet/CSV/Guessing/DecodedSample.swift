/// A sample of a file's bytes as one encoding reads them, character by character.
struct DecodedSample {
  /// A character with the first of its bytes, which tells how common its row of the character set is.
  struct Character {
    /// Its Unicode value; 0 for bytes that are none in this encoding.
    var value: UInt32
    var lead: UInt8
  }

  private(set) var characters: [Character] = []

  /// The longest character of any encoding that is tried, GB18030's, in bytes.
  private static let longest = 4

  /// - Returns: nil when iconv does not know the encoding.
  init?(_ bytes: [UInt8], codec: String) {
    guard let converter = CharacterConverter(from: codec, to: "UTF-32LE") else { return nil }
    characters.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        characters.append(Character(value: UInt32(bytes[index]), lead: bytes[index]))
        index += 1
        continue
      }
      let (value, width) = Self.character(bytes, at: index, converter)
      characters.append(Character(value: value, lead: bytes[index]))
      index += width
    }
  }

  /// Offers one byte more until there is a character; one byte is left out where there is none.
  private static func character(
    _ bytes: [UInt8], at index: Int, _ converter: CharacterConverter
  ) -> (value: UInt32, width: Int) {
    var output = [UInt8](repeating: 0, count: 16)
    for width in 1...min(longest, bytes.count - index) {
      var input = Array(bytes[index..<index + width])
      let (_, filled, stop) = converter.convert(&input, into: &output)
      if stop == .cut { continue }
      guard stop == .atEnd, filled >= 4 else { break }
      let value = (0..<4).reduce(0) { $0 | UInt32(output[$1]) << UInt32($1 * 8) }
      return (value, width)
    }
    converter.reset()
    return (0, 1)
  }
}
