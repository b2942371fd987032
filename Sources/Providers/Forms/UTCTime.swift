internal import Sending

/// Times of the world as providers write them.
struct UTCTime {
  private var time = TimeFormatter(Zone("UTC") ?? .china)
  private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `2026-11-20T11:30:05Z` (ISO 8601).
  mutating func iso(_ milliseconds: Int) -> String {
    let text = time.string(milliseconds)
    return "\(text.prefix(10))T\(text.suffix(8))Z"
  }

  /// `Fri, 20 Nov 2026 11:30:05 +0000` (RFC 822, with four digits for the year).
  mutating func mail(_ milliseconds: Int) -> String {
    let text = time.string(milliseconds)
    let day = milliseconds / 86_400_000
    let month = Int(text.dropFirst(5).prefix(2)) ?? 1
    return "\(Self.days[day % 7]), \(text.dropFirst(8).prefix(2)) \(Self.months[month - 1]) "
      + "\(text.prefix(4)) \(text.suffix(8)) +0000"
  }
}
