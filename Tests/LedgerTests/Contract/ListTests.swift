import Ledger
import Messaging
import TestSupport
import Testing

@Suite("RULE-2, RULE-4, CUST-1: lists of numbers and groups of customers")
struct ListTests {
  private static func numbers(_ digits: UInt64...) -> [E164] { digits.map { E164(digits: $0) } }

  @Test("A number is on a list for a scope and a type, and once", arguments: LedgerKind.all)
  func scopes(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    let (one, two) = (E164(digits: 8_617_400_000_001), E164(digits: 8_617_400_000_002))
    let (all, marketing) = (ListScope("Acme"), ListScope("Acme", .marketing))
    try test.ledger.write { book throws in
      #expect(try book.add([one, two, one], to: .mute, all, at: 5) == 2)
      #expect(try book.add([one], to: .mute, all, at: 9) == 0)
      #expect(try book.add([two], to: .mute, marketing, at: 6) == 1)
      #expect(try book.add([one], to: .unsubscribe, marketing, at: 7) == 1)
    }
    try test.ledger.read { book throws in
      #expect(try book.isOn(.mute, one, all))
      #expect(try !book.isOn(.mute, one, marketing))
      #expect(try book.isOn(.unsubscribe, one, marketing))
      #expect(try !book.isOn(.unsubscribe, two, marketing))
      #expect(try !book.isOn(.mute, one, ListScope("Other")))
      // What is for every type is for marketing, too.
      var found: [UInt64] = []
      try book.numbers(on: .mute, marketing) { found.append($0.digits) }
      #expect(found.sorted() == [8_617_400_000_001, 8_617_400_000_002, 8_617_400_000_002])
    }
    var entries: [String] = []
    try test.ledger.read { book throws in
      try book.entries(of: .mute) { entry in
        let type = entry.scope.type?.rawValue ?? "all"
        entries.append("\(entry.scope.name) \(type) \(entry.number.digits) \(entry.added)")
        return true
      }
    }
    #expect(
      entries == [
        "Acme all 8617400000001 5", "Acme all 8617400000002 5", "Acme marketing 8617400000002 6",
      ])
    try test.ledger.write { book throws in
      #expect(try book.remove([one, two, one], from: .mute, all) == 2)
      #expect(try book.isOn(.mute, two, marketing))
    }
  }

  @Test(
    "Entries come by scope, type and number, and stop when they are told to",
    arguments: LedgerKind.all)
  func entries(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    try test.ledger.write { book throws in
      for (scope, number) in [("b", 3), ("a", 2), ("a", 1), ("c", 1)] as [(String, UInt64)] {
        _ = try book.add([E164(digits: number)], to: .mute, ListScope(scope), at: 0)
      }
    }
    func entries(name: String? = nil, numbers: [E164]? = nil, most: Int = 9) throws -> [String] {
      var found: [String] = []
      try test.ledger.read { book throws in
        try book.entries(of: .mute, name: name, numbers: numbers) { entry in
          found.append("\(entry.scope.name)\(entry.number.digits)")
          return found.count < most
        }
      }
      return found
    }
    #expect(try entries() == ["a1", "a2", "b3", "c1"])
    #expect(try entries(name: "a") == ["a1", "a2"])
    #expect(try entries(numbers: Self.numbers(1)) == ["a1", "c1"])
    #expect(try entries(numbers: Self.numbers(3, 2)) == ["a2", "b3"])
    #expect(try entries(most: 2) == ["a1", "a2"])
  }

  @Test(
    "The mute list takes 1,000 numbers in all, the allowlist 300 for an application, the third any",
    arguments: LedgerKind.all,
    [
      (SuppressionList.mute, 1_000, true), (.allow, 300, false), (.unsubscribe, nil, false),
    ] as [(SuppressionList, Int?, Bool)])
  func limits(kind: LedgerKind, _ bound: (SuppressionList, Int?, Bool)) throws {
    let test = try TestLedger(kind)
    let (list, limit, isShared) = bound
    let many = (0..<UInt64(limit ?? 2_000)).map { E164(digits: 8_617_400_000_000 + $0) }
    let extra = Self.numbers(8_617_499_999_999)
    try test.ledger.write { book throws in
      #expect(try book.add(many, to: list, ListScope("one"), at: 0) == many.count)
      // What is there already is not too much.
      #expect(try book.add(many.prefix(3), to: list, ListScope("one"), at: 0) == 0)
    }
    func isTaken(_ scope: String) throws -> Bool {
      do {
        return try test.ledger.write { try $0.add(extra, to: list, ListScope(scope), at: 0) } == 1
      } catch ListError.full(list, let most, let found) {
        #expect(most == limit && found == many.count + 1)
        return false
      }
    }
    #expect(try isTaken("one") == (limit == nil))
    #expect(try isTaken("two") == !isShared)
    #expect(
      try test.count("suppression") == many.count + (limit == nil ? 1 : 0) + (isShared ? 0 : 1))
  }

  @Test(
    "A group knows its numbers in order, how many they are and when it changed",
    arguments: LedgerKind.all)
  func groups(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    var group = try test.ledger.write { book throws in
      let group = try book.createGroup("VIP 贵宾", .mainland, at: 10)
      #expect(try book.add([5, 3, 9], to: group, at: 20) == 3)
      #expect(try book.add([3, 4], to: group, at: 30) == 1)
      return try #require(try book.group(named: "VIP 贵宾"))
    }
    #expect(group.count == 4 && group.created == 10 && group.changed == 30)
    #expect(group.region == .mainland)
    try test.ledger.read { book throws in
      #expect(try book.numbers(of: group, after: 0, limit: 3) == [3, 4, 5])
      #expect(try book.numbers(of: group, after: 5, limit: 3) == [9])
      #expect(try book.has(E164(digits: 9), in: group))
      #expect(try !book.has(E164(digits: 8), in: group))
      #expect(try book.groups(name: "vip").map(\.name) == ["VIP 贵宾"])
      #expect(try book.groups(name: "x").isEmpty)
    }
    #expect(throws: ListError.groupExists(name: "VIP 贵宾")) {
      try test.ledger.write { try $0.createGroup("VIP 贵宾", .international, at: 40) }
    }
    group = try test.ledger.write { book throws in
      try book.delete(group)
      return try book.createGroup("VIP 贵宾", .international, at: 50)
    }
    #expect(try test.ledger.read { try $0.numbers(of: group, after: 0, limit: 9) } == [])
    #expect(try test.count("customer") == 0)
  }

  @Test(
    "A reply is kept once, and found by number, signature, time and what it asks for",
    arguments: LedgerKind.all)
  func replies(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    func reply(_ number: UInt64, _ text: String, _ time: Int, optsOut: Bool = false) -> ReplyRow {
      ReplyRow(
        number: E164(digits: number), scope: ListScope(number == 1 ? "Acme" : "Other", .marketing),
        text: text, time: time, task: number == 1 ? 7 : nil, isOptOut: optsOut)
    }
    let (first, second, third) = (
      reply(1, "好", 10), reply(1, "TD", 20, optsOut: true), reply(2, "T", 20, optsOut: true)
    )
    try test.ledger.write { book throws in
      for row in [first, second, third] { #expect(try book.add(row)) }
      #expect(try !book.add(first))
    }
    func found(_ change: (inout ReplyFilter) -> Void) throws -> [ReplyRow] {
      var filter = ReplyFilter()
      change(&filter)
      let wanted = filter
      return try test.ledger.read { try $0.replies(wanted) }
    }
    #expect(try found { _ in } == [second, third, first])
    #expect(try found { $0.numbers = Self.numbers(2, 9) } == [third])
    #expect(try found { $0.signature = "Acme" } == [second, first])
    #expect(try found { $0.isOptOut = true } == [second, third])
    #expect(try found { $0.times = 10...19 } == [first])
    #expect(try found { $0.limit = 1 } == [second])
  }

  @Test("An application to be taken off a list is changed in its place", arguments: LedgerKind.all)
  func resubscriptions(_ kind: LedgerKind) throws {
    let test = try TestLedger(kind)
    var row = ResubscriptionRow(
      number: E164(digits: 1), scope: ListScope("Acme", .marketing), reason: "consent", created: 3)
    try test.ledger.write { book throws in
      row.id = try book.save(row)
      _ = try book.save(
        ResubscriptionRow(
          number: E164(digits: 2), scope: ListScope("Acme"), reason: "", created: 4))
      row.state = .approved
      row.note = "seen"
      #expect(try book.save(row) == row.id)
    }
    try test.ledger.read { book throws in
      #expect(try book.resubscriptions().map(\.id) == [2, 1])
      #expect(try book.resubscriptions(id: 1) == [row])
      #expect(try book.resubscriptions(state: .pending).map(\.number.digits) == [2])
    }
  }
}
