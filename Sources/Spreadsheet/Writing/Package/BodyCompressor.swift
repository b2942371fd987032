internal import Files

/// The long middle of a part as it is compressed.
struct CompressedBody {
  var compressedBytes = 0
  var expandedBytes = 0
  /// Of the expanded bytes.
  var checksum: UInt32 = 0
}

/// Compresses blocks on a thread of its own and writes them to a file.
///
/// Held at a time are six blocks of 144 KiB and the compressor's 400 KiB.
final class BodyCompressor {
  /// Bytes after which the system is told to bring them to the disk.
  private static let dirtyBytes = 4 << 20

  private let filled = BoundedQueue<RowBlock>(capacity: 2)
  private let emptied = BoundedQueue<RowBlock>(capacity: 4)
  private let outcome = BoundedQueue<Result<CompressedBody, FileError>>(capacity: 1)
  private let file: OutputFile
  private var worker: Worker?

  /// Starts the thread.
  ///
  /// - Parameters:
  ///   - file: gets the compressed bytes; nothing else may be written there until `finish`.
  ///   - offset: where they begin.
  init(to file: OutputFile, at offset: Int) {
    self.file = file
    worker = Self.start(filled, emptied, outcome, to: file.channel, at: offset)
  }

  deinit {
    filled.close()
    // The thread ends before the file may be closed.
    worker = nil
  }

  /// Hands a block on; what stopped the thread, if anything did, `finish` tells.
  func append(_ block: sending RowBlock) { _ = filled.push(block) }

  /// A block that has been compressed, to be filled again; nil when there is none yet.
  func emptyBlock() -> sending RowBlock? { emptied.popIfAny() }

  /// Waits for the last block.
  ///
  /// - Throws: `FileError` that stopped the thread.
  func finish() throws(FileError) -> CompressedBody {
    filled.close()
    // The thread always says how it ended.
    let body = try outcome.pop()?.get() ?? CompressedBody()
    try file.noteSize()
    return body
  }

  private static func start(
    _ filled: BoundedQueue<RowBlock>, _ emptied: BoundedQueue<RowBlock>,
    _ outcome: BoundedQueue<Result<CompressedBody, FileError>>, to channel: OutputFile.Channel,
    at offset: Int
  ) -> Worker {
    Worker {
      do throws(FileError) {
        _ = outcome.push(.success(try compress(filled, emptied, to: channel, at: offset)))
      } catch {
        _ = outcome.push(.failure(error))
      }
      filled.close()
    }
  }

  private static func compress(
    _ filled: BoundedQueue<RowBlock>, _ emptied: BoundedQueue<RowBlock>,
    to channel: OutputFile.Channel, at offset: Int
  ) throws(FileError) -> CompressedBody {
    let deflater = try Deflater()
    var body = CompressedBody()
    var onTheWay = 0
    func write(_ piece: UnsafeRawBufferPointer) throws(FileError) {
      try channel.write(piece, at: offset + body.compressedBytes)
      body.compressedBytes += piece.count
      let dirty = body.compressedBytes - onTheWay
      guard dirty >= dirtyBytes else { return }
      channel.startWriting(at: offset + onTheWay, count: dirty)
      onTheWay = body.compressedBytes
    }
    while let next = filled.pop() {
      // Only this thread has it until it is handed back.
      nonisolated(unsafe) let block = next
      body.checksum = checksum32(block.bytes, after: body.checksum)
      body.expandedBytes += block.count
      try deflater.compress(block.bytes, ending: .none, to: write)
      emptied.pushIfRoom(block)
    }
    try deflater.compress(
      UnsafeRawBufferPointer(start: nil, count: 0), ending: .onByte, to: write)
    return body
  }
}
