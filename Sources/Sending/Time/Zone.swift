internal import Glibc
internal import Synchronization

/// A time zone, by its IANA name.
package struct Zone: Sendable, Equatable {
  package let name: String
  /// Seconds east of UTC, where they never change.
  private let fixedOffset: Int?

  /// China's zone, which needs no files of the system: it has had one offset since 1991.
  package static let china = Zone(name: "Asia/Shanghai", fixedOffset: 8 * 3_600)

  private init(name: String, fixedOffset: Int?) {
    self.name = name
    self.fixedOffset = fixedOffset
  }

  /// nil when the system knows no zone of that name.
  package init?(_ name: String) {
    if name == Self.china.name {
      self = Self.china
    } else if name == "UTC" {
      self.init(name: name, fixedOffset: 0)
    } else {
      guard !name.hasPrefix("/"), !name.contains(".."), !name.isEmpty,
        access("/usr/share/zoneinfo/\(name)", R_OK) == 0
      else { return nil }
      self.init(name: name, fixedOffset: nil)
    }
  }

  /// Seconds east of UTC at a time in seconds since 1970.
  ///
  /// The C library knows one zone at a time; several in turn are slow, but right.
  func offset(at seconds: Int) -> Int {
    if let fixedOffset { return fixedOffset }
    return Self.library.withLock { _ in
      setenv("TZ", name, 1)
      tzset()
      var time = time_t(seconds)
      var fields = tm()
      localtime_r(&time, &fields)
      return fields.tm_gmtoff
    }
  }

  /// Held while the C library knows this zone and no other.
  private static let library = Mutex<Void>(())
}

/// A zone is written as its name.
extension Zone: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let zone = Zone(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a zone")
    }
    self = zone
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
