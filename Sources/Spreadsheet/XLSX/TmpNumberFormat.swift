package enum DateSystem: Sendable { case year1900, year1904 }
package struct NumberFormat: Sendable {
  package static let general = NumberFormat(code: "")
  package init(code: String) {}
  package static func builtIn(_ id: Int) -> NumberFormat? { nil }
  package var isGeneral: Bool { true }
  package var isDate: Bool { false }
  package func append(_ value: Double, dateSystem: DateSystem, to bytes: inout [UInt8]) {}
}
package enum GeneralNumber {
  package static func append(_ value: Double, to bytes: inout [UInt8]) { bytes.append(contentsOf: "\(value)".utf8) }
  package static func append(raw: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) -> Bool { bytes.append(contentsOf: raw); return true }
  package static func parse(_ raw: UnsafeBufferPointer<UInt8>) -> Double? { Double(String(decoding: raw, as: UTF8.self)) }
}
