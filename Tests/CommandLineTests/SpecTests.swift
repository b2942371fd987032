import Foundation
import TestSupport
import Testing

/// `Docs/spec.md` taken apart: its sections, its paragraphs and the table of what is open.
private struct Spec {
  /// Names such as `NUM-2`, in the order of the page.
  private(set) var paragraphs: [String] = []
  /// What sections are called by: `NUM`, and numbers.
  private(set) var sections: Set<String> = []
  /// The state of each paragraph in the table of what is open.
  private(set) var open: [String: String] = [:]
  private var anchors: Set<String> = []
  private var links: [String] = []

  init(_ page: String) {
    var isOpen = false
    for line in page.split(separator: "\n") {
      if line.hasPrefix("## ") {
        isOpen = line.contains(#"id="open""#)
        let title = line.split(separator: ">").last.map(String.init) ?? ""
        sections.formUnion(title.split { !$0.isLetter && !$0.isNumber }.map(String.init))
      }
      for piece in String(line).components(separatedBy: #"<a id=""#).dropFirst() {
        let anchor = String(piece.prefix { $0 != "\"" })
        anchors.insert(anchor)
        guard let name = piece.range(of: "></a>**\(anchor.uppercased())**") else { continue }
        paragraphs.append(String(piece[name].dropFirst(7).dropLast(2)))
      }
      links += String(line).components(separatedBy: "](#").dropFirst().map {
        String($0.prefix { $0 != ")" })
      }
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard isOpen, line.hasPrefix("| "), cells.count == 3, cells[0] != "paragraph" else {
        continue
      }
      open[cells[0]] = cells[1]
    }
  }

  /// What does not fit together, a sentence each.
  func faults(sources: [String: String], tests: [String: String]) -> [String] {
    var faults: [String] = []
    for name in Set(paragraphs.filter { name in paragraphs.count { $0 == name } > 1 }).sorted() {
      faults.append("\(name) is there twice")
    }
    let linked = Set(links)
    faults += linked.subtracting(anchors).sorted().map { "#\($0) leads nowhere" }
    faults += paragraphs.filter { !linked.contains($0.lowercased()) }.map {
      "\($0) is not among the contents"
    }
    var tested: Set<String> = []
    for (path, text) in sources.merging(tests, uniquingKeysWith: { $1 }).sorted(by: <) {
      var citations = Citations(of: Set(paragraphs.map(Citations.family)), sections)
      citations.read(text)
      let unknown = citations.paragraphs.subtracting(paragraphs).union(citations.unknown)
      faults += unknown.sorted().map { "\(path) cites \($0), which is not in the spec" }
      if tests[path] != nil { tested.formUnion(citations.paragraphs) }
    }
    for name in paragraphs {
      switch (open[name], tested.contains(name)) {
      case (nil, false): faults.append("\(name) is named by no test and not listed as open")
      case ("open", true): faults.append("\(name) is listed as open, and a test names it")
      case ("part", false):
        faults.append("\(name) is listed as built in part, and no test names it")
      case (nil, true), ("open", false), ("part", true): break
      case (let state, _): faults.append("\(name) is listed as \(state ?? "")")
      }
    }
    faults += Set(open.keys).subtracting(paragraphs).sorted().map {
      "\($0) is listed as open, and is no paragraph"
    }
    return faults
  }
}

/// The paragraphs that a text names: `NUM-2`, `RULE-1 to RULE-4`, and behind the word SPEC also sections.
private struct Citations {
  private(set) var paragraphs: Set<String> = []
  private(set) var unknown: Set<String> = []
  private let families: Set<String>
  private let sections: Set<String>
  /// Whether the words since the last SPEC are names of what it has.
  private var isBehindSpec = false
  /// The last paragraph, and whether “to” stands behind it.
  private var last: String?
  private var isRange = false

  init(of families: Set<String>, _ sections: Set<String>) {
    self.families = families
    self.sections = sections
  }

  static func family(_ name: String) -> String { String(name.prefix { $0 != "-" }) }

  mutating func read(_ text: String) {
    var word: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        word.append(byte)
      default:
        if !word.isEmpty { take(String(decoding: word, as: UTF8.self)) }
        word.removeAll(keepingCapacity: true)
        if ").;:\"`".utf8.contains(byte) { isBehindSpec = false }
      }
    }
    if !word.isEmpty { take(String(decoding: word, as: UTF8.self)) }
  }

  private mutating func take(_ word: String) {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    let number = parts.count == 2 ? Int(parts[1]) : nil
    if let number, families.contains(String(parts[0])) || isBehindSpec {
      let family = String(parts[0])
      if isRange, let last, Self.family(last) == family,
        let first = Int(last.dropFirst(family.count + 1)), first < number
      {
        paragraphs.formUnion((first...number).map { "\(family)-\($0)" })
      }
      paragraphs.insert(word)
      (last, isRange) = (word, false)
      return
    }
    switch word {
    case "SPEC": isBehindSpec = true
    case "to": isRange = last != nil
    case "and": break
    case "PROFILE": paragraphs.insert(word)
    default:
      let isName = word.utf8.allSatisfy { $0 < UInt8(ascii: "a") && $0 != UInt8(ascii: "_") }
      if isBehindSpec, isName, !sections.contains(word) { unknown.insert(word) }
      if !isName { isBehindSpec = false }
      (last, isRange) = (nil, false)
    }
  }
}

