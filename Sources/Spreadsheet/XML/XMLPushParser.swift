internal import CXML
internal import Files

/// What an XML document is made of, as the parser meets it; override what matters.
///
/// Callbacks cannot throw: a handler that must stop calls `fail`, and the parser throws it once libxml2
/// has returned.
class XMLHandler {
  /// The first failure; parsing stops there.
  private(set) var failure: (any Error)?

  func start(_ name: XMLName, _ attributes: XMLAttributes) {}
  func end(_ name: XMLName) {}
  /// Text or CDATA; one text may come in several pieces.
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

  final func fail(_ error: any Error) { if failure == nil { failure = error } }
}

/// The local name of an element or attribute; namespaces are told apart nowhere, because producers mix
/// the transitional and the strict ones, with any prefix.
struct XMLName {
  // Unsafe: libxml2's interned string, valid during the callback.
  let pointer: UnsafePointer<UInt8>

  static func == (name: XMLName, other: StaticString) -> Bool {
    let expected = other.utf8Start
    for index in 0..<other.utf8CodeUnitCount where name.pointer[index] != expected[index] {
      return false
    }
    return name.pointer[other.utf8CodeUnitCount] == 0
  }
}

/// The attributes of an element, valid during the callback.
struct XMLAttributes {
  fileprivate let pointer: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  let count: Int

  /// The value of the attribute with this local name; nil when there is none.
  func raw(_ name: StaticString) -> UnsafeBufferPointer<UInt8>? {
    guard let pointer else { return nil }
    for index in 0..<count {
      let at = pointer + index * 5
      guard let local = at[0], XMLName(pointer: local) == name else { continue }
      guard let start = at[3], let end = at[4] else { return nil }
      return UnsafeBufferPointer(start: start, count: end - start)
    }
    return nil
  }

  func string(_ name: StaticString) -> String? {
    raw(name).map { Self.unescaped(String(decoding: $0, as: UTF8.self)) }
  }

  /// A name or word, whose white space at the ends does not count.
  func token(_ name: StaticString) -> String? {
    raw(name).map { Self.unescaped(String(decoding: XMLToken.trimmed($0), as: UTF8.self)) }
  }

  func int(_ name: StaticString) -> Int? { raw(name).flatMap(XMLToken.number) }

  func bool(_ name: StaticString) -> Bool? { raw(name).flatMap(XMLToken.boolean) }

  /// Whether `xml:space` says that white space at the ends of texts counts.
  var preservesSpace: Bool { raw("space").map { $0.elementsEqual("preserve".utf8) } ?? false }

  /// Without entity substitution libxml2 hands on every ampersand of an attribute as `&#38;`.
  private static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    let escape = Array("&#38;".utf8)
    while let byte = rest.first {
      result.append(byte)
      rest.removeFirst(rest.starts(with: escape) ? escape.count : 1)
    }
    return String(decoding: result, as: UTF8.self)
  }
}

/// libxml2's push parser under SAX2, without network, entities, DTDs or the huge mode.
///
/// The document type declaration is refused as soon as it starts: no office program writes one, and
/// 2.9.14 expands flat entities without limit. Depth and attributes are bounded here, because under SAX2
/// libxml2 bounds neither.
final class XMLPushParser {
  private let context: xmlParserCtxtPtr
  private let state: State
  private let file: String
  private let part: String

  /// - Parameters:
  ///   - handler: gets the events; the parser keeps it alive.
  ///   - file: named in errors.
  ///   - part: named in errors.
  ///   - limits: bounds of depth and attributes.
  /// - Throws: `FileError.unreadable` when there is no memory for it.
  init(_ handler: XMLHandler, file: String, part: String, limits: Limits) throws {
    _ = Self.initialized
    self.file = file
    self.part = part
    state = State(handler: handler, file: file, limits: limits)
    var sax = xmlSAXHandler()
    sax.initialized = XML_SAX2_MAGIC
    sax.startElementNs = onStart
    sax.endElementNs = onEnd
    sax.characters = onText
    sax.ignorableWhitespace = onText
    sax.cdataBlock = onText
    sax.internalSubset = onDocumentType
    sax.serror = onError
    // Unsafe: the parser's user data is this object's state, which it outlives.
    let userData = Unmanaged.passUnretained(state).toOpaque()
    guard let context = xmlCreatePushParserCtxt(&sax, userData, nil, 0, nil) else {
      throw FileError.unreadable(file: file, reason: "out of memory")
    }
    self.context = context
    state.context = context
    xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
  }

