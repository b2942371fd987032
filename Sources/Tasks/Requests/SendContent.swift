internal import Files
internal import FoundationEssentials
internal import Ledger
package import Messaging
package import Sending
package import Spreadsheet

/// All that decides what is sent to whom, but not when, and not how its results look.
///
/// A task's identity is a hash of the whole value: who adds a field here need remember nothing else, and two
/// sends that differ in it are two.
package struct SendContent: Sendable, Encodable {
  /// The task's name; of a dropped file only a name that its task file gives.
  package var task: String
  package var application: String
  package var template: Text
  package var signature: String?
  package var numberCheck: NumberCheck
  package var provider: ProviderRules
  package var reading: Reading
  package var isDropped: Bool

  /// Of a template what recipients get; where its review stands makes no other message.
  package struct Text: Sendable, Encodable {
    package var name: String
    package var content: String
    package var type: MessageType
    package var region: MessageRegion
    package var hasLiteralBraces: Bool?

    package init(_ template: Template) {
      name = template.name
      content = template.content
      type = template.type
      region = template.region
      hasLiteralBraces = template.hasLiteralBraces
    }
  }

  /// How the sheet is read, as far as that decides what its cells say.
  package struct Reading: Sendable, Encodable {
    package var sheet: String?
    package var encoding: String?
    package var delimiter: UInt8?
    package var dates: String
    package var takesNullForEmpty: Bool
    package var header: String

    package init(_ options: ReadingOptions, _ header: ColumnMapping.HeaderRule) {
      sheet = options.sheet
      encoding = options.encoding
      delimiter = options.delimiter
      dates = options.dates.rawValue
      takesNullForEmpty = options.takesNullForEmpty
      self.header = header.rawValue
    }
  }

  /// A hash of the content and of whom it goes to, SHA-256 as 64 hexadecimal digits.
  ///
  /// The recipients come into it by the earlier hash, so that a sheet is read once for both.
  ///
  /// - Throws: `FileError` when the sheet cannot be read.
  package func identity(for recipients: Recipients) throws -> TaskIdentity {
    let earlier = try earlierIdentity(for: recipients)
    let hash = ContentHash()
    hash.add(try LedgerText.sortedJSON(self))
    hash.add(earlier)
    return TaskIdentity(hash.finish(), earlier: earlier)
  }

  /// The hash that versions before 2026-12 gave the same: their tasks are in ledgers, and may be interrupted,
  /// or dropped again.
  private func earlierIdentity(for recipients: Recipients) throws -> String {
    let hash = ContentHash()
    for text in [
      isDropped ? "dropped \(task)" : task, application, template.name, template.content,
      template.type.rawValue, template.region.rawValue, signature ?? "", numberCheck.rawValue,
      provider.otherRegion.rawValue, provider.plus.rawValue, provider.duplicates.rawValue,
      reading.sheet ?? "", reading.encoding ?? "", reading.dates, reading.header,
      reading.takesNullForEmpty ? "null" : "",
    ] {
      hash.add(text)
    }
    try recipients.add(to: hash)
    return hash.finish()
  }
}
