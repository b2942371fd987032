/// Strings in JSON (RFC 8259, section 7).
package enum JSONText {
  /// Appends the text as a JSON string with its quotes.
  package static func append(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for index in text.indices {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [0x5C, byte])
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0..<0x20:
        bytes.append(contentsOf: "\\u00".utf8)
        for digit in [byte >> 4, byte & 15] {
          bytes.append(digit < 10 ? 0x30 + digit : 0x61 + digit - 10)
        }
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  package static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    // The bytes of a file's name need not be UTF-8, but JSON is.
    let text = FileName.hasRawBytes(text) ? FileName.shownLines(text) : text
    append(Array(text.utf8).span, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A JSON object put together key by key, in the order of the calls.
package struct JSONObject {
  private var members: [String] = []

  package init() {}

  package var text: String { "{\(members.joined(separator: ","))}" }

  package mutating func add(_ key: String, _ value: Int?) {
    add(raw: key, value.map { "\($0)" } ?? "null")
  }

  package mutating func add(_ key: String, _ value: Bool) { add(raw: key, "\(value)") }

  package mutating func add(_ key: String, _ value: String?) {
    add(raw: key, value.map(JSONText.quoted) ?? "null")
  }

  package mutating func add(_ key: String, _ values: [String]) {
    add(raw: key, "[\(values.map(JSONText.quoted).joined(separator: ","))]")
  }

  /// Adds a value that is JSON already.
  package mutating func add(raw key: String, _ json: String) {
    members.append("\(JSONText.quoted(key)):\(json)")
  }
}
