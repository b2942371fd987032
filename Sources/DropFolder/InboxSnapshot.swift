internal import Files
internal import Spreadsheet
internal import Workspace

/// What one look into an inbox found: the files' states, and which sheets its task files name.
struct InboxSnapshot {
  let names: [DropLayout.Name]
  private(set) var states: [DropLayout.Name: Arrivals.State] = [:]
  /// The sheets that task files name.
  private var sheets: [DropLayout.Name: DropLayout.Name] = [:]

  /// - Parameters:
  ///   - names: all files of the inbox.
  ///   - layout: of the drop folder.
  ///   - state: of one of the files.
  init(
    _ names: [DropLayout.Name], _ layout: DropLayout, state: (DropLayout.Name) -> Arrivals.State
  ) {
    self.names = names
    for name in names {
      states[name] = state(name)
      if name.isTaskFile { sheets[name] = Self.sheet(of: name, among: names, layout) }
    }
  }

  /// The files that stand for a task: task files, and sheets that none of these name.
  var heads: [DropLayout.Name] {
    let spoken = Set(sheets.values)
    return names.filter { $0.isTaskFile || !spoken.contains($0) }
  }

  /// The sheet beside a task file that it names.
  private static func sheet(
    of name: DropLayout.Name, among names: [DropLayout.Name], _ layout: DropLayout
  ) -> DropLayout.Name? {
    guard let file = try? TaskFile(path: layout.path(name)), let sheet = file.sheet else {
      return nil
    }
    let wanted = FileName.last(of: sheet)
    let beside = names.filter { DropLayout.Name(folder: name.folder, file: $0.file) == $0 }
    let found = FileName.match(wanted, among: beside.map(\.file))
    return DropLayout.Name(folder: name.folder, file: found ?? wanted)
  }

  /// The task file's sheet, or the sheet, is not there as a whole yet, but may be soon.
  func isArriving(_ name: DropLayout.Name) -> Bool {
    // A task file that is still arriving may name any sheet beside it.
    states[sheets[name] ?? name] == .waiting
      || !name.isTaskFile
        && states.contains {
          $0.key.isTaskFile && $0.value == .waiting
            && DropLayout.Name(folder: name.folder, file: $0.key.file) == $0.key
        }
  }

  /// What is taken together; nil while its other half is missing.
  func whole(_ name: DropLayout.Name) -> [DropLayout.Name]? {
    guard name.isTaskFile else {
      return name.folder == nil || isArriving(name) ? nil : [name]
    }
    guard let sheet = sheets[name] else { return [name] }
    if case .ready = states[sheet] { return [name, sheet] }
    return nil
  }
}
