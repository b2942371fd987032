internal import Files
internal import Spreadsheet

/// What in an inbox cannot be taken as it is, for `doctor`.
package struct InboxReview {
  private let layout: DropLayout

  package init(_ layout: DropLayout) { self.layout = layout }

  /// Files and folders that a watcher leaves alone, each as a line that says why.
  package func obstacles() -> [String] {
    layout.closedFolders().map {
      "\(FileName.shown($0.folder)) cannot be looked into: \($0.reason)"
    }
      + layout.names().compactMap { name in reason(name).map { "\(name.shown) \($0)" } }
  }

  private func reason(_ name: DropLayout.Name) -> String? {
    let path = layout.path(name)
    guard let stamp = FileStamp(path) else { return "cannot be opened by that name" }
    guard stamp.isRegular else { return "is a folder, a link, a FIFO or a device" }
    do {
      return try FileEnd.lack(path).map { "is not whole: \($0.reason)" }
    } catch {
      if case FileError.unreadable(_, let reason) = error { return "cannot be read: \(reason)" }
      return "cannot be read"
    }
  }
}
