import TestSupport
import Testing

@Suite("MSG-8: what looks like a variable, on the command line", .sideBySide)
struct LiteralBracesTests {
  private func create(_ project: Project, _ content: String, _ more: [String] = []) throws -> String
  {
    try project.folder.write("broadsheet.yaml", "ledger: sqlite\n")
    try project.folder.write("people.csv", "n\n17400000001\n")
    return try project.says(
      [
        "template", "create", "t", "--type", "notification", "--signature", "Acme", "--content",
        content,
      ] + more)
  }

  @Test(
    "It is said by lint, show, review, check and send, and nothing goes out",
    arguments: ["您好{姓名}", "Hi {first name}", "您好｛3｝", "余额{1元", "Hi [[name]]", "Hi %1$s"])
  func said(content: String) throws {
    let project = try Project()
    _ = try create(project, content)
    #expect(try project.says(["template", "lint", "t"]).hasPrefix("65 "))
    #expect(try project.run(["template", "lint", "t"]).output.contains("NOT_A_VARIABLE"))
    #expect(try project.says(["template", "show", "t"]).contains("NOT_A_VARIABLE"))
    #expect(try project.says(["template", "review", "t"]).contains("failed its review"))
    _ = try project.says(["template", "review", "t", "--approve"])
    for command in [["check"], ["send", "--yes"]] {
      let outcome = try project.run(command + ["people.csv", "-t", "t"])
      #expect(outcome.status == 65 && outcome.error.contains("Character"))
    }
    #expect(project.output().isEmpty)
  }

  @Test("--literal-braces lets it stand, and the template's file keeps that")
  func literal() throws {
    let created = try Project()
    _ = try create(created, "Hi {x}", ["--literal-braces"])
    #expect(try created.folder.text("Templates/t.yaml").contains("literalBraces: true"))
    #expect(try created.says(["template", "review", "t"]).contains("effective"))
    let sent = try created.run(["check", "people.csv", "-t", "t"])
    #expect(sent.status == 0 && sent.output.contains("Hi {x}"))

    let reviewed = try Project()
    _ = try create(reviewed, "Hi {y}")
    #expect(try reviewed.run(["template", "lint", "t", "--literal-braces"]).status == 0)
    #expect(try reviewed.says(["template", "review", "t"]).contains("failed"))
    #expect(
      try reviewed.says(["template", "review", "t", "--literal-braces"]).contains("effective"))
    #expect(try reviewed.run(["check", "people.csv", "-t", "t"]).status == 0)

    let changed = try Project()
    _ = try create(changed, "Hi {z}")
    _ = try changed.says(["template", "change", "t", "--literal-braces"])
    #expect(try changed.run(["template", "lint", "t"]).status == 0)
    _ = try changed.says(["template", "change", "t", "--no-literal-braces"])
    #expect(try changed.run(["template", "lint", "t"]).status == 65)
  }

  @Test("A file whose literalBraces is no yes or no is refused")
  func badFlag() throws {
    let project = try Project()
    try project.folder.write(
      "Templates/t.yaml",
      "name: t\ntype: notification\nregion: mainland\ncontent: Hi\nliteralBraces: perhaps\n")
    let outcome = try project.run(["template", "lint", "t"])
    #expect(outcome.status == 78 && outcome.error.contains("literalBraces"))
  }
}
