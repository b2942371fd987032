internal import Spreadsheet

/// Where the files of a drop folder are.
///
///     Inbox/<template>/sheet.xlsx         what users drop
///     Inbox/.work/<id>/files/<template>/  taken by a watcher, which holds a lock on <id>
///     Done/<date>/  Duplicate/  Rejected/<id>/
package struct DropLayout: Sendable {
  package let inbox: String
  /// The folder that has `Done`, `Duplicate` and `Rejected`: the one above the inbox.
  package let home: String

  package init(inbox: String) {
    var path = Folder.absolute(inbox)
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.inbox = path
    home = Folder.of(path)
  }

  package var work: String { "\(inbox)/.work" }
  package var done: String { "\(home)/Done" }
  package var duplicate: String { "\(home)/Duplicate" }
  package var rejected: String { "\(home)/Rejected" }

  /// A file in the inbox, as it is named from there.
  package struct Name: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The folder's name, which is a template's; nil in the inbox itself.
    package var folder: String?
    package var file: String

    package init(folder: String?, file: String) {
      self.folder = folder
      self.file = file
    }

    package var description: String { folder.map { "\($0)/\(file)" } ?? file }

    package static func < (one: Name, other: Name) -> Bool {
      (one.folder ?? "", one.file) < (other.folder ?? "", other.file)
    }

    package var isTaskFile: Bool { file.hasSuffix(".yaml") || file.hasSuffix(".yml") }

    /// The file beside it with this ending.
    package func beside(_ ending: String) -> Name { Name(folder: folder, file: file + ending) }
  }

  package func path(_ name: Name) -> String { "\(inbox)/\(name)" }

  /// Endings of the files beside a sheet that say something about it.
  package static let markers = [".ready", ".sha256", ".again"]

  /// Whether a name is of a client that has not finished, of a spreadsheet program's lock, or hidden.
  package static func isIgnored(_ file: String) -> Bool {
    let name = file.lowercased()
    return name.hasPrefix(".") || name.hasPrefix("~$") || name.hasSuffix("~")
      || [".part", ".filepart", ".tmp", ".temp", ".crdownload", ".partial", ".upload", ".swp"]
        .contains { name.hasSuffix($0) }
  }

  /// The folders in the inbox, in no order.
  package func folders() -> [String] { Self.entries(inbox).filter(isFolder) }

  /// The files in the inbox and its folders that may be sheets or task files, in order.
  package func names() -> [Name] {
    var names: [Name] = []
    for entry in Self.entries(inbox) {
      if isFolder(entry) {
        names += Self.entries("\(inbox)/\(entry)").map { Name(folder: entry, file: $0) }
      } else {
        names.append(Name(folder: nil, file: entry))
      }
    }
    return names.filter { name in !Self.markers.contains { name.file.hasSuffix($0) } }.sorted()
  }

  private func isFolder(_ entry: String) -> Bool { Folder.isFolder("\(inbox)/\(entry)") }

  private static func entries(_ folder: String) -> [String] {
    Folder.names(in: folder).filter { !isIgnored($0) }
  }
}
