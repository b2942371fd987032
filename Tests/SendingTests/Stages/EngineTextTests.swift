import Carrier
import Messaging
import Sending
import Testing

/// Records keep values and no texts, so what a version makes of them is for ever; the texts are by hand.
@Suite("MSG-5: an engine makes the texts that it has always made")
struct EngineTextTests {
  @Test(
    "Signature, literals and values in their order, and nothing twice",
    arguments: [
      ("亲爱的{1}，您的账单{2}元。", "Acme", nil, ["张三", "1,024.50"], "【Acme】亲爱的张三，您的账单1,024.50元。"),
      ("Dear <2>, {1} is due.", "Acme", "Übung", ["12 €", "{1}"], "【Übung】Dear {1}, 12 € is due."),
      ("${name}: ${name}!", nil, nil, ["a\u{301}"], "a\u{301}: a\u{301}!"),
      ("Closed on Monday.", "Acme", "", [], "Closed on Monday."),
    ] as [(String, String?, String?, [String], String)])
  func texts(
    content: String, signature: String?, own: String?, values: [String], text: String
  ) throws {
    let template = Template(
      name: "t", type: .notification, region: .mainland, signature: signature, content: content)
    var task = try SendingTask(name: "t", template: template, start: 0)
    task.signature = own
    for engine in [nil, Engine.first] {
      task.engine = engine
      var (bytes, ranges): ([UInt8], [Range<Int>]) = ([], [])
      for value in values {
        ranges.append(bytes.count..<bytes.count + value.utf8.count)
        bytes += value.utf8
      }
      var message: [UInt8] = []
      task.renderer.render(bytes.span, ranges: ranges.span, into: &message)
      #expect(String(decoding: message, as: UTF8.self) == text)
    }
  }
}
