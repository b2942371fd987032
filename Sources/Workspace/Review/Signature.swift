package import Messaging
internal import Sending

/// A name that messages are signed with (SPEC ADMIN-2).
package struct Signature: Reviewed {
  package static let noun = "signature"
  package static let folderName = "Signatures"
  /// Letters, digits and Chinese characters of a name (SPEC ADMIN-2).
  package static let length = 2...12

  package var name: String
  package var purpose: Qualification.Purpose
  package var type: Kind
  /// Who it belongs to.
  package var qualification: String?
  /// A picture of the trademark's registration, relative to the workspace.
  package var proof: String?
  /// A picture of the letter in which others authorize its use.
  package var authorization: String?
  package var note: String?
  package var status = ReviewStatus.pending
  package var reason: String?

  /// What it is the name of (SPEC ADMIN-2).
  package enum Kind: String, Sendable, CaseIterable {
    case company, app, website, account, trademark, institution
  }

  package init(name: String, purpose: Qualification.Purpose, type: Kind, qualification: String?) {
    self.name = name
    self.purpose = purpose
    self.type = type
    self.qualification = qualification
  }

  package init(name: String, reading file: inout YAMLFile.Section) throws {
    self.init(
      name: name, purpose: try file.choice("purpose") ?? .own,
      type: try file.choice("type") ?? .company,
      qualification: try file.string("qualification"))
    proof = try file.string("proof")
    authorization = try file.string("authorization")
    note = try file.string("note")
    (status, reason) = try Self.status(&file)
  }

  package var fields: [(key: String, value: String?)] {
    [
      ("purpose", purpose.rawValue), ("type", type.rawValue), ("qualification", qualification),
      ("proof", proof), ("authorization", authorization), ("note", note),
    ]
  }

  package func findings(in folder: String) throws -> [Finding] {
    var findings: [Finding] = []
    if !Self.length.contains(name.count) || !name.allSatisfy({ $0.isLetter || $0.isNumber }) {
      findings.append(
        Finding(
          code: "SIGNATURE_FORM",
          message: "A signature has \(Self.length.lowerBound) to \(Self.length.upperBound) "
            + "letters, digits or Chinese characters, and no other."))
    }
    findings += try qualificationFindings(in: folder)
    if type == .trademark {
      findings +=
        proof.map { Proof.findings($0, in: folder) }
        ?? [
          Finding(
            code: "NO_PROOF", message: "A trademark needs a picture of its registration: proof.")
        ]
    }
    if purpose == .others {
      findings +=
        authorization.map { Proof.findings($0, in: folder) }
        ?? [
          Finding(
            code: "NO_AUTHORIZATION",
            message: "Another's name needs a picture of the authorization letter: authorization.")
        ]
    }
    return findings
  }

  private func qualificationFindings(in folder: String) throws -> [Finding] {
    guard let qualification else {
      return [
        Finding(code: "NO_QUALIFICATION", message: "Whose name it is, is not said: qualification.")
      ]
    }
    let store = ReviewStore<Qualification>(workspace: folder)
    guard store.names().contains(qualification) else {
      return [
        Finding(
          code: "NO_QUALIFICATION", message: "There is no qualification “\(qualification)”.")
      ]
    }
    let found = try store.item(named: qualification)
    var findings: [Finding] = []
    if found.status != .effective {
      findings.append(
        Finding(
          code: "QUALIFICATION_STATUS",
          message: "The qualification “\(qualification)” is \(found.status.rawValue)."))
    }
    if found.purpose != purpose {
      findings.append(
        Finding(
          code: "QUALIFICATION_PURPOSE",
          message: "The qualification “\(qualification)” is for \(found.purpose.rawValue) use, "
            + "the signature for \(purpose.rawValue) use."))
    }
    return findings
  }
}