  deinit { xmlFreeParserCtxt(context) }

  /// Hands on the next bytes of the document; an empty buffer ends it.
  ///
  /// The corresponding C function is `xmlParseChunk`.
  func parse(_ bytes: UnsafeRawBufferPointer, isLast: Bool = false) throws {
    let chunk = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    let code = xmlParseChunk(context, chunk, Int32(bytes.count), isLast ? 1 : 0)
    if let failure = state.handler.failure { throw failure }
    guard code != 0 else { return }
    throw SheetError.damaged(
      file: file, part: part, detail: state.firstError ?? "XML error \(code)")
  }

  /// Parses the whole part.
  static func parse(
    _ stream: PartStream, with handler: XMLHandler, file: String, limits: Limits
  ) throws {
    let parser = try XMLPushParser(handler, file: file, part: stream.name, limits: limits)
    let chunk = ChunkBuffer()
    var got = 1
    while got > 0 {
      got = try stream.read(into: chunk)
      try parser.parse(chunk.prefix(got), isLast: got == 0)
    }
  }

  /// Once in the process, before any thread parses.
  private static let initialized: Void = {
    xmlInitParser()
    xmlSetExternalEntityLoader { _, _, _ in nil }
  }()

  /// What the C callbacks reach through their user data.
  fileprivate final class State {
    let handler: XMLHandler
    let file: String
    let limits: Limits
    var context: xmlParserCtxtPtr?
    var depth = 0
    var firstError: String?

    init(handler: XMLHandler, file: String, limits: Limits) {
      self.handler = handler
      self.file = file
      self.limits = limits
    }

    func stop(_ error: SheetError) {
      handler.fail(error)
      xmlStopParser(context)
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
      depth += 1
      guard depth <= limits.xmlDepth else { return stop(over(.xmlDepth, limits.xmlDepth, depth)) }
      guard attributes.count <= limits.xmlAttributes else {
        return stop(over(.xmlAttributes, limits.xmlAttributes, attributes.count))
      }
      handler.start(name, attributes)
      if handler.failure != nil { xmlStopParser(context) }
    }

    func end(_ name: XMLName) {
      depth -= 1
      handler.end(name)
      if handler.failure != nil { xmlStopParser(context) }
    }

    private func over(_ limit: LimitName, _ allowed: Int, _ found: Int) -> SheetError {
      .overLimit(file: file, sheet: nil, row: nil, limit: limit, allowed: allowed, found: found)
    }
  }
}

/// Runs the body with the parser's state, without counting references: this is per XML event.
@inline(__always)
private func withState(
  _ userData: UnsafeMutableRawPointer?, _ body: (XMLPushParser.State) -> Void
) {
  guard let userData else { return }
  Unmanaged<XMLPushParser.State>.fromOpaque(userData)._withUnsafeGuaranteedRef(body)
}

private let onStart: startElementNsSAX2Func = {
  userData, name, _, _, _, _, attributeCount, _, attributes in
  guard let name else { return }
  withState(userData) {
    $0.start(
      XMLName(pointer: name), XMLAttributes(pointer: attributes, count: Int(attributeCount)))
  }
}

private let onEnd: endElementNsSAX2Func = { userData, name, _, _ in
  guard let name else { return }
  withState(userData) { $0.end(XMLName(pointer: name)) }
}

private let onText: charactersSAXFunc = { userData, bytes, count in
  withState(userData) { $0.handler.text(UnsafeBufferPointer(start: bytes, count: Int(count))) }
}

private let onDocumentType: internalSubsetSAXFunc = { userData, _, _, _ in
  withState(userData) {
    $0.stop(
      .damaged(
        file: $0.file, part: "its XML",
        detail: "it has a document type declaration, which no spreadsheet program writes"))
  }
}

private let onError: xmlStructuredErrorFunc = { userData, error in
  guard let error, let words = error.pointee.message else { return }
  let line = error.pointee.line
  withState(userData) {
    guard $0.firstError == nil else { return }
    let message = String(cString: words).split(separator: "\n").first.map(String.init) ?? "error"
    $0.firstError = "line \(line): \(message)"
  }
}
