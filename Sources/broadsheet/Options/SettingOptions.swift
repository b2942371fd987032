import ArgumentParser
import Carrier
import Files
import Ledger
import Messaging
import Providers
import Reporting
import Sending
import Spreadsheet
import Tasks
import Workspace

extension SegmentRules.Billing: ExpressibleByArgument {}

/// Settings of the carrier and the bill, which may be given for one run.
struct SettingOptions: ParsableArguments {
  @Flag(help: "Accept only numbers in a range assigned to mobiles.")
  var strict = false

  @Option(help: "What is billed: segments as they go over the air, or plain division.")
  var billing: SegmentRules.Billing?

  @Option(help: ArgumentHelp("Seed of the simulated carrier.", valueName: "number"))
  var seed: UInt64?

  @Option(help: ArgumentHelp("Messages a second that the carrier takes.", valueName: "number"))
  var rate: Int?

  func validate() throws {
    guard (1...1_000_000).contains(rate ?? 1) else {
      throw ValidationError("--rate must be from 1 to 1000000.")
    }
  }

  /// The flags that were given, by the setting that they are for.
  var flags: SettingFlags {
    var flags: SettingFlags = [:]
    if strict { flags["numbers"] = ("strict", NumberCheck.strict.rawValue) }
    if let billing { flags["segments.billing"] = ("billing", billing.rawValue) }
    if let seed { flags["simulator.seed"] = ("seed", "\(seed)") }
    if let rate { flags["simulator.rate"] = ("rate", "\(rate)") }
    return flags
  }
}
