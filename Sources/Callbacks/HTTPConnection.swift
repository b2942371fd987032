internal import CCurl

/// A connection to one receiver that posts are made over, one after the other, by libcurl.
///
/// It is kept open between posts. No redirect is followed, no proxy of the environment is used, and no scheme is
/// spoken but http and https; a receiver's certificate has to be valid for its name. One thread at a time.
struct HTTPConnection: ~Copyable {
  /// Why there is no answer.
  enum Failure: Error, Equatable {
    case late
    case nameUnknown
    case refused
    case closed
    case untrusted
    case noTLS
    case answerTooLong
    /// Any other reason, in the library's words.
    case other(String)
  }

  /// What a receiver said.
  struct Answer {
    var status: Int
    var body: [UInt8]
  }

  /// Bytes of an answer that are read.
  static let answerLimit = 64 << 10
  /// Milliseconds that connecting may take.
  private static let connectLimit = 5_000
  /// curl_global_init(3) wants to be called once, before the first handle.
  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  private let handle: UnsafeMutableRawPointer
  private let milliseconds: Int

  /// A connection that is opened by the first post; nil when the library has no memory for it.
  ///
  /// - Parameter seconds: that a post may take from its beginning to the end of the answer.
  init?(timeout seconds: Int) {
    guard Self.isReady, let handle = curl_easy_init() else { return nil }
    self.handle = handle
    milliseconds = seconds * 1_000
  }

  deinit { curl_easy_cleanup(handle) }

  /// Posts a body and waits for the whole answer.
  ///
  /// - Parameters:
  ///   - body: the bytes that are posted.
  ///   - url: of the receiver.
  ///   - headers: lines as `Name: value`.
  /// - Returns: the answer, whatever its status.
  /// - Throws: `Failure` when there is no whole answer.
  mutating func post(
    _ body: [UInt8], to url: String, headers: [String]
  ) throws(Failure) -> Answer {
    // Keeps the connection, and forgets the last post.
    curl_easy_reset(handle)
    var lines: UnsafeMutablePointer<curl_slist>?
    defer { curl_slist_free_all(lines) }
    // A long body would wait a second for a receiver that knows no `100 Continue`.
    for line in headers + ["Expect:"] { lines = curl_slist_append(lines, line) }
    configure(url: url, lines: lines)

    let received = Received()
    let code = body.withUnsafeBufferPointer { bytes in
      curl_set_body_length(handle, curl_off_t(bytes.count))
      // The library reads the bytes where they are, so they stay until the post is done.
      curl_set_pointer(
        handle, CURLOPT_POSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
      return withExtendedLifetime(received) {
        curl_set_receiver(
          handle,
          { bytes, size, count, state in
            guard let bytes, let state else { return 0 }
            let received = Unmanaged<Received>.fromOpaque(state).takeUnretainedValue()
            return received.take(UnsafeRawBufferPointer(start: bytes, count: size * count))
          }, Unmanaged.passUnretained(received).toOpaque())
        return curl_easy_perform(handle)
      }
    }
    guard code == CURLE_OK else {
      throw received.isTooLong ? .answerTooLong : Self.failure(code)
    }
    var status = 0
    curl_get_number(handle, CURLINFO_RESPONSE_CODE, &status)
    return Answer(status: status, body: received.bytes)
  }

  private func configure(url: String, lines: UnsafeMutablePointer<curl_slist>?) {
    curl_set_text(handle, CURLOPT_URL, url)
    curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
    curl_set_text(handle, CURLOPT_PROXY, "")
    curl_set_text(handle, CURLOPT_USERAGENT, "broadsheet")
    curl_set_pointer(handle, CURLOPT_HTTPHEADER, lines)
    for (option, value) in [
      (CURLOPT_POST, 1), (CURLOPT_FOLLOWLOCATION, 0),
      (CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1)),
      (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
      (CURLOPT_SSL_VERIFYPEER, 1), (CURLOPT_SSL_VERIFYHOST, 2),
      (CURLOPT_TIMEOUT_MS, milliseconds),
      (CURLOPT_CONNECTTIMEOUT_MS, min(Self.connectLimit, milliseconds)),
      // Timeouts by signals would meet the threads of other connections.
      (CURLOPT_NOSIGNAL, 1),
    ] { curl_set_number(handle, option, value) }
  }

  private static func failure(_ code: CURLcode) -> Failure {
    switch code {
    case CURLE_OPERATION_TIMEDOUT: .late
    case CURLE_COULDNT_RESOLVE_HOST: .nameUnknown
    case CURLE_COULDNT_CONNECT: .refused
    case CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR: .closed
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR: .untrusted
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_USE_SSL_FAILED: .noTLS
    default: .other(String(cString: curl_easy_strerror(code)))
    }
  }
}

/// The bytes of an answer, as the library hands them over.
private final class Received {
  private(set) var bytes: [UInt8] = []
  private(set) var isTooLong = false

  /// - Returns: the bytes taken; fewer than given has the library stop.
  func take(_ piece: UnsafeRawBufferPointer) -> Int {
    guard bytes.count + piece.count <= HTTPConnection.answerLimit else {
      isTooLong = true
      return 0
    }
    bytes += piece
    return piece.count
  }
}
