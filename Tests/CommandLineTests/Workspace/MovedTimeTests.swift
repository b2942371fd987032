import TestSupport
import Testing

@Suite("TASK-2: times that are given", .sideBySide)
struct MovedTimeTests {
  private func workspace(_ zone: String) throws -> Project {
    let project = try Project()
    try project.folder.write("broadsheet.yaml", "timeZone: \(zone)\n")
    try project.folder.write(
      "Templates/note.yaml",
      "name: note\ntype: notification\nregion: international\nstatus: effective\ncontent: Hello\n")
    try project.folder.write("people.csv", "number\n+447700900123\n")
    return project
  }

  private func send(_ project: Project, at: String, now: String, _ more: [String] = []) throws
    -> Outcome
  {
    try Tool.broadsheet(
      ["send", "people.csv", "-t", "note", "--yes", "--at", at, "--now", now] + more,
      in: project.folder.path)
  }

  @Test(
    "A time that the clocks skip is moved forward, and that is said",
    arguments: [
      ("America/Chicago", "2027-03-14 02:10", "2027-03-13 12:00", "2027-03-14 03:10:00"),
      ("Europe/London", "2027-03-28 01:59", "2027-03-27 12:00", "2027-03-28 02:59:00"),
      ("America/Santiago", "2027-09-05 00:30", "2027-09-04 12:00", "2027-09-05 01:30:00"),
    ])
  func skipped(zone: String, at: String, now: String, real: String) throws {
    let project = try workspace(zone)
    let outcome = try send(project, at: at, now: now)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("waits for \(real)"))
    #expect(outcome.error.contains("“\(at)”") && outcome.error.contains(real))
    let file = try workspace(zone)
    try file.folder.write("task.yaml", "template: note\nsheet: people.csv\nat: \"\(at)\"\n")
    let json = try Tool.broadsheet(
      ["send", "task.yaml", "--json", "--yes", "--now", now], in: file.folder.path)
    #expect(try json.json()["due"] as? String == real)
    #expect(json.error.contains(real))
  }

  @Test("A time that comes twice is the first, and that is said")
  func repeated() throws {
    let project = try workspace("America/New_York")
    let outcome = try send(project, at: "2026-11-01 01:30", now: "2026-10-31 12:00")
    #expect(outcome.status == 0 && outcome.error.contains("twice"))
    // 01:30 is before 01:30 of standard time: half an hour after 01:00 of summer time.
    let due = try Tool.broadsheet(
      ["run", "--now", "2026-11-01T01:30:00-04:00"], in: project.folder.path)
    #expect(due.status == 0 && due.output.contains("people"), "\(due.output)\(due.error)")
  }

  @Test(
    "Offsets of any form count",
    arguments: ["2026-11-21T09:00+08:00", "2026-11-20 21:30 -0330", "2026-11-21T01:00Z"])
  func offsets(at: String) throws {
    let project = try workspace("Asia/Shanghai")
    let outcome = try send(project, at: at, now: "2026-11-20 12:00")
    #expect(outcome.output.contains("waits for 2026-11-21 09:00:00"), "\(outcome.error)")
    #expect(outcome.error.isEmpty)
  }

  @Test(
    "What is no day and no time is refused, wherever a time is given",
    arguments: [
      "2026-11-31", "2027-02-29 10:00", "2026-11-20 24:00", "2026-11-20 10:30:60",
      "2026-11-20 10:30 x",
    ])
  func refused(text: String) throws {
    let project = try workspace("Asia/Shanghai")
    let now = "2026-11-20 09:00"
    #expect(try send(project, at: text, now: now).status == 64)
    #expect(try send(project, at: "2026-11-21 10:00", now: text).status == 64)
    #expect(try project.run(["send", "people.csv", "-t", "note", "--as-of", text]).status == 64)
    #expect(
      try Tool.broadsheet(["task", "show", "1", "--as-of", text], in: project.folder.path).status
        == 64)
    try project.folder.write("task.yaml", "template: note\nsheet: people.csv\nat: \"\(text)\"\n")
    let file = try Tool.broadsheet(
      ["send", "task.yaml", "--yes", "--now", now], in: project.folder.path)
    #expect(file.status == 65 && file.error.contains("“\(text)”"))
    #expect(project.output().isEmpty)
  }

  @Test(
    "A period of days that there are not is refused",
    arguments: ["2026-11-31", "2027-02-29", "2026-13-01"])
  func periods(text: String) throws {
    let project = try workspace("Asia/Shanghai")
    for option in ["--from", "--to"] {
      let outcome = try Tool.broadsheet(["report", option, text], in: project.folder.path)
      #expect(outcome.status == 64, "\(outcome.output)")
    }
  }
}
