internal import Files
internal import Messaging
internal import Sending

/// The files of applications, each with an ID, a key and settings of its own (SPEC ADMIN-3).
///
/// A file says what `applications: NAME:` of the workspace's settings would say, and counts more.
package struct ApplicationFiles: Sendable {
  package static let noun = "application"
  package static let folderName = "Applications"
  /// Applications that a workspace has at most.
  package static let limit = 500

  private let folder: String
  private var files: NamedFiles { NamedFiles(folder) }

  package init(workspace: String) {
    folder = Folder.path(Self.folderName, in: workspace)
  }

  package func names() -> [String] { files.names() }

  func path(of name: String) -> String { files.path(of: name) }

  /// Makes an application.
  ///
  /// - Parameters:
  ///   - name: that no other has.
  ///   - values: by the path of a setting below the application, such as `daily.total`.
  ///   - settings: as they are without it.
  /// - Returns: its ID and key.
  /// - Throws: `CampaignError.refused` when there are 500, `.invalidFile` for a value that cannot be.
  package func create(
    _ name: String, _ values: [(path: String, value: String)], _ settings: Settings
  ) throws -> ApplicationAccount {
    guard !settings.applications.contains(where: { $0.name == name }) else {
      throw CampaignError.refused("There is an application “\(name)” already.")
    }
    return try make(name, values, settings)
  }

  private func make(
    _ name: String, _ values: [(path: String, value: String)], _ settings: Settings
  ) throws -> ApplicationAccount {
    let known = settings.applications.count
    guard known < Self.limit || settings.applications.contains(where: { $0.name == name }) else {
      throw CampaignError.refused(
        "There are \(known) applications; a workspace has at most \(Self.limit).")
    }
    var edit = YAMLEdit("", path: path(of: name))
    let account = try Self.fill(&edit, name, settings)
    try Self.set(values, in: &edit, of: name)
    try files.create(name, edit.text, as: Self.noun)
    return account
  }

  /// Changes settings of an application; one that only `broadsheet.yaml` has gets a file, and a key that is
  /// taken away another in its place.
  ///
  /// - Parameters:
  ///   - name: of the application.
  ///   - settings: as they are.
  ///   - values: gets what the file says so far, by path, and gives what is to change; an empty text takes
  ///     a setting away.
  /// - Throws: `CampaignError.invalidFile` for a value that cannot be; nothing has changed then.
  package func change(
    _ name: String, _ settings: Settings,
    _ values: ([String: String]) throws -> [(path: String, value: String)]
  ) throws {
    _ = try settings.application(named: name)
    if !files.names().contains(name) { _ = try make(name, [], settings) }
    try files.change(name) { edit in
      let entries = try YAMLFile(edit.text, path: path(of: name)).entries()
      let said = entries.reduce(into: [:]) { $0[$1.path.joined(separator: ".")] = $1.text }
      try Self.set(try values(said), in: &edit, of: name)
      _ = try Self.fill(&edit, name, settings)
    }
  }

  /// Gives a file the ID and the key that it lacks: those of the settings, or new ones.
  private static func fill(
    _ edit: inout YAMLEdit, _ name: String, _ settings: Settings
  ) throws -> ApplicationAccount {
    var account = ApplicationAccount(besides: settings.accounts.values)
    let entries = edit.text.isEmpty ? [] : try YAMLFile(edit.text, path: edit.path).entries()
    let known = entries.isEmpty ? settings.accounts[name] : nil
    func said(_ key: String) -> String? { entries.first { $0.path == [key] }?.text }
    account.id = said("id") ?? known?.id ?? account.id
    account.key = said("key") ?? known?.key ?? account.key
    if said("id") == nil { try edit.set(["id"], to: account.id) }
    if said("key") == nil { try edit.set(["key"], to: account.key) }
    return account
  }

  /// Removes the file of a disabled application; that is final.
  package func delete(_ name: String, _ settings: Settings) throws {
    let application = try settings.application(named: name)
    guard !application.isEnabled else {
      throw CampaignError.refused(
        "The application “\(name)” is enabled. Disable it first: broadsheet application disable \(name)"
      )
    }
    guard files.names().contains(name) else {
      throw CampaignError.refused(
        "The application “\(name)” is in \(Settings.fileName). Take it out there.")
    }
    files.delete(name)
  }

  private static func set(
    _ values: [(path: String, value: String)], in edit: inout YAMLEdit, of name: String
  ) throws {
    for (path, value) in values {
      // A contact's name may have dots: only the section before it is taken apart.
      let parts =
        path.hasPrefix("contacts.")
        ? ["contacts", String(path.dropFirst("contacts.".count))]
        : path.split(separator: ".").map(String.init)
      try edit.set(parts, to: value.isEmpty ? nil : value, mayBeList: true)
    }
    // What no setting is, and values that cannot be, are found before anything is written.
    var source = SettingsSource()
    try source.read(application: name, in: try YAMLFile(edit.text, path: edit.path))
  }
}
