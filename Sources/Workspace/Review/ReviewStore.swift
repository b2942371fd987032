internal import Files
internal import Messaging
internal import Sending

/// The files of a folder in which things that are reviewed stand, a YAML file each.
///
/// A change is read, made and put in place under a lock on the folder, so that of two at once none is lost.
package struct ReviewStore<Item: Reviewed>: Sendable {
  package let folder: String
  /// What paths in the files are relative to.
  private let workspace: String

  package init(workspace: String) {
    self.init(folder: Folder.path(Item.folderName, in: workspace), workspace)
  }

  /// Files in another folder than the workspace's own.
  package init(folder: String, _ workspace: String) {
    self.folder = folder
    self.workspace = workspace
  }

  /// Names of the files, without their ending, in alphabetical order.
  package func names() -> [String] { files.names() }

  package func path(of name: String) -> String { files.path(of: name) }

  private var files: NamedFiles { NamedFiles(folder) }

  /// - Throws: `CampaignError.noSuchFile`, or `.invalidFile` with the line that is wrong.
  package func item(named name: String) throws -> Item {
    try files.check(name, is: Item.noun)
    return try Self.item(name, in: try YAMLFile(path(of: name)))
  }

  private static func item(_ name: String, in file: YAMLFile) throws -> Item {
    var file = file.section()
    _ = try file.string("name")
    let item = try Item(name: name, reading: &file)
    try file.finish()
    return item
  }

  package func items() throws -> [Item] {
    try names().map { name in try item(named: name) }
  }

  /// Makes the file of a new one, which is pending.
  package func create(_ item: Item) throws {
    var edit = YAMLEdit("", path: path(of: item.name))
    try edit.set(["name"], to: item.name)
    for (key, value) in item.fields where value != nil { try edit.set([key], to: value) }
    try edit.set(["status"], to: ReviewStatus.pending.rawValue)
    try files.create(item.name, edit.text, as: Item.noun)
  }

  /// Changes what a pending or failed one says; it is pending then.
  ///
  /// - Parameters:
  ///   - name: whose it is.
  ///   - fields: new values; an empty one takes the key away.
  /// - Returns: as it is after.
  /// - Throws: `CampaignError.refused` for an effective one.
  package func change(
    _ name: String, _ fields: [(key: String, value: String)]
  ) throws -> Item {
    try edit(name) { edit, item in
      guard item.status != .effective else {
        throw CampaignError.refused(
          "The \(Item.noun) “\(name)” is effective, and only pending or failed ones can change. "
            + "Create another.")
      }
      for (key, value) in fields { try edit.set([key], to: value.isEmpty ? nil : value) }
      try edit.set(["status"], to: ReviewStatus.pending.rawValue)
      try edit.set(["reason"], to: nil)
    }
  }

  /// What a review comes to.
  package enum Decision: Sendable {
    /// Whatever the lint says.
    case byLint
    case approved
    case failed(reason: String)
  }

  /// Reviews one.
  ///
  /// - Parameters:
  ///   - name: whose it is.
  ///   - decision: what the review comes to.
  ///   - fields: that are set before.
  /// - Returns: as it is after.
  /// - Throws: `CampaignError.refused` for an effective one that the lint is to decide about.
  package func review(
    _ name: String, _ decision: Decision, setting fields: [(key: String, value: String)] = []
  ) throws -> Item {
    try edit(name) { edit, item in
      for (key, value) in fields { try edit.set([key], to: value) }
      let item =
        fields.isEmpty ? item : try Self.item(name, in: try YAMLFile(edit.text, path: edit.path))
      var reason: String?
      switch decision {
      case .approved: break
      case .failed(let said): reason = said
      case .byLint:
        guard item.status != .effective else {
          throw CampaignError.refused(
            "The \(Item.noun) “\(name)” is effective already. To take that back, use --reject.")
        }
        let findings = try item.findings(in: workspace)
        if !findings.isEmpty { reason = findings.map(\.message).joined(separator: " ") }
      }
      try edit.set(
        ["status"], to: (reason == nil ? ReviewStatus.effective : .failed).rawValue)
      try edit.set(["reason"], to: reason)
    }
  }

  /// Removes the file; that is final.
  package func delete(_ name: String) throws {
    try files.check(name, is: Item.noun)
    files.delete(name)
  }

  private func edit(
    _ name: String, _ work: (inout YAMLEdit, Item) throws -> Void
  ) throws -> Item {
    try files.check(name, is: Item.noun)
    return try files.change(name) { edit in
      try work(&edit, try Self.item(name, in: try YAMLFile(edit.text, path: edit.path)))
      // A value that the file may not have is no change.
      return try Self.item(name, in: try YAMLFile(edit.text, path: edit.path))
    }
  }
}
