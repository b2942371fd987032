internal import Characters

/// Renders a template for one recipient after another: signature, body, values (SPEC MSG-5).
///
/// Values go in as they are; one that looks like a variable is not expanded again.
package struct MessageRenderer: Sendable {
  private enum Part: Sendable {
    /// Bytes of `literals`.
    case literal(Range<Int>)
    case variable(Int)
  }

  private let parts: [Part]
  /// The text between the variables, one piece after another.
  private let literals: [UInt8]
  package let variableCount: Int
  /// The variables that the body uses, which decide whether two rows are the same (SPEC NUM-7).
  package let variables: [Int]
  /// The variable that holds a verification template's code.
  package let codeVariable: Int?

  /// - Parameters:
  ///   - template: its status is not looked at here.
  ///   - signature: in place of the template's own; nil for that one.
  package init(_ template: Template, signature: String? = nil) {
    let body = TemplateBody(template.content)
    var parts: [Part] = []
    var literals: [UInt8] = []
    func append(_ text: String) {
      let start = literals.count
      literals += text.utf8
      parts.append(.literal(start..<literals.count))
    }
    let signature = signature ?? template.signature
    if let signature, !signature.isEmpty { append("【\(signature)】") }
    for part in body.parts {
      switch part {
      case .literal(let text): append(text)
      case .variable(let index): parts.append(.variable(index))
      }
    }
    self.parts = parts
    self.literals = literals
    variableCount = body.variableCount
    variables = Set(
      body.parts.compactMap { part in
        guard case .variable(let index) = part else { return nil }
        return index
      }
    ).sorted()
    codeVariable = template.type == .verification ? Self.codeVariable(of: body) : nil
  }

  /// Bytes of a message without its values.
  package var literalSize: Int { literals.count }

  /// Appends the message.
  ///
  /// - Parameters:
  ///   - values: the values of all variables, one after another.
  ///   - ranges: for each variable its bytes in `values`.
  ///   - message: gets the text.
  package func render(
    _ values: Span<UInt8>, ranges: Span<Range<Int>>, into message: inout [UInt8]
  ) {
    for part in parts {
      switch part {
      case .literal(let range): Self.append(literals.span.extracting(range), to: &message)
      case .variable(let index): Self.append(values.extracting(ranges[index]), to: &message)
      }
    }
  }

  private static func append(_ text: Span<UInt8>, to message: inout [UInt8]) {
    // Unsafe: a block copy out of the span.
    text.withUnsafeBufferPointer { message.append(contentsOf: $0) }
  }

  /// Whether a value is a verification code: 4 to 6 decimal digits of any script (SPEC MSG-4).
  package static func isVerificationCode(_ value: Span<UInt8>) -> Bool {
    var (digits, index) = (0, 0)
    while index < value.count {
      guard let (_, width) = DecimalDigit.value(value, at: index) else { return false }
      digits += 1
      index += width
    }
    return (4...6).contains(digits)
  }

  /// Appends a verification code in the digits that it is entered with, those of ASCII.
  package static func appendCode(_ code: Span<UInt8>, to bytes: inout [UInt8]) {
    var index = 0
    while index < code.count, let (digit, width) = DecimalDigit.value(code, at: index) {
      bytes.append(0x30 + digit)
      index += width
    }
  }

  /// The variable named for a code, else the first.
  private static func codeVariable(of body: TemplateBody) -> Int? {
    guard body.hasVariables else { return nil }
    return body.names.firstIndex { name in
      let name = name.lowercased()
      return name.contains("code") || name.contains("otp") || name.contains("captcha")
        || name.contains("验证码")
    } ?? 0
  }
}
