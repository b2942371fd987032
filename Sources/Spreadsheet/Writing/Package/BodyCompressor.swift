/// The long middle of a part as it is compressed: in a file without a name.
struct CompressedBody {
  var file: OutputFile
  var expandedBytes: Int
  /// Of the expanded bytes.
  var checksum: UInt32
}

/// Compresses blocks on a thread of its own and writes them to a file without a name.
///
/// Held at a time are six blocks of 144 KiB and the compressor's 400 KiB.
final class BodyCompressor {
  private let filled = BoundedQueue<RowBlock>(capacity: 2)
  private let emptied = BoundedQueue<RowBlock>(capacity: 4)
  private let outcome = BoundedQueue<Result<CompressedBody, SheetError>>(capacity: 1)
  private let worker: Worker

  /// Starts the thread.
  init(inFolder folder: String) {
    worker = Self.start(filled, emptied, outcome, folder: folder)
  }

  deinit { filled.close() }

  /// Hands a block on; what stopped the thread, if anything did, `finish` tells.
  func append(_ block: sending RowBlock) { _ = filled.push(block) }

  /// A block that has been compressed, to be filled again; nil when there is none yet.
  func emptyBlock() -> sending RowBlock? { emptied.popIfAny() }

  /// Waits for the last block.
  ///
  /// - Throws: `SheetError` that stopped the thread.
  func finish() throws(SheetError) -> CompressedBody {
    filled.close()
    guard let outcome = outcome.pop() else { throw .diskFull(path: "") }
    return try outcome.get()
  }

  private static func start(
    _ filled: BoundedQueue<RowBlock>, _ emptied: BoundedQueue<RowBlock>,
    _ outcome: BoundedQueue<Result<CompressedBody, SheetError>>, folder: String
  ) -> Worker {
    Worker {
      do throws(SheetError) {
        _ = outcome.push(.success(try compress(filled, emptied, folder: folder)))
      } catch {
        _ = outcome.push(.failure(error))
      }
      filled.close()
    }
  }

  private static func compress(
    _ filled: BoundedQueue<RowBlock>, _ emptied: BoundedQueue<RowBlock>, folder: String
  ) throws(SheetError) -> CompressedBody {
    let deflater = try Deflater(for: folder)
    var body = CompressedBody(
      file: try OutputFile(inFolder: folder), expandedBytes: 0, checksum: 0)
    let file = body.file
    while let next = filled.pop() {
      // Only this thread has it until it is handed back.
      nonisolated(unsafe) let block = next
      body.checksum = checksum32(block.bytes, after: body.checksum)
      body.expandedBytes += block.count
      try deflater.compress(block.bytes, ending: .none) { (piece) throws(SheetError) in
        try file.write(piece)
      }
      emptied.pushIfRoom(block)
    }
    let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
    try deflater.compress(nothing, ending: .onByte) { (piece) throws(SheetError) in
      try file.write(piece)
    }
    return body
  }
}
