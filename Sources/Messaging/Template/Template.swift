/// What kind of message a template makes (SPEC MSG-1).
package enum MessageType: String, Sendable, CaseIterable, Codable {
  case verification
  case notification
  case marketing
}

/// Where a template stands in its review (SPEC ADMIN-2).
package enum ReviewStatus: String, Sendable, CaseIterable, Codable {
  case pending
  case effective
  case failed
}

/// A message with numbered or named variables, as a template file describes it (SPEC MSG-1).
package struct Template: Sendable, Equatable, Codable {
  package var name: String
  package var type: MessageType
  package var region: MessageRegion
  /// Who speaks; goes in front of the body in `【】`, optionally so for international messages.
  package var signature: String?
  /// The body with its variables.
  package var content: String
  /// Whether what only looks like a variable is text (SPEC MSG-8); nil, as in older records, as false.
  package var hasLiteralBraces: Bool?
  package var status: ReviewStatus
  /// Why a review failed.
  package var reason: String?
  package var note: String?

  package init(
    name: String, type: MessageType, region: MessageRegion, signature: String? = nil,
    content: String, hasLiteralBraces: Bool? = nil, status: ReviewStatus = .effective,
    reason: String? = nil, note: String? = nil
  ) {
    self.name = name
    self.type = type
    self.region = region
    self.signature = signature
    self.content = content
    self.hasLiteralBraces = hasLiteralBraces
    self.status = status
    self.reason = reason
    self.note = note
  }
}
