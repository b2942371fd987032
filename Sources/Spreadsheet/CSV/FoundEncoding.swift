internal import Files

/// The encoding of a file, with how it was found.
struct FoundEncoding {
  var encoding: TextEncoding
  /// Whether the bytes alone speak for it: nobody named it, and neither a mark nor UTF-8 tells it.
  var isGuessed = false
  /// Encodings to try if the guess is wrong, the likeliest first.
  var others: [String] = []
  /// What is worth a word to the user.
  var notices: [String] = []

  private static let headBytes = 4_096

  /// The encoding that was named, without the byte order mark that the file may have.
  init(named name: String, of file: InputFile) throws {
    let head = try file.read(at: 0, count: Self.headBytes)
    encoding = TextEncoding(named: name, head: head)
  }

  /// Tells the encoding: by a byte order mark, else UTF-8 if the whole file is, else UTF-16 by its zeros,
  /// else by what fits the characters best.
  init(of file: InputFile) throws {
    let head = try file.read(at: 0, count: Self.headBytes)
    if let marked = TextEncoding.marked(head) {
      encoding = marked
      if marked.isUTF8 { try doubtMark(file) }
    } else if let wide = TextEncoding.wide(head) {
      encoding = wide
    } else {
      encoding = .utf8
      try guess(file, by: try UTF8Census(of: file))
    }
  }

  /// The encoding's name with the mark in front of it.
  var words: String {
    encoding.name + (encoding.markLength > 0 && !isGuessed ? " with a byte order mark" : "")
  }

  /// Some programs put a mark in front of bytes that they do not convert.
  private mutating func doubtMark(_ file: InputFile) throws {
    let mark = encoding.markLength
    let census = try UTF8Census(of: file, from: mark, stopsEarly: true)
    guard !census.bearsOutMark else { return }
    let sample = try EncodingSample.of(file, from: census.firstHighBlock ?? mark)
    take(EncodingGuess(sample), behindMark: mark)
    notices.insert(
      "The file begins with the byte order mark of UTF-8, but is not UTF-8; it was read as "
        + "\(encoding.name).", at: 0)
  }

  private mutating func guess(_ file: InputFile, by census: UTF8Census) throws {
    guard !census.isUTF8 || census.isThin else { return }
    let sample = try EncodingSample.of(file, from: census.firstHighBlock ?? 0)
    if !census.isUTF8 {
      take(EncodingGuess(sample), behindMark: 0)
    } else if let guess = EncodingGuess.insteadOfUTF8(sample) {
      take(guess, behindMark: 0)
    } else if let other = EncodingGuess.rivalOfUTF8(sample) {
      notices.append(
        "The file was read as UTF-8, but its few characters could be \(other) as well. If names look "
          + "wrong, use --encoding \(other).")
    }
  }

  private mutating func take(_ guess: EncodingGuess, behindMark mark: Int) {
    encoding = guess.encoding.behindMark(of: mark)
    isGuessed = true
    others = guess.others
    guard guess.isThin else { return }
    let others = others.isEmpty ? "" : " (\(others.joined(separator: ", ")))"
    notices.append(
      "The encoding is a guess on thin evidence: \(encoding.name). If names look wrong, name another "
        + "with --encoding\(others).")
  }
}
