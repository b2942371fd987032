internal import Files
internal import Providers
internal import Workspace

/// Posts the bodies for one address and reads what the receiver says to them.
///
/// One thread at a time; the connection stays open from one post to the next.
struct Poster: ~Copyable {
  /// The outcome of a post.
  enum Answer: Sendable, Equatable {
    case taken
    /// It was answered, but not as one who has taken it answers.
    case refused(String)
    /// There was no whole answer, or not in time.
    case unreachable(String)
  }

  /// What is posted to whom.
  struct Post: Sendable {
    var url: String
    var body: [UInt8]
    /// Whose form it has; nil for an alarm, which has ours.
    var shape: (any CallbackShape)?
    var account: ApplicationAccount
    /// The same for each try of the same post, for receivers that want to know.
    var id: String
  }

  private var connection: HTTPConnection?
  private let seconds: Int

  /// - Parameter seconds: that a post may take from its beginning to the end of the answer.
  init(timeout seconds: Int) {
    self.seconds = seconds
    connection = HTTPConnection(timeout: seconds)
  }

  /// Posts a body and says whether the receiver has it.
  ///
  /// - Parameters:
  ///   - post: what is posted to whom.
  ///   - time: when it is signed, in seconds since 1970.
  /// - Returns: its outcome.
  mutating func send(_ post: Post, at time: Int) -> Answer {
    let answer: HTTPConnection.Answer
    do throws(HTTPConnection.Failure) {
      guard
        let result = try connection?.post(
          post.body, to: post.url, headers: Self.headers(post, at: time))
      else { return .unreachable("there is no memory for a connection") }
      answer = result
    } catch {
      return .unreachable(words(of: error))
    }
    guard (200..<300).contains(answer.status) else {
      return .refused("it answered with status \(answer.status)")
    }
    guard let shape = post.shape, !shape.isTaken(answer.body) else { return .taken }
    return .refused("it did not answer as \(shape.name) wants it answered")
  }

  private static func headers(_ post: Post, at time: Int) -> [String] {
    let code = ContentHash.code(
      of: Array("\(time).".utf8) + post.body, key: post.account.key ?? "")
    return [
      "Content-Type: \(post.shape?.contentType ?? "application/json; charset=utf-8")",
      "Broadsheet-Application: \(post.account.id ?? "")",
      "Broadsheet-Post: \(post.id)",
      "Broadsheet-Timestamp: \(time)",
      "Broadsheet-Signature: sha256=\(code)",
    ]
  }

  private func words(of failure: HTTPConnection.Failure) -> String {
    switch failure {
    case .late: "it did not answer within \(seconds) s"
    case .nameUnknown: "its name is not known"
    case .unreachable(let number): "it cannot be reached (\(systemMessage(number)))"
    case .closed: "it closed the connection without an answer"
    case .untrusted: "its certificate is not trusted on this machine"
    case .noTLS: "it speaks no TLS that can be used"
    case .answerTooLong: "its answer has more than \(HTTPConnection.answerLimit >> 10) KiB"
    case .other(let words): "it cannot be posted to (\(words))"
    }
  }
}
