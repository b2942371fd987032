internal import Carrier
internal import Messaging
internal import Providers
internal import Sending
internal import Spreadsheet

/// A row of a table of recipients: a message of a batch, one of its segments, or a removed row.
///
/// The one row moves through all batches of a task, so that its cells cost no memory of their own.
struct RecipientRow {
  let language: Language
  var batch = MessageBatch()
  /// Which of the batch's messages or removed rows it is.
  private var index = 0
  // Worked out once for all that ask for it.
  private(set) var result = MessageBatch.Result.sending
  /// Which of the message's segments it is, from 0, and where its text lies; nil: all of the message.
  var segment: (index: Int, count: Int, part: Range<Int>)?

  /// Words for results that a provider has in place of ours.
  private let words: [String: String]
  /// Codes that a provider has in place of ours, by the status.
  private let codes: [String?]
  private let body: TemplateBody
  private var clock: LocalClock
  // One cell at a time is built here.
  private var scratch: [UInt8] = []

  init(_ task: SendingTask, language: Language) {
    self.language = language
    let provider = task.provider ?? ProviderRules()
    words = provider.words
    let codes = ProviderList.codes(of: provider.codes.rawValue)
    self.codes = StatusCode.allCases.map { codes[$0] }
    body = TemplateBody(task.template.content)
    clock = LocalClock(task.zone)
  }

  /// Moves to a message of the batch.
  mutating func move(toMessage index: Int) {
    self.index = index
    segment = nil
    result = MessageBatch.Result(batch.messages[index].status)
  }

  /// Moves to a removed row of the batch.
  mutating func move(toRemoved index: Int) { self.index = index }

  var message: MessageBatch.Message { batch.messages[index] }
  var removed: MessageBatch.Removed { batch.removed[index] }

  /// Writes a text that is put together.
  private mutating func bytes(to table: any TableWriter, _ append: (inout [UInt8]) -> Void) {
    scratch.removeAll(keepingCapacity: true)
    append(&scratch)
    table.text(scratch.span)
  }

  /// Writes a time, if there is one.
  mutating func time(_ moment: Int?, to table: any TableWriter) {
    guard let moment else { return table.skip() }
    table.timestamp(clock.timestamp(moment))
  }
}

// MARK: - A message

extension RecipientRow {
  @inline(__always)
  mutating func number(to table: any TableWriter) {
    let number = message.recipient.number
    bytes(to: table) { number.append(to: &$0) }
  }

  /// The number as the sheet of recipients has it.
  mutating func sheetNumber(to table: any TableWriter) {
    let number = message.recipient.number
    bytes(to: table) { number.appendAsEntered(to: &$0) }
  }

  /// The value of a variable, as the sheet has it.
  func value(_ variable: Int, to table: any TableWriter) {
    table.text(batch.value(variable, of: message))
  }

  @inline(__always)
  mutating func region(to table: any TableWriter) {
    guard let region = message.recipient.facts.region else { return table.skip() }
    bytes(to: table) { region.append(to: &$0) }
  }

  /// The text that was sent, or the segment's part of it.
  var content: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      let content = batch.content(of: message)
      guard let segment else { return content }
      return content.extracting(segment.part)
    }
  }

  /// As in `2/3`.
  var segmentOfAll: String {
    segment.map { "\($0.index + 1)/\($0.count)" } ?? "1/1"
  }

  /// The carrier's name for the message, if it ever had it.
  @inline(__always)
  mutating func messageID(to table: any TableWriter) {
    if case .suppressed = result { return table.skip() }
    let messageID = message.messageID
    bytes(to: table) { appendHexadecimal(messageID, to: &$0) }
  }

  /// When the carrier got it, in milliseconds since 1970; nil: never.
  var submitted: Int? {
    if case .suppressed = result { nil } else { message.submitted }
  }

  @inline(__always)
  func result(to table: any TableWriter) {
    if words.isEmpty {
      table.text(result.name[language])
    } else {
      table.text(words[result.word] ?? result.name.text(language))
    }
  }

  @inline(__always)
  func code(to table: any TableWriter) {
    guard let status = message.status else { return table.skip() }
    // Our own codes are words of the table's; a provider's are looked up only where they are wanted.
    if let code = codes[Int(status.rawValue)] {
      table.text(code)
    } else {
      table.text(status.code)
    }
  }

  @inline(__always)
  func reason(to table: any TableWriter) {
    guard let status = message.status else { return table.skip() }
    table.text(status.reason[language])
  }

  @inline(__always)
  func suggestion(to table: any TableWriter) {
    guard let status = message.status else { return table.skip() }
    if case .delivered = status { return table.skip() }
    table.text(status.suggestion[language])
  }
}

// MARK: - A removed row

extension RecipientRow {
  var enteredNumber: Span<UInt8> {
    @_lifetime(borrow self)
    get { batch.number(of: removed) }
  }

  /// Why the row was removed, with the variable that it is about.
  func removalReason(to table: any TableWriter) {
    let reason = removed.removal.reason
    if let variable = removed.variable {
      table.text("\(reason.text(language)): \(body.label(ofVariable: variable))")
    } else {
      table.text(reason[language])
    }
  }
}
