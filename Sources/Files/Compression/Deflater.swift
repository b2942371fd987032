internal import CISAL
internal import Glibc

/// Raw deflate (RFC 1951) by ISA-L.
///
/// Two streams may be put one behind the other when the first ends on a byte, which `Ending.onByte` sees to:
/// neither looks back into the other.
package final class Deflater {
  package enum Ending {
    /// More of the stream follows.
    case none
    /// The stream ends on a byte, but another may follow it.
    case onByte
    /// The last stream of a part.
    case last
  }

  /// Bytes of compressed output handed on at a time.
  private static let outputBytes = 64 << 10

  private let handle: UnsafeMutableRawPointer
  private let output = UnsafeMutableRawBufferPointer.allocate(
    byteCount: outputBytes, alignment: 16)

  /// - Throws: `FileError.cannotWrite` when there is no memory for it.
  package init() throws(FileError) {
    guard let handle = isal_deflater_new() else {
      throw .cannotWrite(path: "the workbook", reason: "out of memory")
    }
    self.handle = handle
  }

  deinit {
    free(handle)
    output.deallocate()
  }

  /// Compresses all of the bytes.
  ///
  /// At most 4 GiB at a time; the sink gets the compressed bytes in pieces of at most 64 KiB. The
  /// corresponding C function is `isal_deflate`.
  package func compress(
    _ bytes: UnsafeRawBufferPointer, ending: Ending,
    to sink: (UnsafeRawBufferPointer) throws(FileError) -> Void
  ) throws(FileError) {
    let target = output.assumingMemoryBound(to: UInt8.self).baseAddress
    var input = bytes.assumingMemoryBound(to: UInt8.self).baseAddress
    var left = UInt32(bytes.count)
    var room: UInt32 = 0
    // A full output means that there may be more to come.
    while room == 0 {
      let before = left
      room = UInt32(Self.outputBytes)
      isal_deflater_run(
        handle, input, &left, target, &room, ending == .none ? NO_FLUSH : SYNC_FLUSH,
        ending == .last ? 1 : 0)
      input = input.map { $0 + Int(before - left) }
      try sink(UnsafeRawBufferPointer(rebasing: output[..<(Self.outputBytes - Int(room))]))
    }
    if ending != .none { isal_deflater_reset(handle) }
  }

  /// A short text as a stream of its own.
  package func compressed(_ bytes: [UInt8], ending: Ending) throws(FileError) -> [UInt8] {
    var result: [UInt8] = []
    var failure: FileError?
    bytes.withUnsafeBytes { buffer in
      do throws(FileError) {
        try compress(buffer, ending: ending) { result.append(contentsOf: $0) }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return result
  }
}
