/// An amount in millionths with two to six decimals: `0.045`, `12.30`.
package func decimals(millionths: Int) -> String {
  let fraction = String(String(millionths % 1_000_000 + 1_000_000).dropFirst())
  var kept = fraction[...]
  while kept.count > 2, kept.last == "0" { kept.removeLast() }
  return "\(millionths / 1_000_000).\(kept)"
}

/// A part of a whole to four decimals: `0.5`, `0.0313`.
package func decimals(ofShare share: Double) -> String {
  "\((share * 10_000).rounded() / 10_000)"
}
