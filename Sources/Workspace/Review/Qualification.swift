internal import Files
package import Messaging
internal import Sending

/// Who somebody is that signs messages, with the proof of it (SPEC ADMIN-1).
package struct Qualification: Reviewed {
  package static let noun = "qualification"
  package static let folderName = "Qualifications"

  package var name: String
  package var purpose: Purpose
  /// The company or person in the proof.
  package var holder: String
  /// A picture of the licence, relative to the workspace.
  package var proof: String?
  package var note: String?
  package var status = ReviewStatus.pending
  package var reason: String?

  /// Whose name it is.
  package enum Purpose: String, Sendable, CaseIterable {
    /// That of whoever owns the workspace.
    case own
    /// That of somebody else, who has agreed.
    case others
  }

  package init(
    name: String, purpose: Purpose, holder: String, proof: String? = nil, note: String? = nil
  ) {
    self.name = name
    self.purpose = purpose
    self.holder = holder
    self.proof = proof
    self.note = note
  }

  package init(name: String, reading file: inout YAMLFile.Section) throws {
    self.init(
      name: name, purpose: try file.choice("purpose") ?? .own,
      holder: try file.required("holder"), proof: try file.string("proof"),
      note: try file.string("note"))
    (status, reason) = try Self.status(&file)
  }

  package var fields: [(key: String, value: String?)] {
    [("purpose", purpose.rawValue), ("holder", holder), ("proof", proof), ("note", note)]
  }

  package func findings(in folder: String) -> [Finding] {
    guard let proof else {
      return [Finding(code: "NO_PROOF", message: "A picture of the licence is missing: proof.")]
    }
    return Proof.findings(proof, in: folder)
  }
}

/// A picture that proves something: a JPG or PNG of at most 5 MB (SPEC ADMIN-2).
enum Proof {
  static let limit = 5 << 20

  private static let starts: [[UInt8]] = [[0xFF, 0xD8, 0xFF], [0x89, 0x50, 0x4E, 0x47]]

  static func findings(_ path: String, in folder: String) -> [Finding] {
    let place = path.hasPrefix("/") ? path : "\(folder)/\(path)"
    guard let file = try? InputFile(place, limit: .max),
      let start = try? file.read(at: 0, count: 4)
    else { return [Finding(code: "NO_PROOF", message: "\(path): there is no such file.")] }
    guard starts.contains(where: start.starts) else {
      return [Finding(code: "PROOF_KIND", message: "\(path): it is neither a JPG nor a PNG.")]
    }
    guard file.size <= limit else {
      return [Finding(code: "PROOF_SIZE", message: "\(path): it has more than 5 MB.")]
    }
    return []
  }
}
