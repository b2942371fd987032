package import Messaging
package import Sending

/// What the files of a workspace lack.
extension CampaignError {
  /// A template, a signature and such, of which there is no file.
  package static func noSuchFile(
    noun: String, name: String, folder: String, available: [String]
  ) -> CampaignError {
    .failure(
      .noSuchFile,
      "There is no \(noun) “\(name)” in \(folder). "
        + (available.isEmpty
          ? "Make one with `broadsheet \(noun) create`."
          : "There are: \(available.joined(separator: ", "))."))
  }

  /// A command that needs a ledger, in a folder that is no workspace.
  package static func noWorkspace(folder: String) -> CampaignError {
    .failure(
      .noWorkspace,
      "\(folder): is no workspace, so there is no ledger. Make one with `broadsheet init`, or name one "
        + "with --workspace.")
  }

  package static func noSuchApplication(name: String, available: [String]) -> CampaignError {
    .failure(
      .settings,
      "There is no application “\(name)” in the settings. "
        + (available.isEmpty
          ? "Add it under applications:." : "There are: \(available.joined(separator: ", "))."))
  }

  package static func signatureNotEffective(
    name: String, status: ReviewStatus?
  ) -> CampaignError {
    .failure(
      .settings,
      "Signature “\(name)” is \(status?.rawValue ?? "not listed under signatures: in the settings"), "
        + "and only an effective one can be sent with.")
  }
}
