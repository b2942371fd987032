import Files
import Tasks

extension Recipients {
  /// Bytes of standard input that are taken: far more than the numbers that may be entered need.
  private static let inputBytes = 1 << 20

  /// Standard input, which is read once, though its lines may be wanted again.
  private static let input = Console.read(atMost: inputBytes + 1)

  /// The sheet of a path; of “-” the numbers on standard input.
  ///
  /// - Throws: `FileError.tooLarge` for more of them than anybody enters.
  init(path: String) throws {
    guard path == "-" else {
      self = .sheet(path)
      return
    }
    let bytes = Self.input
    guard bytes.count <= Self.inputBytes else {
      throw FileError.tooLarge(
        file: "standard input", allowed: Self.inputBytes, found: bytes.count)
    }
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    self = .entered(lines.map(String.init), name: "standard input")
  }
}
