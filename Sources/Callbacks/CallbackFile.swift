internal import Files
internal import Providers

/// A file of posts, one a line, that is there whole or not at all.
final class CallbackFile {
  /// Bytes that wait before they are written.
  static let buffer = 256 << 10

  /// What is not written yet; posts are put together at its end.
  var posts = PostBuffer()
  private let file: OutputFile

  init(inFolder folder: String) throws {
    try OutputFile.makeFolder(folder)
    // It takes the place of what an earlier try has left.
    file = try OutputFile(inFolder: folder, isUnnamed: false)
    posts.bytes.reserveCapacity(Self.buffer)
  }

  /// Writes what has come together when it is much.
  func flushIfFull() throws { if posts.bytes.count >= Self.buffer { try flush() } }

  private func flush() throws {
    try file.write(posts.bytes)
    posts.drop()
  }

  /// Gives the file its name.
  func publish(as path: String) throws {
    try flush()
    try file.sync()
    try file.publish(over: path)
  }
}

/// Reads the posts of a file from a place on.
///
/// Memory: the longest post and `chunk` bytes.
struct PostReader {
  private static let chunk = 64 << 10

  private let file: InputFile
  /// Where the next post begins.
  private(set) var place: Int
  private var bytes: [UInt8] = []
  private var start = 0

  init(_ path: String, from place: Int) throws {
    file = try InputFile(path, limit: .max)
    self.place = place
  }

  /// The next post without its line's end; nil after the last.
  mutating func next() throws -> [UInt8]? {
    var searched = start
    while true {
      if let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let post = Array(bytes[start..<end])
        place += post.count + 1
        start = end + 1
        return post
      }
      bytes.removeFirst(start)
      searched = bytes.count
      start = 0
      let more = try file.read(at: place + bytes.count, count: Self.chunk)
      guard !more.isEmpty else { return nil }
      bytes += more
    }
  }
}
