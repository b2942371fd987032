import Files
import Messaging
import Reporting
import Workspace

/// A template in words and in JSON.
enum TemplateView {
  static func line(_ stored: TemplateStore.Stored, name: String) -> String {
    let template = stored.template
    let padding = String(repeating: " ", count: max(1, 24 - name.count))
    return "\(name)\(padding)\(template.status.rawValue), \(template.type.rawValue), "
      + "\(template.region.rawValue): \(template.content.prefix(60))"
  }

  static func lines(_ stored: TemplateStore.Stored) -> [String] {
    let template = stored.template
    let body = TemplateBody(template.content)
    var lines = [
      "Name        \(template.name)", "File        \(stored.path)",
      "Type        \(template.type.rawValue)", "Region      \(template.region.rawValue)",
      "Status      \(template.status.rawValue)\(template.reason.map { " (\($0))" } ?? "")",
    ]
    if let signature = template.signature { lines.append("Signature   \(signature)") }
    lines.append("Content     \(template.content)")
    let variables = (0..<body.variableCount).map(body.label)
    lines.append("Variables   \(variables.isEmpty ? "none" : variables.joined(separator: ", "))")
    lines.append("Characters  \(template.content.count) of fewer than \(Lint.contentLimit)")
    if template.hasLiteralBraces == true { lines.append("Braces      literal") }
    if let note = template.note { lines.append("Note        \(note)") }
    return lines + Lint.findings(in: template).map { "Finding     \($0.message) [\($0.code)]" }
  }

  static func json(_ stored: TemplateStore.Stored) -> String {
    let template = stored.template
    let body = TemplateBody(template.content)
    var object = JSONObject()
    object.add("name", template.name)
    object.add("file", stored.path)
    object.add("type", template.type.rawValue)
    object.add("region", template.region.rawValue)
    object.add("status", template.status.rawValue)
    object.add("signature", template.signature)
    object.add("content", template.content)
    object.add("variables", (0..<body.variableCount).map(body.label))
    object.add("findings", Lint.findings(in: template).map(\.code))
    return object.text
  }
}
