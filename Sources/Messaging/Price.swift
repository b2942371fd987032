internal import Characters

/// An amount of money in millionths of the currency's unit, so that sums are exact.
package struct Money: Hashable, Sendable, Comparable, Codable {
  package var millionths: Int

  package init(millionths: Int) { self.millionths = millionths }

  /// An amount written as a plain decimal such as `0.045`, at most six decimals; nil for other text.
  package init?(_ text: String) {
    let halves = text.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = halves.count > 1 ? halves[1] : ""
    guard halves.count <= 2, let whole = Int(halves[0]), whole >= 0, whole < 1_000_000_000,
      !halves[0].hasPrefix("+"), fraction.count <= 6, fraction.utf8.allSatisfy({ $0 &- 0x30 < 10 })
    else { return nil }
    let padded = fraction + String(repeating: "0", count: 6 - fraction.count)
    guard let part = Int(padded) else { return nil }
    millionths = whole * 1_000_000 + part
  }

  package static func < (left: Money, right: Money) -> Bool { left.millionths < right.millionths }
  package static func + (left: Money, right: Money) -> Money {
    Money(millionths: left.millionths + right.millionths)
  }
  package static func * (price: Money, count: Int) -> Money {
    Money(millionths: price.millionths * count)
  }
}

extension Money: CustomStringConvertible {
  /// The amount with two to six decimals: `0.045`, `12.30`.
  package var description: String { decimals(millionths: millionths) }
}

/// What a billed item costs, by the recipient's region (SPEC MSG-7).
package struct PriceTable: Sendable, Equatable, Codable {
  /// ISO 4217 code of the currency.
  package var currency = "CNY"
  /// For regions that have no price of their own.
  package var standard = Money(millionths: 350_000)
  package var byRegion: [Region: Money] = [:]

  package init() {
    byRegion[.mainland] = Money(millionths: 45_000)
  }

  package func price(_ region: Region?) -> Money {
    region.flatMap { byRegion[$0] } ?? standard
  }
}
