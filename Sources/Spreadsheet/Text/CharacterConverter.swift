internal import Glibc

/// Converts bytes from one encoding to another by iconv.
final class CharacterConverter {
  enum Stop {
    /// All of the input was converted.
    case atEnd
    /// The input ends inside a character.
    case cut
    /// What follows is no character of the encoding.
    case invalid
  }

  private let handle: iconv_t

  /// - Returns: nil when iconv does not know an encoding.
  init?(from codec: String, to target: String = "UTF-8") {
    // iconv_open answers (iconv_t)-1 for an encoding that it does not know.
    guard let opened = iconv_open(target, codec), Int(bitPattern: opened) != -1 else { return nil }
    handle = opened
  }

  deinit { iconv_close(handle) }

  /// Converts what the output has room for.
  ///
  /// Unless the input `isLast`, some sets hold a character back until they know whether a mark follows.
  ///
  /// - Returns: bytes of input used, bytes of output filled, and what the conversion stopped at.
  func convert(
    _ input: inout [UInt8], into output: inout [UInt8], isLast: Bool = true
  ) -> (used: Int, filled: Int, stop: Stop) {
    let (inputCount, outputCount) = (input.count, output.count)
    var inputLeft = inputCount
    var outputLeft = outputCount
    var stop = Stop.atEnd
    // Unsafe: iconv moves two cursors over the arrays' own storage.
    input.withUnsafeMutableBytes { input in
      output.withUnsafeMutableBytes { output in
        var source = input.baseAddress?.assumingMemoryBound(to: CChar.self)
        var target = output.baseAddress?.assumingMemoryBound(to: CChar.self)
        if iconv(handle, &source, &inputLeft, &target, &outputLeft) == -1 {
          stop = errno == EILSEQ ? .invalid : .cut
        } else if isLast {
          _ = iconv(handle, nil, nil, &target, &outputLeft)
        }
      }
    }
    return (inputCount - inputLeft, outputCount - outputLeft, stop)
  }

  /// Forgets the state that a character that was cut has left.
  func reset() { _ = iconv(handle, nil, nil, nil, nil) }
}

extension TextEncoding {
  /// A text in UTF-8, up to the first bytes that are no character of this encoding; nil for one that iconv
  /// does not know.
  func decode(_ bytes: [UInt8]) -> (text: [UInt8], isWhole: Bool)? {
    guard let converter = CharacterConverter(from: codec) else { return nil }
    var input = bytes
    // UTF-8 takes at most three bytes for two of UTF-16 or GB18030, two for one of a single-byte set.
    var output = [UInt8](repeating: 0, count: bytes.count * 3 + 16)
    let (_, filled, stop) = converter.convert(&input, into: &output)
    return (Array(output[..<filled]), stop == .atEnd)
  }

  /// The first bytes of a file as UTF-8 without a mark, where they are UTF-16 or UTF-32; others as they are.
  static func narrowed(_ head: [UInt8]) -> [UInt8] {
    guard let encoding = marked(head) ?? wide(head) else { return head }
    let bytes = Array(head[encoding.markLength...])
    guard encoding.isWide else { return bytes }
    return encoding.decode(bytes)?.text ?? head
  }
}
