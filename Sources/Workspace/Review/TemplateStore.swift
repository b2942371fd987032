internal import Files
package import Messaging
internal import Sending

/// The template files of a folder, one YAML file each (SPEC MSG-1).
package struct TemplateStore: Sendable {
  package let folder: String

  package init(folder: String) { self.folder = folder }

  /// A template and the file that it came from.
  package struct Stored: Sendable {
    package var template: Template
    package var path: String
  }

  private var files: NamedFiles { NamedFiles(folder) }

  /// Names of the template files, without their ending, in alphabetical order.
  package func names() -> [String] { files.names() }

  /// Reads the template of this name: that of its file, or the one the file gives it.
  ///
  /// - Throws: `CampaignError.noSuchFile`, or `.invalidFile` with the line that is wrong.
  package func template(named name: String) throws -> Stored {
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml"), Folder.isFile(name) {
      return try Self.read(name)
    }
    let known = names()
    if FileName.match(name, among: known) != nil { return try Self.read(files.path(of: name)) }
    for other in known {
      if let stored = try? Self.read(files.path(of: other)),
        FileName.match(name, among: [stored.template.name]) != nil
      {
        return stored
      }
    }
    throw CampaignError.noSuchFile(
      noun: Template.noun, name: name, folder: folder, available: known)
  }

  /// The regions of the templates of a signature and a type; nil: of any.
  ///
  /// Files that cannot be read are left out.
  package func regions(signature: String? = nil, type: MessageType? = nil) -> Set<MessageRegion> {
    var regions: Set<MessageRegion> = []
    for name in names() {
      guard let template = try? Self.read(files.path(of: name)).template,
        // One without a signature of its own goes out with any.
        signature.map({ [$0, ""].contains(template.signature ?? "") }) ?? true,
        type.map({ $0 == template.type }) ?? true
      else { continue }
      regions.insert(template.region)
    }
    return regions
  }

  private static func read(_ path: String) throws -> Stored {
    var file = try YAMLFile(path).section()
    let template = try Template(name: "", reading: &file)
    try file.finish()
    return Stored(template: template, path: path)
  }

  /// Makes sure that the template may be sent.
  ///
  /// - Throws: `CampaignError` when it fails the lint, is not effective, or lacks a signature that its
  ///   region needs.
  package static func checkSendable(
    _ stored: Stored, signature: String?
  ) throws {
    var template = stored.template
    template.signature = signature ?? template.signature
    let findings = Lint.findings(in: template)
    guard findings.isEmpty else {
      throw CampaignError.templateFailsLint(path: stored.path, findings: findings)
    }
    guard template.status == .effective else {
      throw CampaignError.templateNotEffective(
        name: template.name, status: template.status, reason: template.reason)
    }
    guard template.region == .international || template.signature?.isEmpty == false else {
      throw CampaignError.missingSignature(template: template.name)
    }
  }
}
