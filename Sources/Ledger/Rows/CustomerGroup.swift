package import Messaging

/// A group of the customer pool (SPEC CUST-1, CUST-2).
package struct CustomerGroup: Sendable, Equatable {
  package var id: Int
  package var name: String
  /// Which numbers it takes.
  package var region: MessageRegion
  /// Milliseconds since 1970.
  package var created: Int
  /// When numbers were last added.
  package var changed: Int
  /// Numbers in it.
  package var count: Int
}
