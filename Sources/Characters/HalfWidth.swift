/// Full-width forms as the ASCII characters that they stand for.
///
/// Chinese and Japanese input methods write `ＴＤ`, `：` or `（` where others write `TD`, `:` or `(`.
package enum HalfWidth {
  /// The ASCII form of a full-width character, a space for an ideographic one, any other as it is.
  package static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    // The forms stand in the order of ASCII (Unicode Standard, Halfwidth and Fullwidth Forms).
    case 0xFF01...0xFF5E: Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value - 0xFEE0))
    case 0x3000: " "
    default: scalar
    }
  }
}
