internal import Files
internal import Messaging
internal import Mustache

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
      ("row", PackageResources.row_mustache),
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

/// What the templates name: dictionaries, which the library looks up ten times faster than structs.
///
/// A name that is missing is looked for further out, so no two levels share one that may be missing.
private typealias Context = [String: Any]

extension Page {
  fileprivate var context: Context {
    var context: Context = [
      "language": language == .chinese ? "zh-CN" : "en", "kind": kind, "title": title,
      "policy": Self.policy, "style": Self.style, "script": Self.script,
      "facts": facts.map { ["label": $0.label.text(language), "text": $0.text] },
      "hasFigures": !figures.isEmpty, "figuresTitle": Words.figures.text(language),
      "figures": figures.map { figure -> Context in
        var context = ["label": figure.label.text(language), "value": figure.value]
        if !figure.detail.isEmpty { context["detail"] = figure.detail }
        return context
      },
      "sections": sections.map { $0.context(language) },
      "footer": Words.madeBy.text(language),
    ]
    if let lead { context["lead"] = lead }
    if let message { context["message"] = ["title": message.title, "text": message.text] }
    if !files.isEmpty {
      context["files"] =
        [
          "title": Words.files.text(language),
          "links": files.map { file in
            [
              "address": "./" + percentEncoded(file.name, keeping: "-._~"), "name": file.name,
              "kind": file.kind.text(language),
            ]
          },
        ] as Context
    }
    return context
  }
}

extension Page.Section {
  fileprivate func context(_ language: Language) -> Context {
    let titles = table.columns.map { $0.title.text(language) }
    var context: Context = [
      "id": table.name, "title": table.title.text(language), "isWide": isWide,
      "isFolded": isFolded && !table.rows.isEmpty, "isSortable": table.rows.count > 2,
      "isBroad": table.columns.count > 6, "hasRows": !table.rows.isEmpty,
      "summary": Words.figuresBehind.text(language), "sort": Words.sortBy.text(language),
      "nothing": table.whenEmpty.text(language),
      "columns": zip(table.columns, titles).map { column, title -> Context in
        ["title": title, "isNumber": column.kind.isNumber]
      },
      "rows": table.rows.map { row($0, titles) },
    ]
    if let note = table.note { context["note"] = note }
    if let chart { context["chart"] = chart }
    if let measure { context["measure"] = measure }
    if let total = table.total { context["total"] = row(total, titles) }
    return context
  }

  private func row(_ values: [ReportTable.Value], _ titles: [String]) -> Context {
    [
      "name": values.first?.text ?? "",
      "cells": values.indices.dropFirst().map { index -> Context in
        let isNumber = table.columns[index].kind.isNumber
        return [
          "text": values[index].text, "label": titles[index], "isNumber": isNumber,
          "value": isNumber ? values[index].plain : "",
        ]
      },
    ]
  }
}
