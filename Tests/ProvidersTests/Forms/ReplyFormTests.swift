import Messaging
import Providers
import Sending
import Testing

@Suite("ADMIN-7: replies, in each provider's form")
struct ReplyFormTests {
  @Test("Replies: an object each, an array, or forms")
  func replies() {
    let replies = [
      PostedReply(
        number: E164(digits: 8_617_400_000_002), signature: "Acme", text: "a \"b\" & 1+1=2%",
        time: 1_795_174_205_999),
      PostedReply(
        number: E164(digits: 12_025_550_101), signature: "", text: "退订\n",
        time: 1_795_174_206_000),
    ]
    let source = ReplySource(callback: 9, account: "1400000001", zone: .china)
    func posts(_ provider: String) -> String {
      var posts = PostBuffer()
      ProviderList.shape(named: provider)?.append(replies, of: source, to: &posts)
      return String(decoding: posts.bytes, as: UTF8.self)
    }
    #expect(
      posts("tencent")
        == #"{"extend":"","mobile":"17400000002","nationcode":"86","sign":"Acme","#
        + #""text":"a \"b\" & 1+1=2%","time":1795174205}"# + "\n"
        + #"{"extend":"","mobile":"2025550101","nationcode":"1","sign":"","text":"退订\n","time":1795174206}"#
        + "\n")
    #expect(
      posts("alibaba")
        == #"[{"phone_number":"17400000002","send_time":"2026-11-20 19:30:05","content":"a \"b\" & 1+1=2%","#
        + #""sign_name":"Acme","dest_code":"","sequence_id":1},"#
        + #"{"phone_number":"12025550101","send_time":"2026-11-20 19:30:06","content":"退订\n","#
        + #""sign_name":"","dest_code":"","sequence_id":2}]"# + "\n")
    // Python: urllib.parse.quote_plus
    #expect(
      posts("huawei")
        == "from=%2B8617400000002&to=1400000001&body=a+%22b%22+%26+1%2B1%3D2%25&smsMsgId=9-1\n"
        + "from=%2B12025550101&to=1400000001&body=%E9%80%80%E8%AE%A2%0A&smsMsgId=9-2\n")
  }

  @Test("An array has at most 100 replies, numbered through")
  func postLimit() throws {
    let reply = PostedReply(
      number: E164(digits: 12_025_550_101), signature: "", text: "ok", time: 0)
    var posts = PostBuffer()
    ProviderList.shape(named: "alibaba")?.append(
      Array(repeating: reply, count: 201),
      of: ReplySource(callback: 1, account: "", zone: .china), to: &posts)
    let lines = String(decoding: posts.bytes, as: UTF8.self).split(separator: "\n")
    #expect(posts.count == 3 && lines.count == 3)
    #expect(lines[1].hasPrefix("[{") && lines[1].hasSuffix("\"sequence_id\":200}]"))
    #expect(lines[2].hasSuffix("\"sequence_id\":201}]"))
  }
}
