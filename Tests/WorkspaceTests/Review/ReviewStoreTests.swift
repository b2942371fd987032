import Messaging
import TestSupport
import Testing
import Workspace

@Suite("ADMIN-2: changes of review files")
struct ReviewStoreTests {
  /// Pieces that mean something to YAML, and some that do not.
  private static let pieces = [
    "a", "Sale", "王", "😀", " ", "  ", ":", ": ", "#", " # ", "-", "- ", "{", "}", "{1}", "[", "]",
    "[x]",
    ",", "&a", "*a", "!", "|", ">", "'", "\"", "''", "%", "@", "`", "\\", "\n", "\t", "null", "~",
    "yes",
    "1", "1.0", "0x1", "---", "...", "?", "\u{7F}", "\u{A0}", "\u{2028}", "\u{FEFF}", "=", "<<",
  ]

  /// A text that does not begin with a byte order mark, which is dropped.
  private static func text(_ random: inout SeededRandom) -> String {
    let text = (0..<Int.random(in: 1...8, using: &random)).map { _ in
      pieces[Int.random(in: 0..<pieces.count, using: &random)]
    }.joined()
    let rest = text.unicodeScalars.drop { $0 == "\u{FEFF}" }
    return rest.isEmpty ? "a" : String(String.UnicodeScalarView(rest))
  }

  @Test(
    "Any text that is put into a file is read from it again, and comments stay", arguments: 1...8)
  func texts(_ seed: UInt64) throws {
    let folder = try Workdir()
    let start = """
      # The first line.
      name: t
      type: notification   # a comment

      region: mainland
      # Before the content.
      content: |
        Several
          lines.

      # Before the status.
      status: pending # and behind it
      # The last line.

      """
    try folder.write("t.yaml", start)
    let store = ReviewStore<Template>(folder: folder.path, folder.path)
    var random = SeededRandom(seed)
    var content = "Several\n  lines.\n"
    var signature: String?
    var note: String?
    for _ in 0..<150 {
      let text = Self.text(&random)
      var fields: [(key: String, value: String)] = []
      switch Int.random(in: 0..<6, using: &random) {
      case 0:
        signature = text
        fields = [("signature", text)]
      case 1:
        note = text
        fields = [("note", text)]
      case 2:
        note = nil
        fields = [("note", "")]
      case 3:
        signature = nil
        fields = [("signature", "")]
      default:
        content = text
        fields = [("content", text)]
      }
      _ = try store.change("t", fields)
      let item = try store.item(named: "t")
      #expect(item.content == content)
      #expect(item.signature == signature)
      #expect(item.note == note)
      #expect(item.type == .notification && item.status == .pending && item.reason == nil)
      let lines = try folder.text("t.yaml").split(separator: "\n")
      for comment in [
        "# The first line.", "type: notification   # a comment", "# Before the content.",
        "# Before the status.", "status: pending # and behind it", "# The last line.",
      ] {
        #expect(lines.contains(comment[...]), "\(comment)")
      }
    }
  }
}
