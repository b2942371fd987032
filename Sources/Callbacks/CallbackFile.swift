internal import Files
internal import Spreadsheet

/// A file of posts, one a line, that is there whole or not at all.
final class CallbackFile {
  /// Bytes that wait before they are written.
  static let buffer = 256 << 10
  /// Reports or replies of a post, where a post is an array.
  static let postLimit = 100

  /// What is not written yet; posts are put together at its end.
  var bytes: [UInt8] = []
  private(set) var posts = 0
  private let file: OutputFile

  init(inFolder folder: String) throws {
    try OutputFile.makeFolder(folder)
    // It takes the place of what an earlier try has left.
    file = try OutputFile(inFolder: folder, isUnnamed: false)
    bytes.reserveCapacity(Self.buffer)
  }

  func add(_ text: StaticString) {
    // Unsafe: a static string's bytes live as long as the program.
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  func post(_ text: String) throws {
    bytes.append(contentsOf: text.utf8)
    try endPost()
  }

  func endPost() throws {
    bytes.append(UInt8(ascii: "\n"))
    posts += 1
    if bytes.count >= Self.buffer { try flush() }
  }

  private func flush() throws {
    try file.write(bytes)
    bytes.removeAll(keepingCapacity: true)
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
