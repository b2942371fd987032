internal import AsyncHTTPClient
internal import Campaign
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL
internal import Spreadsheet

/// Posts one body and waits for the answer.
final class Poster: Sendable {
  /// What came of a post.
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
    var shape: CallbackShape?
    var account: ApplicationAccount
    /// The same for each try of the same post, for receivers that want to know.
    var id: String
  }

  /// Bytes of an answer that are read.
  private static let answerLimit = 64 << 10

  private let client: HTTPClient
  private let seconds: Int

  /// - Parameter seconds: that a post may take from its beginning to the end of the answer.
  init(timeout seconds: Int) {
    self.seconds = seconds
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.timeout.connect = .seconds(Int64(min(5, seconds)))
    // Tries again are ours, with their pauses.
    configuration.connectionPool.retryConnectionEstablishment = false
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  func close() { try? client.syncShutdown() }

  /// - Parameters:
  ///   - post: what is posted to whom.
  ///   - time: when it is signed, in seconds since 1970.
  /// - Returns: what came of it.
  func send(_ post: Post, at time: Int) -> Answer {
    let response: HTTPClient.Response
    do {
      let request = try request(post, at: time)
      let task = client.execute(
        request: request,
        delegate: ResponseAccumulator(request: request, maxBodySize: Self.answerLimit),
        deadline: .now() + .seconds(Int64(seconds)))
      response = try task.wait()
    } catch {
      return .unreachable(words(of: error))
    }
    guard (200..<300).contains(response.status.code) else {
      return .refused("it answered with status \(response.status.code)")
    }
    let answer = response.body.map { Data($0.readableBytesView) } ?? Data()
    guard let shape = post.shape, !Self.isTaken(answer, shape) else { return .taken }
    return .refused("it did not answer as \(shape.rawValue) wants it answered")
  }

  private func request(_ post: Post, at time: Int) throws -> HTTPClient.Request {
    var request = try HTTPClient.Request(url: post.url, method: .POST)
    let code = ContentHash.code(
      of: Array("\(time).".utf8) + post.body, key: post.account.key ?? "")
    request.headers.add(
      name: "Content-Type",
      value: post.shape == .huawei
        ? "application/x-www-form-urlencoded" : "application/json; charset=utf-8")
    request.headers.add(name: "User-Agent", value: "broadsheet")
    request.headers.add(name: "Broadsheet-Application", value: post.account.id ?? "")
    request.headers.add(name: "Broadsheet-Post", value: post.id)
    request.headers.add(name: "Broadsheet-Timestamp", value: "\(time)")
    request.headers.add(
      name: "Broadsheet-Signature",
      value: "sha256=\(code)")
    request.body = .bytes(post.body)
    return request
  }

  /// Whether the receiver says that it has the post.
  ///
  /// Tencent wants `{"result": 0}`, Alibaba a number as `code`; of Huawei's receivers the status of the answer is
  /// all that counts.
  private static func isTaken(_ answer: Data, _ shape: CallbackShape) -> Bool {
    struct Words: Decodable {
      var result: Int?
      var code: Int?
    }
    let words = try? JSONDecoder().decode(Words.self, from: answer)
    return switch shape {
    case .tencent: words?.result == 0
    case .alibaba: words?.code != nil
    case .huawei: true
    }
  }

  private func words(of error: any Error) -> String {
    if let error = error as? HTTPClientError {
      return switch error {
      case .deadlineExceeded, .connectTimeout, .readTimeout:
        "it did not answer within \(seconds) s"
      case .remoteConnectionClosed: "it closed the connection without an answer"
      default: error.description
      }
    }
    return switch error {
    case is ResponseAccumulator.ResponseTooBigError:
      "its answer has more than \(Self.answerLimit >> 10) KiB"
    case let error as NIOConnectionError:
      error.dnsAError == nil && error.dnsAAAAError == nil
        ? "nothing listens there" : "its name is not known"
    case let error as IOError: "it cannot be reached (\(systemMessage(error.errnoCode)))"
    case let error as NIOSSLError:
      // The library has no word of its own for it.
      "\(error)".contains("CERTIFICATE_VERIFY_FAILED")
        ? "its certificate is not trusted on this machine" : "it speaks no TLS that can be used"
    default: "it cannot be posted to (\(type(of: error)))"
    }
  }
}
