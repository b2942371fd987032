package import Messaging
internal import Sending

extension Template: Reviewed {
  package static var noun: String { "template" }
  package static var folderName: String { "Templates" }

  /// Reads a template; its name is the one that the file gives it.
  package init(name: String, reading file: inout YAMLFile.Section) throws {
    let type: MessageType? = try file.choice("type")
    let region: MessageRegion? = try file.choice("region")
    let (status, reason) = try Self.status(&file)
    self.init(
      name: try file.required("name"), type: type ?? .notification, region: region ?? .mainland,
      signature: try file.string("signature"), content: try file.required("content"),
      hasLiteralBraces: try file.flag("literalBraces"), status: status, reason: reason,
      note: try file.string("note"))
    guard type != nil else { throw file.problem("type", "is missing") }
    guard region != nil else { throw file.problem("region", "is missing") }
  }

  package var fields: [(key: String, value: String?)] {
    [
      ("type", type.rawValue), ("region", region.rawValue), ("signature", signature),
      ("content", content), ("literalBraces", hasLiteralBraces == true ? "true" : nil),
      ("note", note),
    ]
  }

  package func findings(in folder: String) -> [Finding] { Lint.findings(in: self) }
}
