internal import Foundation

/// A folder of its own for one test, removed when the test ends.
public final class Workdir {
  /// The folder's path.
  public let path: String

  /// Makes the folder.
  public init() throws {
    path = NSTemporaryDirectory() + "broadsheet-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a name in the folder.
  public func file(_ name: String) -> String { path + "/" + name }

  /// Writes a file and gives its path.
  @discardableResult
  public func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let target = file(name)
    let folder = (target as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: target))
    return target
  }

  /// Writes a UTF-8 file and gives its path.
  @discardableResult
  public func write(_ name: String, _ text: String) throws -> String {
    try write(name, Array(text.utf8))
  }

  /// Names in the folder or one below it, hidden ones too, in alphabetical order.
  public func names(in folder: String = "") -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: file(folder)).sorted()) ?? []
  }

  /// The text of a file.
  public func text(_ name: String) throws -> String {
    try String(contentsOfFile: name.hasPrefix("/") ? name : file(name), encoding: .utf8)
  }
}
