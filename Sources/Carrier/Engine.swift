package import Messaging

/// Which renderer and which carrier made a task's outcomes: kept in its records in place of them.
///
/// An outcome is worked out again whenever somebody looks, so what a version gives for a task never changes:
/// `EngineTests` hold each one to values that an independent program gave. A change to a text or an outcome
/// is a new version, and the old one stays for the tasks that have it.
package enum Engine: Int, Sendable, Codable, CaseIterable {
  case first = 1

  /// Of tasks that are planned now.
  package static let current = Engine.first

  /// The carrier of a task.
  ///
  /// - Parameters:
  ///   - settings: how it behaves.
  ///   - taskID: what tells the task from all others.
  ///   - hasLink: whether its text has a link that people may follow.
  /// - Returns: the carrier whose answers the task has, each time it is asked for.
  package func carrier(
    _ settings: SimulatorSettings, taskID: String, hasLink: Bool
  ) -> any Carrier {
    switch self {
    case .first: Simulator(settings, taskID: taskID, hasLink: hasLink)
    }
  }

  /// What makes the texts of a task.
  ///
  /// - Parameters:
  ///   - template: what they are made from.
  ///   - signature: in place of the template's own.
  /// - Returns: the renderer whose texts the task has, each time it is asked for.
  package func renderer(_ template: Template, signature: String?) -> MessageRenderer {
    switch self {
    case .first: MessageRenderer(template, signature: signature)
    }
  }
}
