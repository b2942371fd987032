/// A region is written as its code, as a value and as a key.
extension Region: Codable, CodingKeyRepresentable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  package var codingKey: any CodingKey { Key(stringValue: code) }

  package init?<T: CodingKey>(codingKey: T) { self.init(code: codingKey.stringValue) }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let region = Region(code: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a region")
    }
    self = region
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code)
  }
}
