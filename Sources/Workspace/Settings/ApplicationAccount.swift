/// What an application is to the programs that it talks to, beside its limits (SPEC ADMIN-3, ADMIN-7).
///
/// It is not kept in the records of tasks, which nobody should have to guard like a key.
package struct ApplicationAccount: Sendable, Equatable {
  /// Ten digits, made once.
  package var id: String?
  /// 32 hexadecimal digits with which callbacks are signed.
  package var key: String?
  package var note: String?
  /// The provider whose form callbacks have; nil: none are made.
  package var shape: String?
  /// Where status reports are posted; nil: they are written to a file alone.
  package var statusURL: String?
  /// Where replies are posted.
  package var replyURL: String?
  /// Where alarms are posted, beside the outbox.
  package var alarmURL: String?

  package init() {}

  /// An account with an ID that no other has, and a key.
  package init(besides known: some Collection<ApplicationAccount>) {
    let taken = Set(known.compactMap(\.id))
    var random = SystemRandomNumberGenerator()
    repeat {
      id = "1400" + "\(1_000_000 + Int.random(in: 0..<1_000_000, using: &random))".dropFirst()
    } while taken.contains(id ?? "")
    let digits = Array("0123456789abcdef")
    key = String((0..<32).map { _ in digits[Int.random(in: 0..<16, using: &random)] })
  }
}
