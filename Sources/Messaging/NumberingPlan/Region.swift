/// A region of the numbering plan, named by its ISO 3166 alpha-2 code.
///
/// Calling codes that belong to no country, such as those of satellite networks and international
/// freephone, have the region "001", as in the metadata the plan comes from. The code is kept as
/// packed bytes: a region is compared and copied as one integer. Source: SPEC NUM-4.
package struct Region: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The bytes of the code, the first one highest; a code of two bytes ends with a zero.
  private let packedCode: UInt32

  /// The region that no country has: "001", the world.
  ///
  /// Source: SPEC NUM-4.
  package static let world = Region(packedCode: 0x30_3031)

  /// The Chinese mainland, CN.
  package static let mainland = Region(packedCode: 0x43_4E00)

  private init(packedCode: UInt32) {
    self.packedCode = packedCode
  }

  /// Makes a region from its code, in capital letters.
  ///
  /// The result is nil unless the code is two letters from A to Z, or "001". Whether a country has
  /// that code is not checked. Source: SPEC NUM-4.
  package init?(code: some StringProtocol) {
    self.init(bytes: code.utf8)
  }

  init?(bytes: some Collection<UInt8>) {
    let packed = bytes.prefix(3).reduce(0) { $0 << 8 | UInt32($1) }
    let areLetters = bytes.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    switch bytes.count {
    case 2 where areLetters: packedCode = packed << 8
    case 3 where packed == Region.world.packedCode: packedCode = packed
    default: return nil
    }
  }

  /// The code as text: two capital letters, or "001".
  ///
  /// This makes a string; use `append(to:)` where many codes are written. Source: SPEC NUM-4.
  package var code: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The code, for printing.
  ///
  /// The same text as `code`.
  package var description: String { code }

  /// Appends the two or three ASCII bytes of the code.
  ///
  /// Makes no string on the way. Source: SPEC NUM-4.
  package func append(to bytes: inout [UInt8]) {
    bytes.append(UInt8(truncatingIfNeeded: packedCode >> 16))
    bytes.append(UInt8(truncatingIfNeeded: packedCode >> 8))
    let third = UInt8(truncatingIfNeeded: packedCode)
    if third != 0 { bytes.append(third) }
  }

  /// Whether one code comes before another in the alphabet.
  ///
  /// "001" comes first of all.
  package static func < (left: Region, right: Region) -> Bool {
    left.packedCode < right.packedCode
  }
}
