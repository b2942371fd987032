internal import CISAL
internal import Glibc

/// Expands raw deflate (RFC 1951) by ISA-L.
package final class Inflater {
  private let handle: UnsafeMutableRawPointer
  /// Whether the stream has come to its end.
  package private(set) var isDone = false

  /// - Throws: `FileError.unreadable` when there is no memory for it.
  package init(for path: String) throws(FileError) {
    guard let handle = isal_inflater_new() else {
      throw .unreadable(file: path, reason: "out of memory")
    }
    self.handle = handle
  }

  deinit { free(handle) }

  /// Expands as much of the input as the output has room for.
  ///
  /// The corresponding C function is `isal_inflate`.
  ///
  /// - Returns: bytes of input used and of output filled; nil when the stream is broken.
  package func expand(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> (used: Int, filled: Int)? {
    var inputLeft = UInt32(input.count)
    var outputLeft = UInt32(output.count)
    var done: Int32 = 0
    let code = isal_inflater_run(
      handle, input.assumingMemoryBound(to: UInt8.self).baseAddress, &inputLeft,
      output.assumingMemoryBound(to: UInt8.self).baseAddress, &outputLeft, &done)
    guard code >= 0 else { return nil }
    isDone = done != 0
    return (input.count - Int(inputLeft), output.count - Int(outputLeft))
  }
}
