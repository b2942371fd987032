package import Carrier
package import Messaging

/// The messages and removed rows of one batch of rows: what the second half of the road carries.
///
/// Texts lie in two flat buffers; a message names its part of each.
package struct MessageBatch: Sendable {
  package enum Result: UInt8, Sendable, CaseIterable {
    case successful
    case failed
    case sending
    /// The carrier did not take it.
    case refused
    /// A rule kept it from the carrier.
    case suppressed

    package var name: Phrase {
      switch self {
      case .successful: Phrase("Successful", "成功")
      case .failed: Phrase("Failed", "失败")
      case .sending: Phrase("Sending", "发送中")
      case .refused: Phrase("Refused", "被拒绝")
      case .suppressed: Phrase("Suppressed", "已拦截")
      }
    }

    /// The name as commands and records have it.
    package var word: String { "\(name[.english])".lowercased() }

    /// What a status means for the message; none: the carrier has it, and no receipt has come.
    package init(_ status: StatusCode?) {
      self =
        switch status?.kind {
        case nil: .sending
        case .delivery: .successful
        case .refusal: .refused
        case .failure: .failed
        case .suppression: .suppressed
        }
    }
  }

  package struct Message: Sendable {
    /// Its place among the messages of the task, from 0: what its time, its verdict and its outcome go by.
    package var position: Int
    /// The row in the sheet.
    package var row: Int
    package var recipient: NumberRules.Recipient
    package var length: MessageLength
    var content: Range<Int>
    /// Index of the first of its values in `valueRanges`.
    var firstValue: Int

    // Filled in by the stages of the rules and the carrier.
    package var messageID: UInt64 = 0
    /// Milliseconds since 1970.
    package var submitted = 0
    /// Milliseconds since 1970; nil without a receipt so far.
    package var received: Int?
    /// When its link was followed, in milliseconds since 1970; nil: not so far, or it has none.
    package var clicked: Int?
    /// What is known of it; nil: the carrier has it, and no receipt has come.
    package var status: StatusCode?

    package var result: Result { Result(status) }

    /// A message that no rule has looked at yet; `content` lies in the batch's `contents`.
    package init(
      position: Int, row: Int, recipient: NumberRules.Recipient, length: MessageLength,
      content: Range<Int>, firstValue: Int
    ) {
      self.position = position
      self.row = row
      self.recipient = recipient
      self.length = length
      self.content = content
      self.firstValue = firstValue
    }
  }

  package struct Removed: Sendable {
    package var row: Int
    package var removal: Removal
    /// The zero-based variable that it is about.
    package var variable: Int?
    /// The row that it repeats.
    package var repeats: Int?
    /// What the phone cell said, in the batch's `numbers`.
    package var number: Range<Int>

    package init(
      row: Int, removal: Removal, variable: Int?, repeats: Int?, number: Range<Int>
    ) {
      self.row = row
      self.removal = removal
      self.variable = variable
      self.repeats = repeats
      self.number = number
    }
  }

  package var messages: [Message] = []
  package var removed: [Removed] = []
  package var contents: [UInt8] = []
  package var values: [UInt8] = []
  package var valueRanges: [Range<Int>] = []
  /// What a message or a removed row had in the phone column.
  package var numbers: [UInt8] = []

  package init() {}

  /// The rendered text.
  @_lifetime(borrow self)
  package func content(of message: Message) -> Span<UInt8> {
    contents.span.extracting(message.content)
  }

  /// The value of a variable, as the sheet has it.
  @_lifetime(borrow self)
  package func value(_ variable: Int, of message: Message) -> Span<UInt8> {
    values.span.extracting(valueRanges[message.firstValue + variable])
  }

  /// What the phone cell of a removed row said.
  @_lifetime(borrow self)
  package func number(of removed: Removed) -> Span<UInt8> {
    numbers.span.extracting(removed.number)
  }

  // For the few that a person is shown.

  /// The rendered text as a string.
  package func text(of message: Message) -> String {
    String(decoding: contents[message.content], as: UTF8.self)
  }

  /// What the phone cell of a removed row said, as a string.
  package func text(of removed: Removed) -> String {
    String(decoding: numbers[removed.number], as: UTF8.self)
  }
}
