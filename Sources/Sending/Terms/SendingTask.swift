package import Carrier
internal import Characters
internal import Files
package import Messaging

/// One sending job, ready to run: everything that decides its result but the sheet (SPEC TASK-1).
package struct SendingTask: Sendable, Codable {
  /// Characters that a task's name may have.
  package static let nameLimit = 30

  package var name: String
  package var id: String
  package var application = ApplicationSettings()
  package var template: Template
  /// In place of the template's own.
  package var signature: String?
  package var numberCheck = NumberCheck.possible
  package var segmentRules = SegmentRules.standard
  package var prices = PriceTable()
  package var simulator = SimulatorSettings()
  /// What makes its texts and outcomes; nil in the records of tasks from before there were versions, which
  /// have the first.
  package var engine: Engine? = .current
  /// nil in the records of tasks that were planned before there were profiles.
  package var provider: ProviderRules? = ProviderRules()
  /// Whose days and hours the rules go by.
  package var zone = Zone.china
  /// When it is sent, in milliseconds since 1970.
  package var start: Int
  /// Receipts later than this have not come yet; nil: all are in (SPEC SIM-4).
  package var asOf: Int?

  /// - Throws: `CampaignError.badTaskName` for an empty name, one over 30 characters, or one with
  ///   control characters; what nobody sees at its ends is cut.
  package init(name: String, template: Template, start: Int) throws {
    let trimmed = name.trimmed
    guard !trimmed.isEmpty else {
      throw CampaignError.badTaskName(name, problem: "it is empty. Give it a name with --task.")
    }
    guard trimmed.count <= Self.nameLimit else {
      throw CampaignError.badTaskName(
        name,
        problem: "it has \(trimmed.count) characters; at most \(Self.nameLimit) are allowed.")
    }
    // What controls a terminal or is no character has no place in the names of files and worksheets.
    guard FileName.shown(trimmed) == trimmed else {
      throw CampaignError.badTaskName(
        FileName.shown(name),
        problem: "it has a control character or a byte that is not UTF-8. Leave that out.")
    }
    self.name = trimmed
    self.template = template
    self.start = start
    // Name and start identify a task for the carrier, with a ledger and without one.
    var hash = ValueHash()
    hash.add(Array("\(trimmed)\n\(start)".utf8).span)
    id = String(hash.value, radix: 16)
  }

  package var pace: Pace { Pace(start: start, rate: simulator.rate) }

  /// Who takes its messages.
  package var carrier: any Carrier {
    (engine ?? .first).carrier(simulator, taskID: id, hasLink: template.hasLink)
  }

  /// Makes its texts.
  package var renderer: MessageRenderer {
    (engine ?? .first).renderer(template, signature: signature)
  }

  /// What is put in front of the body; nil for none.
  package var effectiveSignature: String? {
    (signature ?? template.signature).flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension CampaignError {
  package static func badTaskName(_ name: String, problem: String) -> CampaignError {
    .failure(.usage, "Task name “\(name)”: \(problem)")
  }
}
