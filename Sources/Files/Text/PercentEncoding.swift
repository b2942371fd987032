/// Text in an address or a form (RFC 3986): what is no letter, digit or one of these marks is escaped.
package func percentEncoded(_ text: String, keeping marks: String) -> String {
  text.utf8.reduce(into: "") { result, byte in
    let isPlain = (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || marks.utf8.contains(byte)
    let digits = String(byte, radix: 16, uppercase: true)
    result += isPlain ? String(UnicodeScalar(byte)) : "%\(byte < 16 ? "0" : "")\(digits)"
  }
}
