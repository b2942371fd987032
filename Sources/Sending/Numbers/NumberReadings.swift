package import Messaging
package import Spreadsheet

/// Whom a text means in a mainland task and in an international one (SPEC NUM-10).
///
/// Eleven digits from 1 are both a mainland number and one of +1: `12025550123` is +86 120 2555 0123 to the
/// one task, and +1 202 555 0123 to the other.
package struct NumberReadings: Sendable {
  /// What a task of each region makes of it.
  package let mainland, international: NumberRules.Outcome

  /// Reads a text as the tasks of both regions do.
  package init(_ cell: Span<UInt8>, isNumberCell: Bool = false) {
    mainland = NumberRules(region: .mainland).apply(to: cell, isNumberCell: isNumberCell)
    international = NumberRules(region: .international)
      .apply(to: cell, isNumberCell: isNumberCell)
  }

  /// Reads the phone cell of a row.
  package init(_ batch: RowBatch, _ row: Int) {
    let value = batch.value(row, 0)
    guard !value.isError else {
      self.init(both: .removed(.numberIsError))
      return
    }
    self.init(value.text, isNumberCell: value.isNumber)
  }

  private init(both outcome: NumberRules.Outcome) {
    mainland = outcome
    international = outcome
  }

  /// Why the text is no number to either kind of task; nil when it is one to some.
  package var fault: Removal? {
    guard case .removed(let first) = mainland, case .removed(let second) = international else {
      return nil
    }
    // That it belongs in another task says less than why that task does not take it; and that it is no
    // mainland number less than what the other task saw in it.
    return switch (first, second) {
    case (_, .wrongRegion): first
    case (.wrongRegion, _), (.numberLength, .nationalFormat), (.numberLength, .zeroBehindCode):
      second
    default: first
    }
  }

  /// Reads what a user typed.
  ///
  /// - Throws: `CampaignError.badNumber` when it is no number.
  package init(typed text: String) throws {
    self.init(Array(text.utf8).span)
    if case .nobody = meaning(in: NumberContext()) { throw CampaignError.badNumber(text) }
  }

  /// Whom a text means.
  package enum Meaning: Sendable, Equatable {
    case nobody
    case one(E164)
    /// Nothing says whether the task is of the mainland or not.
    case either(mainland: E164, international: E164)

    /// The numbers, the mainland's first.
    package var numbers: [E164] {
      switch self {
      case .nobody: []
      case .one(let number): [number]
      case .either(let mainland, let international): [mainland, international]
      }
    }
  }

  /// Whom the text means to the tasks of a context.
  ///
  /// A text of one reading is that number, whatever the region. Of two the region decides; where it is not
  /// certain, digits that are a mobile's in the mainland and nobody's under +1 are the mainland's.
  package func meaning(in context: NumberContext) -> Meaning {
    switch (mainland, international) {
    case (.removed, .removed): .nobody
    case (.recipient(let one), .removed), (.removed, .recipient(let one)): .one(one.number)
    case (.recipient(let mainland), .recipient(let international)):
      switch context.region {
      case .mainland?: .one(mainland.number)
      case .international? where context.isCertain: .one(international.number)
      case _ where mainland.facts.isMobile && !international.facts.isMobile: .one(mainland.number)
      case .international?: .one(international.number)
      case nil: .either(mainland: mainland.number, international: international.number)
      }
    }
  }

  /// Who wrote from a number.
  package struct Sender: Sendable {
    package var number: E164
    /// The other number that the text may mean, unless the context is certain.
    package var other: E164?
    /// Whether nothing but what was sent tells the two apart.
    package var isEither = false
  }

  /// Who wrote from the number, to tasks of a context; nil when it is none.
  package func sender(in context: NumberContext) -> Sender? {
    let meaning = meaning(in: context)
    guard let number = meaning.numbers.first else { return nil }
    var sender = Sender(number: number)
    if context.region == nil || !context.isCertain {
      sender.other = all.first { $0 != number }
    }
    if case .either = meaning { sender.isEither = true }
    return sender
  }

  /// All numbers that the text may mean.
  package var all: [E164] {
    [mainland, international].compactMap { outcome in
      if case .recipient(let recipient) = outcome { recipient.number } else { nil }
    }
  }
}

/// Which tasks lists, replies and single look-ups are about: they read numbers as these do (SPEC NUM-10).
package struct NumberContext: Sendable, Equatable {
  /// The regions of those tasks; empty when there are none.
  package var regions: Set<MessageRegion>
  /// Whether there is no doubt: a region was named, or tasks were sent and all are of one region.
  package var isCertain: Bool

  package init(_ regions: Set<MessageRegion> = [], isCertain: Bool = false) {
    self.regions = regions
    self.isCertain = isCertain
  }

  /// The context of tasks of one region.
  package init(_ region: MessageRegion) { self.init([region], isCertain: true) }

  /// The only region that comes into question.
  var region: MessageRegion? { regions.count == 1 ? regions.first : nil }
}

extension CampaignError {
  /// A text where a phone number should be.
  package static func badNumber(_ text: String) -> CampaignError {
    .failure(
      .usage,
      "“\(Masking.mask(text))” is no phone number. Write 11 digits for the mainland, or + with the country "
        + "code.")
  }

  /// A text that two people's numbers are written as.
  package static func ambiguousNumber(mainland: E164, international: E164) -> CampaignError {
    .failure(
      .usage,
      "The number may be one of the mainland (\(mainland)) or of another country (\(international)). "
        + "Say which with --region mainland or --region international, or write + and the country code."
    )
  }
}
