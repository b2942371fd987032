internal import Characters
internal import Files
package import Ledger
package import Messaging
internal import Sending
package import Spreadsheet
package import Workspace

/// Whom a task is for: the rows of a sheet, numbers entered one by one (SPEC SHEET-8), or a group.
package enum Recipients: Sendable {
  case sheet(String)
  /// Numbers, and what errors call the place they came from.
  case entered([String], name: String)
  case group(CustomerGroup, Ledger)

  /// Whether the numbers stand by themselves, so that there is no header among them.
  package var isEntered: Bool {
    switch self {
    case .sheet: false
    case .entered, .group: true
    }
  }

  /// The sheet's name without folder and ending, the default name of a task.
  package var title: String {
    switch self {
    case .group(let group, _): return FileName.title(group.name)
    case .entered: return "numbers"
    case .sheet(let path):
      let title = FileName.title(FileName.parts(of: FileName.last(of: path)).stem)
      return title.isEmpty ? "task" : title
    }
  }

  /// Opens the sheet, or takes the numbers; a template with variables needs a sheet.
  ///
  /// - Parameters:
  ///   - options: how a sheet is read.
  ///   - template: what is sent; nil: nothing is.
  ///   - settings: whose rules about files and entered numbers hold; nil: none.
  /// - Returns: the rows.
  /// - Throws: `CampaignError`, what is wrong with the sheet or the numbers.
  package func open(
    _ options: ReadingOptions, template: Template? = nil, settings: Settings? = nil
  ) throws -> any SheetReader {
    if isEntered, let template, TemplateBody(template.content).hasVariables {
      throw CampaignError.sheetNeeded(template: template.name)
    }
    switch self {
    case .group(let group, let ledger): return GroupReader(group, ledger)
    case .entered(let numbers, let name):
      return try EnteredNumbers(
        numbers, name: name, limit: settings?.sheetRules.entered ?? EnteredNumbers.limit)
    case .sheet(let path):
      let reader = try SheetFile.open(path, options: options)
      try settings?.sheetRules.check(reader.facts, provider: settings?.provider ?? "")
      return reader
    }
  }

  /// Adds what tells these recipients from others to an identity.
  ///
  /// - Throws: `FileError` when the sheet cannot be read.
  func add(to hash: ContentHash) throws {
    switch self {
    case .sheet(let path): try hash.add(contentsOf: path)
    // Its numbers are those that it has now; more of them make another task.
    case .group(let group, _): hash.add("group \(group.id) \(group.count) \(group.changed)")
    case .entered(let numbers, _): for number in numbers { hash.add(number) }
    }
  }
}
