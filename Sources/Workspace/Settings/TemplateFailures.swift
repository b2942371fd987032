package import Messaging
package import Sending

/// What keeps a template from being sent.
extension CampaignError {
  package static func templateFailsLint(path: String, findings: [Finding]) -> CampaignError {
    .failure(
      .template,
      "\(path): a reviewer would refuse this template:\n"
        + findings.map { "  \($0.message) [\($0.code)]" }.joined(separator: "\n"))
  }

  package static func templateNotEffective(
    name: String, status: ReviewStatus, reason: String?
  ) -> CampaignError {
    .failure(
      .template,
      "Template “\(name)” is \(status.rawValue)\(reason.map { " (\($0))" } ?? ""), and only an "
        + "effective one can be sent. `broadsheet template review \(name)` has it reviewed.")
  }

  package static func missingSignature(template: String) -> CampaignError {
    .failure(
      .template,
      "Template “\(template)” has no signature, and messages to the mainland need one. "
        + "Add signature: to the template, or use --signature.")
  }

  package static func sheetNeeded(template: String) -> CampaignError {
    .failure(
      .usage,
      "Template “\(template)” has variables, so it needs a recipient sheet with their values. "
        + "`broadsheet template sheet \(template)` writes one to fill in.")
  }
}
