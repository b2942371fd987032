import Foundation
import TestSupport
import Testing

@Suite("ADMIN-10: who may do what", .sideBySide)
struct AccessControlTests {
  /// Two applications with a task each; ana may do everything, ben look, cy everything with the shop but delete.
  private func workspace() throws -> Project {
    let project = try Project()
    let applications = "applications:\n  shop: { enabled: yes }\n  bank: { enabled: yes }\n"
    try project.folder.write("broadsheet.yaml", applications)
    for application in ["shop", "bank"] {
      let outcome = try project.run([
        "send", try project.sheet("\(application).csv"), "-t", "monthly-bill", "--application",
        application, "--yes", "-q",
      ])
      #expect(outcome.status == 0, "\(outcome.error)")
    }
    try project.folder.write(
      "broadsheet.yaml", applications + "users: { ana: [full], ben: [readOnly], cy: [shop] }\n")
    try project.folder.write(
      "Policies/shop.json",
      #"{"version": "2.0", "statement": [{"effect": "allow", "action": "*", "resource": "app/shop"},"#
        + #" {"effect": "deny", "action": ["task:delete"], "resource": "*"}]}"#)
    return project
  }

  private func status(_ project: Project, _ user: String, _ arguments: [String]) throws -> Int32 {
    try project.run(arguments + ["--user", user]).status
  }

  @Test("Every command is checked, with the application that it is about")
  func enforced() throws {
    let project = try workspace()
    let sheet = try project.sheet("more.csv", rows: 5)
    let shop = ["send", sheet, "-t", "monthly-bill", "--application", "shop", "--yes", "-q"]
    let bank = ["send", sheet, "-t", "monthly-bill", "--application", "bank", "--yes", "-q"]
    for (user, arguments, expected) in [
      ("ana", shop, Int32(0)), ("ana", bank, 0), ("ben", shop, 77),
      ("cy", shop + ["--task", "c"], 0),
      ("cy", bank, 77), ("eve", shop, 77), ("eve", ["task", "list"], 77),
      ("eve", ["template", "list"], 77), ("eve", ["sheet", "info", sheet], 77),
      ("ben", ["task", "list"], 0), ("ben", ["task", "show", "1"], 0),
      ("ben", ["task", "cancel", "1"], 77),
      ("ben", ["suppress", "mute", "add", "17400000001", "--signature", "A"], 77),
      ("ben", ["suppress", "mute", "list"], 0),
      ("ben", ["customers", "enter", "17400000001", "--group", "g"], 77),
      ("ben", ["run"], 77), ("ben", ["report"], 0),
      ("ben", ["report", "number", "17400000001"], 0),
      ("ben", ["export", "1"], 77), ("ben", ["config", "show"], 0),
      ("ben", ["template", "lint"], 0),
      ("ben", ["replies", "simulate", "1"], 77),
      ("cy", ["task", "show", "1"], 0), ("cy", ["task", "show", "2"], 77),
      ("cy", ["export", "2"], 77), ("cy", ["task", "delete", "1"], 77),
      ("cy", ["report"], 77), ("cy", ["report", "--application", "shop"], 0),
      ("cy", ["report", "--application", "bank"], 77),
      ("cy", ["report", "number", "17400000001"], 77),
      ("cy", ["suppress", "allow", "add", "17400000001", "--application", "bank"], 77),
      ("cy", ["suppress", "allow", "add", "17400000001", "--application", "shop"], 0),
      ("cy", ["check", sheet, "-t", "monthly-bill", "--application", "bank"], 77),
    ] {
      let outcome = try project.run(arguments + ["--user", user])
      #expect(outcome.status == expected, "\(user) \(arguments): \(outcome.error)")
      if expected == 77 { #expect(outcome.error.contains("The user \(user) may not do")) }
    }
    // A list shows what one may see.
    let list = try project.run(["task", "list", "--user", "cy"]).output
    #expect(list.contains("shop") && !list.contains("bank"))
    #expect(try !project.run(["task", "list", "--user", "ben"]).output.contains("cy"))
  }

  @Test("The user is the option's, the environment's or the one who is logged in")
  func user() throws {
    let project = try workspace()
    let environment = ["BROADSHEET_USER": "ben"]
    #expect(try project.run(["task", "list"], environment: environment).status == 0)
    #expect(try project.run(["run"], environment: environment).status == 77)
    #expect(try project.run(["run", "--user", "ana"], environment: environment).status == 0)
    let login = try Tool.run("id", ["-un"]).output.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(try project.run(["task", "list"]).error.contains("The user \(login) may not"))
  }

  @Test("A watcher sends as its user, and as nobody else")
  func watcher() throws {
    let project = try workspace()
    let sheet = "手机号,姓名,金额\n17400000777,王,1\n"
    try project.folder.write("Inbox/monthly-bill/a.csv", sheet)
    let settings = try project.folder.text("broadsheet.yaml")
    try project.folder.write(
      "broadsheet.yaml", settings.replacingOccurrences(of: "  bank: { enabled: yes }\n", with: ""))
    let watch = ["watch", "Inbox", "--once", "--rest", "0.1", "--poll", "0.1", "--user"]
    #expect(try project.run(watch + ["ben"]).status == 77)
    #expect(project.folder.names(in: "Inbox/monthly-bill") == ["a.csv"])
    #expect(try project.run(watch + ["cy"]).status == 0)
    #expect(project.folder.names(in: "Inbox/monthly-bill") == [])
    #expect(try project.run(["task", "list", "--user", "cy"]).output.contains(" a "))
  }

  @Test("access can, list and show; a workspace without users is open")
  func commands() throws {
    let project = try workspace()
    func can(_ words: [String]) throws -> String {
      let outcome = try project.run(["access", "can"] + words + ["--user", "ana"])
      #expect(outcome.status == (outcome.output == "yes\n" ? 0 : 1), "\(outcome.error)")
      return outcome.output
    }
    #expect(try can(["cy", "send", "app/shop"]) == "yes\n")
    #expect(try can(["cy", "send", "bank"]) == "no\n")
    #expect(try can(["cy", "task:delete", "app/shop"]) == "no\n")
    #expect(try can(["ben", "task:cancel", "app/shop"]) == "no\n")
    #expect(try can(["nobody", "check", "app/shop"]) == "no\n")
    let list = try project.run(["access", "list", "--user", "ben"]).output
    #expect(list.split(separator: "\n").count == 3 && list.contains("readOnly"))
    let shown = try project.run(["access", "show", "shop", "--user", "ben"]).output
    #expect(shown == "allow  * on app/shop\ndeny   task:delete on *\n")
    try project.folder.write("Policies/shop.json", "{")
    let broken = try project.run(["task", "list", "--user", "cy"])
    #expect(broken.status == 78 && broken.error.contains("Policies/shop.json"))
    try project.folder.write("broadsheet.yaml", "ledger: sqlite\n")
    #expect(try project.run(["task", "list", "--user", "anybody"]).status == 0)
    #expect(try can(["anybody", "send", "app/default"]) == "yes\n")
  }
}
