/// How long a message is, as it goes over the air and as it is billed (SPEC MSG-6).
package struct MessageLength: Equatable, Sendable, Codable {
  /// How the text is coded.
  package enum Coding: String, Sendable, Codable {
    /// Seven bits a septet, GSM 03.38.
    case gsm
    /// UTF-16, two bytes a unit.
    case unicode
  }

  package var coding: Coding
  /// Septets or UTF-16 units, without a prefix.
  package var units: Int
  /// Segments as they go over the air: no extension pair and no surrogate pair is split.
  package var segments: Int
  /// What the profile bills.
  package var billed: Int

  package init(coding: Coding, units: Int, segments: Int, billed: Int) {
    self.coding = coding
    self.units = units
    self.segments = segments
    self.billed = billed
  }
}

/// The settings by which messages are split and billed.
package struct SegmentRules: Sendable, Equatable, Codable {
  /// What is billed.
  package enum Billing: String, Sendable, CaseIterable, Codable {
    /// The segments as they go over the air.
    case segments
    /// Units divided by the units of a segment, rounded up, as the consoles describe it.
    case division
  }

  /// Units of a message that fits one segment, and of each segment of a longer one, whose header takes
  /// the rest.
  package struct Capacity: Sendable, Equatable, Codable {
    package var single: Int
    package var each: Int

    package init(single: Int, each: Int) {
      self.single = single
      self.each = each
    }
  }

  package var unicode = Capacity(single: 70, each: 67)
  package var gsm = Capacity(single: 160, each: 153)
  package var billing = Billing.segments
  /// Units that a country's carriers put in front of each message, by region code: 7 in Malaysia.
  package var prefixUnits: [Region: Int] = [:]

  /// Segments that a message may have: the header counts them in one octet (3GPP TS 23.040, 9.2.3.24.1).
  package static let maximumSegments = 255

  /// What the standard profile bills.
  package static let standard = SegmentRules()

  package init() {}

  /// Measures one message.
  ///
  /// - Parameters:
  ///   - text: UTF-8, signature and body.
  ///   - region: mainland messages are Unicode whatever they hold.
  ///   - country: of the recipient, for its prefix.
  /// - Returns: coding, units, segments and billed items.
  /// - Complexity: O(n), without allocation.
  package func measure(
    _ text: Span<UInt8>, region: MessageRegion, country: Region?
  ) -> MessageLength {
    let prefix = prefix(of: country)
    if region == .international, let septets = Self.septets(text) {
      return measure(text, coding: .gsm, units: septets, capacity: gsm, prefix: prefix)
    }
    return measure(
      text, coding: .unicode, units: Self.units(text), capacity: unicode, prefix: prefix)
  }

  private func measure(
    _ text: Span<UInt8>, coding: MessageLength.Coding, units: Int, capacity: Capacity, prefix: Int
  ) -> MessageLength {
    let total = units + prefix
    guard total > capacity.single else {
      return MessageLength(coding: coding, units: units, segments: 1, billed: 1)
    }
    let division = (total + capacity.each - 1) / capacity.each
    var segments = 1
    split(text, coding: coding, prefix: prefix) { _ in segments += 1 }
    return MessageLength(
      coding: coding, units: units, segments: segments,
      billed: billing == .segments ? segments : division)
  }

  /// The parts of a message that go over the air one by one, as ranges of its bytes.
  package func segments(
    of text: Span<UInt8>, length: MessageLength, country: Region?
  ) -> [Range<Int>] {
    guard length.segments > 1 else { return [0..<text.count] }
    var starts = [0]
    split(text, coding: length.coding, prefix: prefix(of: country)) { starts.append($0) }
    return starts.indices.map { starts[$0]..<($0 + 1 < starts.count ? starts[$0 + 1] : text.count) }
  }

  private func prefix(of country: Region?) -> Int {
    prefixUnits.isEmpty ? 0 : country.flatMap { prefixUnits[$0] } ?? 0
  }

  /// Fills segments one after another and tells where each further one starts; what counts two units
  /// and does not fit goes to the next whole.
  private func split(
    _ text: Span<UInt8>, coding: MessageLength.Coding, prefix: Int, cut: (Int) -> Void
  ) {
    let capacity = coding == .gsm ? gsm.each : unicode.each
    var filled = prefix
    var index = 0
    while index < text.count {
      let start = index
      let units: Int
      if coding == .gsm {
        let character = GSMAlphabet.septets(text, at: index)
        units = character.septets
        index += character.bytes
      } else {
        let byte = text[index]
        units = byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1
        index += 1
      }
      filled += units
      if filled > capacity {
        cut(start)
        filled = units
      }
    }
  }

  /// UTF-16 units of UTF-8 text: one for each character, two past the basic plane.
  static func units(_ text: Span<UInt8>) -> Int {
    var units = 0
    for index in text.indices {
      let byte = text[index]
      units += (byte & 0xC0 != 0x80 ? 1 : 0) + (byte >= 0xF0 ? 1 : 0)
    }
    return units
  }

  /// Septets of the text, or nil when a character is outside the GSM alphabet.
  static func septets(_ text: Span<UInt8>) -> Int? {
    var septets = 0
    var index = 0
    while index < text.count {
      let character = GSMAlphabet.septets(text, at: index)
      guard character.septets > 0 else { return nil }
      septets += character.septets
      index += character.bytes
    }
    return septets
  }
}
