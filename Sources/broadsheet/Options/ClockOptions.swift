import ArgumentParser
import Sending

/// The time that counts as now.
struct ClockOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The time that counts as now, for trying things out.", valueName: "time",
      visibility: .hidden))
  var now: String?

  func validate() throws { try Self.check(now, "now") }

  func time(_ zone: Zone) -> Int {
    now.flatMap { TimeText.parse($0, zone: zone) } ?? Console.now()
  }

  static func check(_ text: String?, _ name: String) throws {
    guard let text else { return }
    do throws(TimeText.Fault) {
      // What is a time in one zone is one in all.
      _ = try TimeText.read(text, zone: .china)
    } catch {
      throw ValidationError("--\(name): “\(text)” \(error).")
    }
  }

  /// A time that was given and checked; what a change of the clocks made of it is said.
  static func time(_ text: String?, _ zone: Zone) -> Int? {
    guard let text, let reading = try? TimeText.read(text, zone: zone) else { return nil }
    if let note = TimeText.note(text, reading, zone: zone) { Console.error("broadsheet: \(note)") }
    return reading.milliseconds
  }
}
