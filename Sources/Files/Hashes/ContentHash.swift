internal import CCrypto

/// SHA-256 of contents, by which a file is known whatever its name (FIPS 180-4).
package final class ContentHash {
  private let context: OpaquePointer?

  package init() {
    context = EVP_MD_CTX_new()
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
  }

  deinit { EVP_MD_CTX_free(context) }

  package func add(_ bytes: borrowing [UInt8]) {
    // Unsafe: the library reads the array's own storage.
    _ = bytes.withUnsafeBytes { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
  }

  /// Adds a text and an end, so that neighbours cannot run into each other.
  package func add(_ text: String) { add(Array(text.utf8) + [0]) }

  /// Adds a file, a MiB at a time.
  package func add(contentsOf path: String) throws(FileError) {
    let file = try InputFile(path, limit: .max)
    var offset = 0
    var bytes: [UInt8] = []
    while offset < file.size {
      bytes.removeAll(keepingCapacity: true)
      try file.read(at: offset, count: 1 << 20, appendingTo: &bytes)
      guard !bytes.isEmpty else { break }
      add(bytes)
      offset += bytes.count
    }
  }

  /// The hash as 64 hexadecimal digits; nothing can be added after.
  package func finish() -> String {
    Self.hexadecimal(digest())
  }

  /// HMAC-SHA256 of bytes as 64 hexadecimal digits (RFC 2104).
  package static func code(of bytes: [UInt8], key: String) -> String {
    var code = [UInt8](repeating: 0, count: 32)
    let key = Array(key.utf8)
    // Unsafe: the library reads and writes the arrays' own storage.
    _ = HMAC(EVP_sha256(), key, Int32(key.count), bytes, bytes.count, &code, nil)
    return hexadecimal(code)
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The hash in Base64, as content security policies write it; nothing can be added after.
  package func finishAsBase64() -> String {
    let digest = digest()
    var text = [UInt8](repeating: 0, count: (digest.count + 2) / 3 * 4 + 1)
    let length = EVP_EncodeBlock(&text, digest, Int32(digest.count))
    return String(decoding: text.prefix(Int(length)), as: UTF8.self)
  }

  private func digest() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &digest, nil)
    return digest
  }
}
