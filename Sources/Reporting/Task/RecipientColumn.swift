internal import Messaging
internal import Sending
internal import Spreadsheet

/// A column of a table of recipients: what it is called, and what a row says in it.
///
///     RecipientColumn(key: "Row", title: Words.row, kind: .integer) { $1.integer($0.message.row) }
///
/// Every format and every table that has the column is made of this line.
struct RecipientColumn: Sendable {
  /// What programs call it, whatever people read above it.
  let key: String
  let title: Phrase
  let kind: TableColumn.Kind
  /// Writes the row's cell, or skips it; once for every row of a task, so it makes no string.
  let write: @Sendable (inout RecipientRow, any TableWriter) -> Void
}

extension RecipientColumn {
  /// The columns of Recipients and of exports, from the left.
  ///
  /// - Parameters:
  ///   - rowPerSegment: whether a long message is one row per segment with the same SMS ID.
  ///   - hasLink: whether the message has a link, so that it is of interest who followed it.
  /// - Returns: the list, to which a new column is one line.
  static func recipients(rowPerSegment: Bool, hasLink: Bool) -> [RecipientColumn] {
    let message: [RecipientColumn] = [
      .init(key: "Row", title: Words.row, kind: .integer) { $1.integer($0.message.row) },
      .init(key: "Number", title: Words.number, kind: .text) { $0.number(to: $1) },
      .init(key: "Region", title: Words.regionCode, kind: .repeated) { $0.region(to: $1) },
      .init(key: "Content", title: Words.content, kind: .text) { $1.text($0.content) },
      rowPerSegment
        ? .init(key: "Segment", title: Words.segment, kind: .text) { $1.text($0.segmentOfAll) }
        : .init(key: "Segments", title: Words.segments, kind: .integer) {
          $1.integer($0.message.length.segments)
        },
      .init(key: "SMS ID", title: Words.messageID, kind: .text) { $0.messageID(to: $1) },
      .init(key: "Submission Time", title: Words.submissionTime, kind: .timestamp) {
        $0.time($0.submitted, to: $1)
      },
      .init(key: "Receipt Time", title: Words.receiptTime, kind: .timestamp) {
        $0.time($0.message.received, to: $1)
      },
      .init(key: "Result", title: Words.result, kind: .repeated) { $0.result(to: $1) },
    ]
    let link: [RecipientColumn] = [
      .init(key: "Click Time", title: Words.clickTime, kind: .timestamp) {
        $0.time($0.message.clicked, to: $1)
      }
    ]
    return message + outcome + (hasLink ? link : [])
  }

  /// The outcome of a message and why: also behind the sheet's own columns in the file of failed numbers.
  static let outcome: [RecipientColumn] = [
    .init(key: "Code", title: Words.code, kind: .repeated) { $0.code(to: $1) },
    .init(key: "Reason", title: Words.reason, kind: .repeated) { $0.reason(to: $1) },
    .init(key: "Suggestion", title: Words.suggestion, kind: .repeated) { $0.suggestion(to: $1) },
  ]

  /// The columns of Removed, from the left.
  static let removed: [RecipientColumn] = [
    .init(key: "Row", title: Words.row, kind: .integer) { $1.integer($0.removed.row) },
    .init(key: "Number as Entered", title: Words.numberAsEntered, kind: .text) {
      $1.text($0.enteredNumber)
    },
    .init(key: "Code", title: Words.code, kind: .repeated) { $1.text($0.removed.removal.code) },
    .init(key: "Reason", title: Words.reason, kind: .repeated) { $0.removalReason(to: $1) },
    .init(key: "Suggestion", title: Words.suggestion, kind: .repeated) {
      $1.text($0.removed.removal.suggestion[$0.language])
    },
    .init(key: "Repeats Row", title: Words.repeats, kind: .integer) {
      if let row = $0.removed.repeats { $1.integer(row) } else { $1.skip() }
    },
  ]
}
