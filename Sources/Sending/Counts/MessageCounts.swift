package import Carrier
internal import Characters
package import Messaging

/// Messages of a task counted by the hour they were submitted in, the region they went to and their
/// outcome: all that is ever said about many messages together is made of these counts.
///
/// Memory: 32 bytes for each kind of outcome of each region and hour that occurs, at most 26 kinds of some
/// 250 regions; an hour is 1.8 million messages at the default rate.
package struct MessageCounts: Sendable, Equatable {
  /// What is counted of messages that are alike.
  package struct Cell: Sendable, Equatable {
    package var messages = 0
    package var segments = 0
    /// Items that a profile bills, also where the message was not billed in the end.
    package var items = 0
    /// Messages whose link was followed.
    package var clicks = 0

    package init() {}

    package static func += (left: inout Cell, right: Cell) {
      left.messages += right.messages
      left.segments += right.segments
      left.items += right.items
      left.clicks += right.clicks
    }
  }

  /// What messages that are alike have in common.
  package struct Key: Sendable, Hashable {
    /// Hours since 1970-01-01 by the clock of the task's zone.
    package var hour: Int
    package var region: Region?
    /// nil: the carrier has it, and no receipt has come.
    package var status: StatusCode?

    /// Only what the carrier has taken is billed.
    package var isBilled: Bool {
      switch MessageBatch.Result(status) {
      case .successful, .failed, .sending: true
      case .refused, .suppressed: false
      }
    }
  }

  private struct Place: Hashable {
    var hour: Int
    var region: Region?
  }

  /// Kinds of outcome: each status, and none.
  private static let outcomes = StatusCode.allCases.count + 1

  private var slots: [Place: Int] = [:]
  /// For each place a cell of each kind of outcome.
  private var cells: [Cell] = []
  // Neighbours in a sheet are mostly of one region, and of one hour.
  private var current = Place(hour: .min, region: nil)
  private var slot = 0

  package init() {}

  mutating func count(_ message: MessageBatch.Message, hour: Int) {
    let region = message.recipient.facts.region
    if region != current.region || hour != current.hour {
      go(to: Place(hour: hour, region: region))
    }
    let outcome = message.status.map { Int($0.rawValue) } ?? Self.outcomes - 1
    let index = slot + outcome
    cells[index].messages += 1
    cells[index].segments += message.length.segments
    cells[index].items += message.length.billed
    if message.clicked != nil { cells[index].clicks += 1 }
  }

  private mutating func go(to place: Place) {
    current = place
    if let known = slots[place] {
      slot = known
    } else {
      slot = cells.count
      slots[place] = slot
      cells.append(contentsOf: repeatElement(Cell(), count: Self.outcomes))
    }
  }

  /// What was counted, in no order.
  package var all: [(key: Key, cell: Cell)] {
    slots.flatMap { place, slot in
      (0..<Self.outcomes).compactMap { outcome -> (Key, Cell)? in
        let cell = cells[slot + outcome]
        guard cell.messages > 0 else { return nil }
        let status = StatusCode(rawValue: UInt8(outcome))
        return (Key(hour: place.hour, region: place.region, status: status), cell)
      }
    }
  }

  /// The counts put together by something that messages have in common.
  package func grouped<Group: Hashable>(_ group: (Key) -> Group) -> [Group: Cell] {
    all.reduce(into: [:]) { $0[group($1.key), default: Cell()] += $1.cell }
  }

  package static func == (left: MessageCounts, right: MessageCounts) -> Bool {
    left.grouped { $0 } == right.grouped { $0 }
  }
}
