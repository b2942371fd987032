internal import FoundationEssentials
internal import Messaging

/// What a statement can be given for a parameter; nil stands for NULL.
protocol LedgerArgument {
  var ledgerValue: LedgerValue { get }
}

extension LedgerValue: LedgerArgument {
  var ledgerValue: LedgerValue { self }

  init(_ argument: (any LedgerArgument)?) { self = argument?.ledgerValue ?? .null }
}

extension Int: LedgerArgument {
  var ledgerValue: LedgerValue { .integer(self) }
}

extension String: LedgerArgument {
  var ledgerValue: LedgerValue { .text(self) }
}

extension Bool: LedgerArgument {
  var ledgerValue: LedgerValue { .integer(self ? 1 : 0) }
}

extension Data: LedgerArgument {
  var ledgerValue: LedgerValue { .bytes(self) }
}

extension E164: LedgerArgument {
  var ledgerValue: LedgerValue { .integer(Int(digits)) }
}
