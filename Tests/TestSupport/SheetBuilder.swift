internal import CZip

/// Builds workbooks part by part, so that a test can say exactly what is in the file.
public struct SheetBuilder {
  /// The parts by name; those of a plain workbook with one worksheet are there.
  public var parts: [(name: String, content: String)]

  private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let relation =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"

  /// A workbook whose worksheet has these rows of XML.
  ///
  /// - Parameters:
  ///   - sheetData: what is inside `sheetData`.
  ///   - sharedStrings: `si` elements; nil for no table.
  ///   - styles: what is inside `styleSheet`; nil for no styles.
  public init(_ sheetData: String, sharedStrings: String? = nil, styles: String? = nil) {
    parts = [
      (
        "[Content_Types].xml",
        Self.head + """
          <Types xmlns="\(Self.package)/content-types"><Default Extension="rels" \
          ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default \
          Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" \
          ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
          </Types>
          """
      ),
      (
        "_rels/.rels",
        Self.head + """
          <Relationships xmlns="\(Self.package)/relationships"><Relationship Id="rId1" \
          Type="\(Self.relation)/officeDocument" Target="xl/workbook.xml"/></Relationships>
          """
      ),
      (
        "xl/workbook.xml",
        Self.head + """
          <workbook xmlns="\(Self.main)" xmlns:r="\(Self.relation)"><sheets><sheet name="Sheet1" \
          sheetId="1" r:id="rId1"/></sheets></workbook>
          """
      ),
      (
        "xl/_rels/workbook.xml.rels",
        Self.head + """
          <Relationships xmlns="\(Self.package)/relationships"><Relationship Id="rId1" \
          Type="\(Self.relation)/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" \
          Type="\(Self.relation)/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" \
          Type="\(Self.relation)/styles" Target="styles.xml"/></Relationships>
          """
      ),
      (
        "xl/worksheets/sheet1.xml",
        Self.head
          + "<worksheet xmlns=\"\(Self.main)\"><sheetData>\(sheetData)</sheetData></worksheet>"
      ),
    ]
    if let sharedStrings {
      parts.append(
        ("xl/sharedStrings.xml", Self.head + "<sst xmlns=\"\(Self.main)\">\(sharedStrings)</sst>"))
    }
    if let styles {
      parts.append(
        ("xl/styles.xml", Self.head + "<styleSheet xmlns=\"\(Self.main)\">\(styles)</styleSheet>"))
    }
  }

  /// Replaces text in a part, or adds the part when it is not there.
  public mutating func change(_ name: String, _ change: (String) -> String) {
    if let index = parts.firstIndex(where: { $0.name == name }) {
      parts[index].content = change(parts[index].content)
    } else {
      parts.append((name, change("")))
    }
  }

  /// Writes the file.
  public func write(to path: String) throws { try Self.zip(parts, to: path) }

  /// Writes a ZIP archive of texts.
  public static func zip(_ parts: [(name: String, content: String)], to path: String) throws {
    struct Failure: Error {}
    var code: Int32 = 0
    guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code) else { throw Failure() }
    // libzip reads the sources when the archive is closed, so they live until then.
    let buffers = parts.map { part in
      let bytes = Array(part.content.utf8)
      let buffer = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(1, bytes.count), alignment: 1)
      buffer.copyBytes(from: bytes)
      return (buffer, bytes.count)
    }
    defer { for (buffer, _) in buffers { buffer.deallocate() } }
    for (part, (buffer, count)) in zip(parts, buffers) {
      let source = zip_source_buffer(archive, buffer.baseAddress, UInt64(count), 0)
      guard zip_file_add(archive, part.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8)) >= 0 else {
        throw Failure()
      }
    }
    guard zip_close(archive) == 0 else { throw Failure() }
  }

  /// Joins two sequences pairwise.
  private static func zip<First: Sequence, Second: Sequence>(
    _ first: First, _ second: Second
  ) -> Zip2Sequence<First, Second> { Swift.zip(first, second) }
}
