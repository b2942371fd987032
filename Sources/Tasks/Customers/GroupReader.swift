internal import Files
package import Ledger
internal import Messaging
package import Spreadsheet

/// The numbers of a customer group as a sheet of one column, in ascending order (SPEC CUST-2).
///
/// Memory: 2,048 numbers.
package final class GroupReader: SheetReader {
  private static let rows = 2_048

  package let facts: SheetFacts
  package var columnLimit = 1
  package var progress: Double { group.count == 0 ? 1 : Double(row) / Double(group.count) }

  private let ledger: Ledger
  private let group: CustomerGroup
  private var last: UInt64 = 0
  private var row = 0

  package init(_ group: CustomerGroup, _ ledger: Ledger) {
    self.group = group
    self.ledger = ledger
    facts = SheetFacts(file: Self.name(of: group), kind: .csv, bytes: group.count * 8)
  }

  /// What errors and reports call it.
  package static func name(of group: CustomerGroup) -> String { "the group \(group.name)" }

  package func next() throws -> RowBatch? {
    let numbers: [UInt64]
    do {
      let (group, last) = (group, last)
      numbers = try ledger.read { try $0.numbers(of: group, after: last, limit: Self.rows) }
    } catch {
      throw FileError.unreadable(file: facts.file, reason: "\(error)")
    }
    guard let end = numbers.last else { return nil }
    defer {
      last = end
      row += numbers.count
    }
    return RowBatch(column: numbers.map { "+\($0)" }, from: row + 1)
  }
}
