internal import Messaging
internal import Mustache
internal import Spreadsheet

/// A page of one file: it needs no network, no script and no colour to be read, and prints on A4.
///
/// The templates, the style sheet and the script are files beside this one, and part of the program.
struct Page {
  /// What the frame of every page shows.
  var language: Language
  var kind: String
  var title: String
  /// A sentence that says it all.
  var lead: String?
  var facts: [ReportDocument.Fact] = []
  var figures: [ReportDocument.Figure] = []
  /// The text of a message, and what stands above it.
  var message: (title: String, text: String)?
  var sections: [Section] = []
  var files: [Link] = []

  /// A part of the page: a chart with the table behind it, or one of them.
  struct Section {
    var table: ReportTable
    /// The chart as SVG; nil for none.
    var chart: String?
    /// What its lengths stand for, unless it says so itself.
    var measure: String?
    /// Whether it takes the whole width.
    var isWide = false
    /// Whether the table waits behind a line until it is asked for.
    var isFolded = false
  }

  /// A file beside the page.
  struct Link {
    var name: String
    var kind: Phrase
  }

  /// The page as UTF-8 HTML.
  func html() -> [UInt8] {
    let context = PageContext(self)
    let text = Self.templates.render(context, withTemplate: "page") ?? ""
    return Array(text.utf8)
  }

  static let style = text(PackageResources.page_css)
  static let script = text(PackageResources.page_js)

  /// Nothing may be loaded from anywhere; only the page's own style and script count.
  static let policy =
    "default-src 'none'; style-src 'sha256-\(hash(style))'; script-src 'sha256-\(hash(script))'; "
    + "base-uri 'none'; form-action 'none'"

  private static let templates: MustacheLibrary = {
    var library = MustacheLibrary()
    for (name, bytes) in [
      ("page", PackageResources.page_mustache), ("section", PackageResources.section_mustache),
      ("cell", PackageResources.cell_mustache),
    ] {
      do {
        try library.register(text(bytes), named: name)
      } catch {
        // A template is a part of the program: the tests render each.
        preconditionFailure("\(name).mustache: \(error)")
      }
    }
    return library
  }()

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func hash(_ text: String) -> String {
    let hash = ContentHash()
    hash.add(Array(text.utf8))
    return hash.finishAsBase64()
  }
}

/// What the templates name.
private struct PageContext {
  let language: String
  let kind: String
  let title: String
  let lead: String?
  let policy = Page.policy
  let style = Page.style
  let script = Page.script
  let facts: [Labeled]
  let hasFigures: Bool
  let figuresTitle: String
  let figures: [Figure]
  let message: Message?
  let sections: [SectionContext]
  let files: Files?
  let footer: String

  struct Labeled {
    let label, text: String
  }

  struct Figure {
    let label, value: String
    let detail: String?
  }

  struct Message {
    let title, text: String
  }

  struct Files {
    let title: String
    let links: [Link]
  }

  struct Link {
    let address, name, kind: String
  }

  init(_ page: Page) {
    let language = page.language
    self.language = language == .chinese ? "zh-CN" : "en"
    kind = page.kind
    title = page.title
    lead = page.lead
    facts = page.facts.map { Labeled(label: $0.label.text(language), text: $0.text) }
    hasFigures = !page.figures.isEmpty
    figuresTitle = Words.figures.text(language)
    figures = page.figures.map {
      Figure(
        label: $0.label.text(language), value: $0.value,
        detail: $0.detail.isEmpty ? nil : $0.detail)
    }
    message = page.message.map { Message(title: $0.title, text: $0.text) }
    sections = page.sections.map { SectionContext($0, language) }
    files =
      page.files.isEmpty
      ? nil
      : Files(
        title: Words.files.text(language),
        links: page.files.map {
          Link(address: Self.address($0.name), name: $0.name, kind: $0.kind.text(language))
        })
    footer = Words.madeBy.text(language)
  }

  /// A file's name as a relative address (RFC 3986): what is no letter, digit or plain mark is escaped.
  private static func address(_ name: String) -> String {
    name.utf8.reduce(into: "./") { address, byte in
      let isPlain =
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || "-._~".utf8.contains(byte)
      let digits = String(byte, radix: 16, uppercase: true)
      address += isPlain ? String(UnicodeScalar(byte)) : "%\(byte < 16 ? "0" : "")\(digits)"
    }
  }
}

/// What the template of a section names.
private struct SectionContext {
  let id, title: String
  let note, chart, measure: String?
  let isWide, isFolded, isSortable, isBroad, hasRows: Bool
  let summary, sort, nothing: String
  let columns: [Column]
  let rows: [Row]
  let total: Row?

  struct Column {
    let title: String
    let isNumber: Bool
  }

  struct Row {
    let cells: [Cell]
  }

  struct Cell {
    let text, label, value: String
    let isNumber, isName: Bool
  }

  init(_ section: Page.Section, _ language: Language) {
    let table = section.table
    id = table.name
    title = table.title.text(language)
    note = table.note
    chart = section.chart
    measure = section.measure
    isWide = section.isWide
    isFolded = section.isFolded && !table.rows.isEmpty
    hasRows = !table.rows.isEmpty
    isSortable = table.rows.count > 2
    isBroad = table.columns.count > 6
    summary = Words.figuresBehind.text(language)
    sort = Words.sortBy.text(language)
    nothing = Words.nothing.text(language)
    let titles = table.columns.map { $0.title.text(language) }
    columns = zip(table.columns, titles).map { Column(title: $1, isNumber: $0.kind.isNumber) }
    func row(_ values: [ReportTable.Value]) -> Row {
      Row(
        cells: values.enumerated().map { index, value in
          Cell(
            text: value.text, label: titles[index], value: value.plain,
            isNumber: table.columns[index].kind.isNumber, isName: index == 0)
        })
    }
    rows = table.rows.map(row)
    total = table.total.map(row)
  }
}
