package import Messaging
internal import Sending

/// What is reviewed before it may be used, each in a YAML file of its own (SPEC ADMIN-1, ADMIN-2).
package protocol Reviewed: Sendable {
  /// What it is called, such as `signature`; also the command's name.
  static var noun: String { get }
  /// The folder of its files in a workspace.
  static var folderName: String { get }

  var name: String { get }
  var status: ReviewStatus { get }
  /// Why the last review failed.
  var reason: String? { get }
  /// What its file says, in the order of the file; without name, status and reason.
  var fields: [(key: String, value: String?)] { get }

  /// Reads what `fields` has.
  init(name: String, reading file: inout YAMLFile.Section) throws

  /// What a reviewer would refuse it for.
  func findings(in folder: String) throws -> [Finding]
}

/// What is in a review file beside its own fields.
extension Reviewed {
  static func status(
    _ file: inout YAMLFile.Section
  ) throws -> (status: ReviewStatus, reason: String?) {
    (try file.choice("status") ?? .pending, try file.string("reason"))
  }
}
