import Foundation
import Messaging
import TestSupport
import Testing

/// Numbers with the answers of `phonenumbers`, from the script that asks the package.
private enum Oracle {
  static let count = 100_000

  static let interpreter = ProcessInfo.processInfo.environment["BROADSHEET_TEST_PYTHON"]

  /// The package's root.
  static let root = URL(fileURLWithPath: Tool.root)

  /// Runs the script and returns its lines.
  static func lines(
    interpreter: String, seed: Int, options: [String] = []
  ) throws -> [Substring] {
    let output = Pipe()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: interpreter)
    process.arguments =
      [
        root.appendingPathComponent("Scripts/check_numbering_plan.py").path,
        "--count", String(count), "--seed", String(seed),
      ] + options
    process.standardOutput = output
    try process.run()
    // The script would wait forever on a full pipe, so all is read before waiting for its end.
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "the script failed")
    return String(decoding: text, as: UTF8.self).split(separator: "\n")
  }
}

@Suite("NUM-4 The numbering plan agrees with phonenumbers")
struct NumberingPlanOracleTests {
  @Test(
    "Region, possible and strict agree on 100,000 drawn numbers",
    .enabled(
      if: Oracle.interpreter != nil,
      "BROADSHEET_TEST_PYTHON names no Python with phonenumbers; `make test` sets it"),
    arguments: [1])
  func agreesOnDrawnNumbers(seed: Int) throws {
    let interpreter = try #require(Oracle.interpreter)
    let lines = try Oracle.lines(interpreter: interpreter, seed: seed)
    #expect(lines.count == Oracle.count)

    var regions: Set<Region> = []
    var disagreements: [String] = []
    for line in lines {
      let digits = try #require(line.split(separator: "\t").first.flatMap { UInt64($0) })
      let facts = NumberingPlan.facts(ofDigits: digits)
      let region = facts.region?.code ?? "-"
      let answer = "\(digits)\t\(region)\t\(facts.isPossible ? 1 : 0)\t\(facts.isMobile ? 1 : 0)"
      if answer != line { disagreements.append("plan: \(answer)  package: \(line)") }
      if let region = facts.region { regions.insert(region) }
    }

    let examples = disagreements.prefix(20).joined(separator: "\n")
    #expect(
      disagreements.isEmpty,
      "\(disagreements.count) disagreements, plan from \(NumberingPlan.source):\n\(examples)")
    #expect(regions.count > 200, "too few regions were drawn for the comparison to mean much")
  }

  @Test(
    "100,000 numbers written nationally behind their code are those that phonenumbers reads",
    .enabled(
      if: Oracle.interpreter != nil,
      "BROADSHEET_TEST_PYTHON names no Python with phonenumbers; `make test` sets it"),
    arguments: [1])
  func agreesOnNationalNumbers(seed: Int) throws {
    let interpreter = try #require(Oracle.interpreter)
    let lines = try Oracle.lines(interpreter: interpreter, seed: seed, options: ["--national"])
    #expect(lines.count == Oracle.count)

    var (disagreements, strayZeros, taken) = ([String](), 0, 0)
    var changedAgain: [String] = []
    for line in lines {
      let fields = line.split(separator: "\t")
      let expected = fields[2] == "1" ? "+\(fields[1])" : "removed"
      switch Self.read(fields[0]) {
      case .recipient(let recipient):
        taken += 1
        let text = recipient.number.text(whole: true)
        if text != expected { disagreements.append("\(text)  package: \(line)") }
        if Self.read(text[...]) != .recipient(recipient) { changedAgain.append("\(text)  \(line)") }
      case .removed(.zeroBehindCode) where fields[3] == "0": strayZeros += 1
      case .removed(let removal):
        if expected != "removed" { disagreements.append("\(removal.code)  package: \(line)") }
      }
    }

    let examples = disagreements.prefix(20).joined(separator: "\n")
    #expect(disagreements.isEmpty, "\(disagreements.count) disagreements:\n\(examples)")
    // A number that was read goes into groups and lists, and is read again when it comes from there.
    #expect(changedAgain.isEmpty, "\(changedAgain.prefix(20).joined(separator: "\n"))")
    #expect(taken > 30_000, "too few numbers were taken for the comparison to mean much")
    #expect(strayZeros < 10_000, "a zero is refused too often")
  }

  /// Reads a number of any region, with a plus or `00`.
  private static func read(_ text: Substring) -> NumberRules.Outcome {
    var rules = NumberRules(region: .international)
    rules.takesOtherRegion = true
    return rules.apply(to: Array(text.utf8).span)
  }
}
