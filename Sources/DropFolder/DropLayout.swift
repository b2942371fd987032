internal import Files

/// Where the files of a drop folder are.
///
///     Inbox/<template>/sheet.xlsx         what users drop
///     Inbox/.work/<id>/files/<template>/  taken by a watcher, which holds a lock on <id>
///     Done/<date>/  Duplicate/  Rejected/<date>-<time> <file>/
package struct DropLayout: Sendable {
  package let inbox: String
  /// The folder that has `Done`, `Duplicate` and `Rejected`: the one above the inbox.
  package let home: String

  package init(inbox: String) {
    var path = Folder.absolute(inbox)
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") {
      path.unicodeScalars.removeLast()
    }
    self.inbox = path
    home = Folder.of(path)
  }

  package var work: String { "\(inbox)/.work" }
  package var done: String { "\(home)/Done" }
  package var duplicate: String { "\(home)/Duplicate" }
  package var rejected: String { "\(home)/Rejected" }

  /// A file in the inbox, as it is named from there: byte by byte, so that names that look the same and are
  /// not, in other normal forms, are two (`FileName`).
  package struct Name: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The folder's name, which is a template's; nil in the inbox itself.
    package var folder: String?
    package var file: String

    package init(folder: String?, file: String) {
      self.folder = folder
      self.file = file
    }

    package var description: String { folder.map { "\($0)/\(file)" } ?? file }

    /// The name in one line for people, whatever its bytes are.
    package var shown: String { FileName.shown(description) }

    /// The file's name alone, for people.
    package var shownFile: String { FileName.shown(file) }

    private var bytes: (String.UTF8View, String.UTF8View) { ((folder ?? "").utf8, file.utf8) }

    package static func == (one: Name, other: Name) -> Bool {
      one.bytes.0.elementsEqual(other.bytes.0) && one.bytes.1.elementsEqual(other.bytes.1)
    }

    package func hash(into hasher: inout Hasher) {
      for part in [bytes.0, bytes.1] {
        for byte in part { hasher.combine(byte) }
        hasher.combine(0 as UInt8)
      }
    }

    package static func < (one: Name, other: Name) -> Bool {
      if one.bytes.0.elementsEqual(other.bytes.0) {
        return one.bytes.1.lexicographicallyPrecedes(other.bytes.1)
      }
      return one.bytes.0.lexicographicallyPrecedes(other.bytes.0)
    }

    package var isTaskFile: Bool { has(".yaml") || has(".yml") }

    /// Whether the file's name ends so.
    package func has(_ ending: String) -> Bool {
      file.utf8.reversed().starts(with: ending.utf8.reversed())
    }

    /// The file beside it with this ending.
    package func beside(_ ending: String) -> Name { Name(folder: folder, file: file + ending) }
  }

  package func path(_ name: Name) -> String { "\(inbox)/\(name)" }

  /// Endings of the files beside a sheet that say something about it.
  package static let markers = [".ready", ".sha256", ".again"]

  /// Endings of files that a client has not finished, and of what servers keep beside a file.
  private static let unfinished = [
    "~", ".part", ".filepart", ".tmp", ".temp", ".crdownload", ".partial", ".upload", ".swp",
    ".download", ".opdownload", ":zone.identifier", ":afp_afpinfo", "@synoeastream",
    "@synoresource",
  ]

  /// Files and folders of file managers and storage servers: Windows, macOS, Synology, QNAP, fsck.
  private static let metadata: Set = [
    "thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "desktop.db", "folder.htt",
    "autorun.inf", "$recycle.bin", "recycler", "recycled", "system volume information", "icon\r",
    "__macosx", "network trash folder", "temporary items", "thevolumesettingsfolder", "@eadir",
    "@recycle", "@recently-snapshot", "@tmp", "@sharebin", "#recycle", "#snapshot", "lost+found",
  ]

  /// Whether a name is of a client that has not finished, of a program's lock, hidden, or metadata of a file
  /// manager, in any case: the systems that make those ignore it.
  package static func isIgnored(_ file: String) -> Bool {
    let name = file.lowercased()
    return name.hasPrefix(".") || name.hasPrefix("~$") || metadata.contains(name)
      || unfinished.contains { name.hasSuffix($0) }
  }

  /// The folders in the inbox, in no order.
  package func folders() -> [String] { Self.entries(inbox).filter(isFolder) }

  /// Folders of the inbox whose files cannot be seen, and why.
  package func closedFolders() -> [(folder: String, reason: String)] {
    folders().compactMap { folder in
      Folder.cannotList("\(inbox)/\(folder)").map { (folder, $0) }
    }
  }

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
    return names.filter { name in !Self.markers.contains(where: name.has) }.sorted()
  }

  private func isFolder(_ entry: String) -> Bool { Folder.isFolder("\(inbox)/\(entry)") }

  private static func entries(_ folder: String) -> [String] {
    Folder.names(in: folder).filter { !isIgnored($0) }
  }
}
