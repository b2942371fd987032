import Messaging
import TestSupport
import Testing

@Suite("NUM-7: duplicates")
struct DuplicateTableTests {
  @Test("The first stays, with its row; other values or another number are no duplicate")
  func rules() {
    var table = DuplicateTable(expectedRows: 10)
    let number = E164(digits: 8_612_012_345_678)
    #expect(table.insert(number, values: hash("a", "b"), row: 2) == nil)
    #expect(table.insert(number, values: hash("a", "b"), row: 3) == 2)
    #expect(table.insert(number, values: hash("a", "c"), row: 4) == nil)
    #expect(table.insert(number, values: hash("ab", ""), row: 5) == nil)
    #expect(table.insert(E164(digits: 8_612_012_345_679), values: hash("a", "b"), row: 6) == nil)
    #expect(table.insert(number, values: hash("a", "c"), row: 7) == 4)
  }

  @Test(
    "It agrees with a dictionary, while it grows and past what was expected", arguments: [1, 2, 3])
  func model(seed: UInt64) {
    var random = SeededRandom(seed)
    var table = DuplicateTable(expectedRows: 20_000)
    var model: [String: Int] = [:]
    for row in 1...60_000 {
      let digits = 8_612_000_000_000 + UInt64.random(in: 0..<15_000, using: &random)
      let value = "\(Int.random(in: 0..<3, using: &random))"
      let expected = model["\(digits) \(value)"]
      #expect(table.insert(E164(digits: digits), values: hash(value), row: row) == expected)
      if expected == nil { model["\(digits) \(value)"] = row }
    }
    #expect(model.count > 30_000)
  }

  private func hash(_ values: String...) -> UInt64 {
    var hash = ValueHash()
    for value in values {
      let bytes = Array(value.utf8)
      hash.add(bytes.span)
    }
    return hash.value
  }
}

@Suite("MSG-7: money")
struct MoneyTests {
  @Test(
    "Amounts are read and written exactly",
    arguments: [
      ("0.045", 45_000, "0.045"), ("12", 12_000_000, "12.00"), ("0.5", 500_000, "0.50"),
      ("0.000001", 1, "0.000001"), ("3.10", 3_100_000, "3.10"),
    ])
  func text(text: String, millionths: Int, shown: String) throws {
    let money = try #require(Money(text))
    #expect(money.millionths == millionths)
    #expect("\(money)" == shown)
  }

  @Test(
    "What is no amount is refused",
    arguments: ["", "a", "-1", "1.2.3", "1,5", "0.0000001", "+1", "1e3"])
  func refused(text: String) { #expect(Money(text) == nil) }

  @Test("A million messages at 0.045 are 45,000.00")
  func sum() { #expect("\(Money(millionths: 45_000) * 1_000_000)" == "45000.00") }
}
