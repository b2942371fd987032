extension Template {
  /// Whether the text has a link that people can follow (SPEC STAT-7).
  package var hasLink: Bool { Link.isIn(content) }
}

/// Links as messages have them: `https://acme.example/a`, or short ones such as `acme.example/a`.
enum Link {
  static func isIn(_ content: String) -> Bool {
    let bytes = Array(content.utf8)
    return bytes.indices.contains { bytes[$0] == UInt8(ascii: "/") && isHost(bytes[..<$0]) }
  }

  /// Whether text ends with the name of a host: labels with dots between, the last of letters.
  private static func isHost(_ text: ArraySlice<UInt8>) -> Bool {
    let name = text.reversed().prefix { byte in
      (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: ".")
    }
    let labels = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count > 1, labels.allSatisfy({ !$0.isEmpty }) else { return false }
    return labels[0].count > 1 && labels[0].allSatisfy { ($0 | 0x20) &- 0x61 < 26 }
  }
}