@Suite("Docs/spec.md, and the paths that documents name", .sideBySide)
struct SpecTests {
  /// The paths of the files and folders below some of the project's folders.
  private func paths(_ folders: [String]) -> [String] {
    folders.flatMap { folder in
      FileManager.default.enumerator(atPath: Tool.root + "/" + folder)?.map { "\(folder)/\($0)" }
        ?? []
    }
  }

  /// The files of some folders that have one of these endings, by path.
  private func texts(_ folders: [String], _ endings: Set<String>) -> [String: String] {
    var texts: [String: String] = [:]
    for path in paths(folders) where endings.contains((path as NSString).pathExtension) {
      texts[path] = try? page(path)
    }
    return texts
  }

  private func page(_ path: String) throws -> String {
    try String(contentsOfFile: Tool.root + "/" + path, encoding: .utf8)
  }

  @Test("Whatever is cited is there, and every paragraph is named by a test or listed as open")
  func citations() throws {
    let spec = Spec(try page("Docs/spec.md"))
    #expect(spec.paragraphs.count >= 102)
    var tests = texts(["Tests"], ["swift"])
    // Its own examples cite what is not there.
    #expect(tests.removeValue(forKey: "Tests/CommandLineTests/SpecTests.swift") != nil)
    var sources = texts(["Tests"], ["c", "py", "sh"])
    sources.merge(
      texts(
        ["Sources", "Docs", "Scripts", "Benchmarks", "Packaging"],
        ["c", "h", "md", "py", "sh", "swift", "yaml"])
    ) { $1 }
    sources["Docs/spec.md"] = nil
    #expect(sources.count > 300 && tests.count > 80)
    #expect(spec.faults(sources: sources, tests: tests) == [])
  }

  @Test("Each kind of fault is found")
  func faults() {
    let contents = (1...4).map { "[\($0)](#num-\($0))" }.joined(separator: " ")
    let page = """
      - [1. Numbers (NUM)](#num): \(contents), [open](#open), [elsewhere](#nowhere)
      ## <a id="num"></a>1. Numbers (NUM)
      - <a id="num-1"></a>**NUM-1** Cleaning. Not NUM-9.
      - <a id="num-2"></a>**NUM-2** Reading.
      - <a id="num-3"></a>**NUM-3** Writing.
      - <a id="num-4"></a>**NUM-4** Counting.
      - <a id="num-5"></a>**NUM-5** Sorting.
      ## <a id="open"></a>Open
      | paragraph | state | what is missing |
      |---|---|---|
      | NUM-2 | open | all |
      | NUM-4 | part | some |
      | NUM-5 | later | some |
      | NUM-6 | open | the paragraph |
      """
    let found = Spec(page).faults(
      sources: [
        "a.swift":
          "/// As said (SPEC NUM-1,\n/// NUM and 1); see SPEC TEXT-1. NOTE: the SPEC's own words.",
        "b.swift": "/// SPEC NUM, TEXT and 2",
      ],
      tests: ["c.swift": "@Suite(\"NUM-1 to NUM-2: numbers, NUM-77\")"])
    #expect(
      found == [
        "#nowhere leads nowhere", "NUM-5 is not among the contents",
        "a.swift cites TEXT-1, which is not in the spec",
        "b.swift cites 2, which is not in the spec", "b.swift cites TEXT, which is not in the spec",
        "c.swift cites NUM-77, which is not in the spec",
        "NUM-2 is listed as open, and a test names it",
        "NUM-3 is named by no test and not listed as open",
        "NUM-4 is listed as built in part, and no test names it", "NUM-5 is listed as later",
        "NUM-6 is listed as open, and is no paragraph",
      ])
  }

  /// Folders of a workspace, which the project's own documents speak of as well.
  private static let workspace: Set = [
    "Done", "Duplicate", "Inbox", "Outbox", "Output", "Policies", "Rejected", "Templates",
  ]

  @Test(
    "Paths of the project's files exist",
    arguments: [
      "CONTRIBUTING.md", "SECURITY.md", "Docs/architecture.md", "Docs/decisions.md",
      "Docs/limits.md", "Docs/testing.md",
    ])
  func existingPaths(document: String) throws {
    let root = try FileManager.default.contentsOfDirectory(atPath: Tool.root)
    let folders = root.filter { !$0.hasPrefix(".") && $0 != "Output" }
    var known = Set(root)
    for path in paths(folders) {
      // A path may leave out where it begins: `XLSX/Plain`, `Limits.swift`.
      let parts = path.split(separator: "/")
      for start in parts.indices { known.insert(parts[start...].joined(separator: "/")) }
    }
    var missing: [String] = []
    let quoted = try page(document).split(separator: "`", omittingEmptySubsequences: false)
    for index in stride(from: 1, to: quoted.count, by: 2) {
      let path = quoted[index].hasSuffix("/") ? quoted[index].dropLast() : quoted[index]
      let parts = path.split(separator: "/")
      let isFile = ["c", "md", "py", "sh", "swift"].contains((path as NSString).pathExtension)
      let isPath = parts.count > 1 && path.first?.isUppercase == true
      guard isFile || isPath, path.utf8.allSatisfy({ $0 > 32 && !"<>*={},:".utf8.contains($0) }),
        !Self.workspace.contains(String(parts[0]))
      else { continue }
      if !known.contains(String(path)) { missing.append(String(path)) }
    }
    #expect(missing == [], "\(document)")
  }
}
