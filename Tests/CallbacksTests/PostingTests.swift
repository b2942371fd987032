import Foundation
import Providers
import Sending
import Tasks
import TestSupport
import Testing
import Workspace

@testable import Callbacks

@Suite("ADMIN-7: posting, and what a receiver's answer means")
struct PostingTests {
  private static func connection(timeout seconds: Int) throws -> HTTPConnection {
    struct NoMemory: Error {}
    guard let connection = HTTPConnection(timeout: seconds) else { throw NoMemory() }
    return connection
  }

  private static func post(_ path: String, to receiver: Receiver, timeout: Int = 5) throws
    -> Result<HTTPConnection.Answer, HTTPConnection.Failure>
  {
    var connection = try Self.connection(timeout: timeout)
    do throws(HTTPConnection.Failure) {
      return .success(try connection.post(Array("x".utf8), to: receiver.url(path), headers: []))
    } catch {
      return .failure(error)
    }
  }

  private static func failure(_ url: String) throws -> HTTPConnection.Failure? {
    var connection = try Self.connection(timeout: 2)
    do throws(HTTPConnection.Failure) {
      _ = try connection.post([], to: url, headers: [])
      return nil
    } catch {
      return error
    }
  }

  @Test("Any status is an answer with its body, and a redirect is not followed")
  func answers() throws {
    let receiver = try Receiver()
    for status in [200, 204, 302, 403, 500] {
      let answer = try Self.post("/\(status)", to: receiver).get()
      #expect(answer.status == status)
      if status != 204 { #expect(answer.body == Array(#"{"result":0,"code":0}"#.utf8)) }
    }
    #expect(try receiver.requests().map(\.path) == ["/200", "/204", "/302", "/403", "/500"])
  }

  @Test(
    "No whole answer is a failure with its reason",
    arguments: [
      ("/close", .closed), ("/partial", .closed), ("/slow", .late), ("/65", .answerTooLong),
      ("/endless", .answerTooLong),
    ] as [(String, HTTPConnection.Failure)])
  func failures(path: String, failure: HTTPConnection.Failure) throws {
    let receiver = try Receiver()
    let result = try Self.post(path, to: receiver, timeout: 1)
    #expect(throws: failure) { try result.get() }
  }

  @Test("An answer of 64 KiB is read whole")
  func longest() throws {
    #expect(try Self.post("/64", to: Receiver()).get().body.count == 65_536)
  }

  @Test("What cannot be reached, and what is no address for posts")
  func addresses() throws {
    let receiver = try Receiver()
    #expect(try Self.failure(receiver.url("/", scheme: "https")) == .noTLS)
    // Port 9 is that of the discard protocol, which nobody serves.
    #expect(try Self.failure("http://127.0.0.1:9/") == .unreachable(ECONNREFUSED))
    // A name that RFC 2606 keeps from ever being one.
    #expect(try Self.failure("http://no-such-host.invalid/") == .nameUnknown)
    for url in ["file:///etc/hostname", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "no url at all"]
    {
      guard case .other = try Self.failure(url) else {
        Issue.record("\(url) was tried")
        continue
      }
    }
    #expect(try receiver.requests().isEmpty)
  }

  @Test("One connection serves one post after the other, and nothing of the last is in the next")
  func reuse() throws {
    let receiver = try Receiver()
    var connection = try Self.connection(timeout: 5)
    _ = try connection.post(Array("first".utf8), to: receiver.url("/a"), headers: ["One: 1"])
    _ = try connection.post([], to: receiver.url("/b"), headers: ["Two: 2"])
    let requests = try receiver.requests()
    #expect(requests.map(\.body) == ["first", ""])
    #expect(requests[0].port == requests[1].port)
    #expect(requests[1].headers["One"] == nil && requests[1].headers["Two"] == "2")
    #expect(requests[0].headers["Expect"] == nil)
  }

  /// An application as it signs: the key is no other's.
  private static var account: ApplicationAccount {
    var account = ApplicationAccount()
    account.id = "1400000001"
    account.key = "0123456789abcdef0123456789abcdef"
    return account
  }

  @Test("A post is signed over time and body, and says which it is")
  func signature() throws {
    let receiver = try Receiver()
    var poster = Poster(timeout: 5)
    let post = Poster.Post(
      url: receiver.url("/s"), body: Array(#"[{"a":1}]"#.utf8),
      shape: ProviderList.shape(named: "tencent"),
      account: Self.account, id: "7-3")
    #expect(poster.send(post, at: 1_795_174_205) == .taken)
    let request = try #require(try receiver.requests().first)
    // Python: hmac.new(key, b"1795174205." + body, hashlib.sha256).hexdigest()
    #expect(
      request.headers["Broadsheet-Signature"]
        == "sha256=ac2a022074ff2a0d4b30f8fb5a6759c3fccdced1235f1ac3aa34e7f057228ff8")
    #expect(request.headers["Broadsheet-Timestamp"] == "1795174205")
    #expect(request.headers["Broadsheet-Application"] == "1400000001")
    #expect(request.headers["Broadsheet-Post"] == "7-3")
    #expect(request.headers["Content-Type"] == "application/json; charset=utf-8")
    #expect(request.body == #"[{"a":1}]"#)
  }

  @Test(
    "Tencent wants result 0, Alibaba a number as code, Huawei and alarms a good status",
    arguments: [
      ("tencent", "/200", true), ("tencent", "/code", false), ("tencent", "/other", false),
      ("tencent", "/text", false), ("alibaba", "/200", true), ("alibaba", "/code", true),
      ("alibaba", "/other", false), ("huawei", "/text", true), ("huawei", "/204", true),
      (nil, "/text", true), (nil, "/204", true), ("huawei", "/403", false), (nil, "/302", false),
    ] as [(String?, String, Bool)])
  func taken(provider: String?, path: String, isTaken: Bool) throws {
    let receiver = try Receiver()
    var poster = Poster(timeout: 5)
    let answer = poster.send(
      Poster.Post(
        url: receiver.url(path), body: [], shape: provider.flatMap(ProviderList.shape),
        account: Self.account, id: "1-1"),
      at: 0)
    guard !isTaken else {
      #expect(answer == .taken)
      return
    }
    guard case .refused = answer else {
      Issue.record("\(answer)")
      return
    }
  }
}
