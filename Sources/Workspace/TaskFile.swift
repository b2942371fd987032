internal import Files
internal import Messaging
package import Sending
package import Spreadsheet

/// A task written down in YAML (SPEC TASK-1): what `send` takes as options, all of it optional.
package struct TaskFile: Sendable, Equatable {
  package var task: String?
  package var application: String?
  package var signature: String?
  package var template: String?
  /// The recipient sheet; a relative path starts at the task file's folder.
  package var sheet: String?
  package var worksheet: String?
  package var encoding: String?
  package var delimiter: String?
  package var header: ColumnMapping.HeaderRule?
  /// Whether words for nothing, `NULL` for example, are missing values.
  package var null: Bool?
  /// When it is to be sent, as the user writes times.
  package var at: String?
  package var output: String?
  package var format: TableFormat?

  package init() {}

  /// Reads a task file.
  ///
  /// - Throws: `CampaignError.invalidFile` with the line of an unknown key or a bad value.
  package init(path: String) throws {
    var file = try YAMLFile(path).section()
    task = try file.string("task")
    application = try file.string("application")
    signature = try file.string("signature")
    template = try file.string("template")
    sheet = try file.string("sheet").map { FileName.found(Self.resolve($0, besides: path)) }
    worksheet = try file.string("worksheet")
    encoding = try file.string("encoding")
    delimiter = try file.string("delimiter")
    header = try file.choice("header")
    null = try file.bool("null")
    at = try file.string("at")
    output = try file.string("output").map { Self.resolve($0, besides: path) }
    format = try file.choice("format")
    try file.finish()
  }

  private static func resolve(_ name: String, besides path: String) -> String {
    let folder = Folder.of(path)
    return name.utf8.first == UInt8(ascii: "/") || folder == "." ? name : "\(folder)/\(name)"
  }

  /// The file as text; what is not set is left out.
  package var text: String {
    let values = [
      ("task", task), ("application", application), ("signature", signature),
      ("template", template), ("sheet", sheet), ("worksheet", worksheet), ("encoding", encoding),
      ("delimiter", delimiter), ("header", header?.rawValue), ("null", null.map { "\($0)" }),
      ("at", at), ("output", output), ("format", format?.rawValue),
    ]
    return values.compactMap { key, value in value.map { "\(key): \(Self.quoted($0))\n" } }.joined()
  }

  /// A YAML text in double quotes, which can hold anything.
  private static func quoted(_ text: String) -> String { JSONText.quoted(text) }
}
