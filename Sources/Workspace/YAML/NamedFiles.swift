internal import Files
internal import Glibc
internal import Sending

/// YAML files of a folder that are called by their names without an ending.
struct NamedFiles {
  let folder: String

  init(_ folder: String) { self.folder = folder }

  /// In alphabetical order.
  func names() -> [String] {
    Folder.names(in: folder).compactMap { name in
      for ending in [".yaml", ".yml"] where name.hasSuffix(ending) && !name.hasPrefix(".") {
        return String(name.dropLast(ending.count))
      }
      return nil
    }.sorted()
  }

  func path(of name: String) -> String {
    let path = "\(folder)/\(name).yml"
    if Folder.isFile(path) { return path }
    // One of another normal form or encoding may be meant.
    let known = FileName.match(name, among: names()) ?? name
    let other = "\(folder)/\(known).yml"
    return Folder.isFile(other) ? other : "\(folder)/\(known).yaml"
  }

  /// Characters that a name may have: with its ending, a file's name stays below 255 bytes.
  private static let nameLimit = 60

  /// Makes sure that a file of this name is there.
  ///
  /// - Throws: `CampaignError.noSuchFile`.
  func check(_ name: String, is noun: String) throws {
    let known = names()
    guard FileName.match(name, among: known) == nil else { return }
    throw CampaignError.noSuchFile(noun: noun, name: name, folder: folder, available: known)
  }

  /// Makes a new file.
  ///
  /// - Throws: `CampaignError.refused` for a name that is taken or cannot be one.
  func create(_ name: String, _ text: String, as noun: String) throws {
    guard !name.isEmpty, name.count <= Self.nameLimit, !name.hasPrefix("."), !name.hasPrefix("-"),
      !name.contains(where: { $0 == "/" || $0.isNewline || ($0.asciiValue ?? 32) < 32 })
    else {
      throw CampaignError.refused(
        "“\(name)” cannot be the name of a \(noun): use at most \(Self.nameLimit) characters, no slash, and "
          + "no dot or dash in front.")
    }
    // One that was written by hand may end in .yml.
    guard !names().contains(name),
      try OutputFile.write(Array(text.utf8), to: "\(folder)/\(name).yaml")
    else { throw CampaignError.refused("There is a \(noun) “\(name)” already.") }
  }

  /// Changes a file, while no other process does.
  ///
  /// - Returns: what the work gives, once the file is in place.
  func change<Value>(
    _ name: String, _ work: (inout YAMLEdit) throws -> Value
  ) throws -> Value {
    // Closing the folder gives the lock back.
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    let path = path(of: name)
    var edit = YAMLEdit(try YAMLFile.text(of: path), path: path)
    let before = edit.text
    let value = try work(&edit)
    guard edit.text != before else { return value }
    let bytes = Array(edit.text.utf8)
    try OutputFile.replace(path, with: bytes)
    return value
  }

  func delete(_ name: String) { Folder.remove(path(of: name)) }
}
