import Characters
import DropFolder
import Files
import Glibc
import Ledger
import Messaging
import Reporting
import Sending

/// Says what happens in a drop folder.
struct DropReport {
  let isJSON: Bool
  let isQuiet: Bool
  /// Where events are kept too.
  let log: String?
  let zone: Zone

  func notify(_ event: DropFolder.Event) {
    switch event {
    case .sent(let file, let row):
      say("sent", file, row.number) {
        let counts = row.counts
        return "\(grouped(counts.successful)) of \(grouped(counts.accepted)) successful"
      }
    case .scheduled(let file, let row):
      var time = TimeFormatter(zone)
      say("scheduled", file, row.number) { row.due.map { "for \(time.string($0))" } ?? "" }
    case .duplicate(let file, let number): say("duplicate", file, number) { "" }
    case .rejected(let file, let rejection, let folder):
      say("rejected", file, nil, ["folder": folder, "code": rejection.code]) {
        "\(rejection.problem) See \(folder)/ERROR.txt."
      }
    case .givenBack(let file): say("givenBack", file, nil) { "" }
    case .incomplete(let file, let words):
      record("incomplete", file, nil, ["problem": words])
      complain(file, "is left for now: \(words)")
    case .fault(let file, let words):
      record("fault", file, nil, ["problem": words])
      complain(file, words)
    }
  }

  private func complain(_ file: String, _ words: String) {
    guard !isJSON else { return }
    StatusLine.clearAny()
    Console.error("broadsheet: \(FileName.shown(Masking.mask(file))): \(words)")
  }

  private func say(
    _ event: String, _ file: String, _ task: Int?, _ more: [String: String] = [:],
    _ words: () -> String
  ) {
    record(event, file, task, more)
    guard !isJSON, !isQuiet else { return }
    let task = task.map { "task \($0)" } ?? ""
    StatusLine.clearAny()
    Console.print("\(padded(event, 10)) \(padded(task, 10)) \(FileName.shown(file))  \(words())")
  }

  /// Prints the event as JSON, if that is wanted, and adds it to the log, which is opened anew each time: so
  /// it can be moved away.
  private func record(
    _ event: String, _ file: String, _ task: Int?, _ more: [String: String]
  ) {
    guard isJSON || log != nil else { return }
    var time = TimeFormatter(zone)
    var object = JSONObject()
    object.add("event", event)
    object.add("time", time.string(Console.now()))
    object.add("file", file)
    if let task { object.add("task", task) }
    for (key, value) in more.sorted(by: { $0.key < $1.key }) { object.add(key, value) }
    if isJSON { Console.print(object.text) }
    guard let log else { return }
    let descriptor = log.asPath { open($0, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666) }
    guard descriptor >= 0 else { return }
    Console.write(Array((object.text + "\n").utf8), to: descriptor)
    close(descriptor)
  }
}
