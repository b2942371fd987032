import Carrier
import Files
import Messaging
import Sending
import Spreadsheet
import Tasks
import TestSupport
import Testing
import Workspace

@Suite("TASK-5, DROP-3: what makes two sends the same")
struct SendRequestTests {
  private let folder: Workdir
  private let settings = Settings()

  init() throws {
    folder = try Workdir()
    for (name, content) in [("bill", "Dear {1}"), ("other", "Dear {1}"), ("longer", "Dear {1}!")] {
      _ = try folder.write(
        "\(name).yaml",
        """
        name: \(name)
        type: notification
        region: mainland
        signature: Acme
        content: "\(content)"
        status: effective
        """)
    }
    _ = try folder.write("a.csv", "12012345678,x\n")
    _ = try folder.write("b.csv", "12012345678,y\n")
    _ = try folder.write("copy.csv", "12012345678,x\n")
  }

  private func order(_ change: (inout SendOrder) -> Void = { _ in }) -> SendOrder {
    var order = SendOrder()
    order.recipients = .sheet(folder.file("a.csv"))
    order.template = "bill"
    order.task = "May"
    change(&order)
    return order
  }

  private func identity(
    _ order: SendOrder, _ change: (inout Settings) -> Void = { _ in }
  ) throws -> TaskIdentity {
    var settings = settings
    change(&settings)
    return try SendRequest(
      order, settings, templates: TemplateStore(folder: folder.path), output: "Output",
      now: 1_795_000_000_000
    ).identity()
  }

  @Test("Whatever decides what is sent to whom tells two sends apart")
  func different() throws {
    let orders: [SendOrder] = [
      order { $0.recipients = .sheet(folder.file("b.csv")) },
      order { $0.template = "other" },
      order { $0.template = "longer" },
      order { $0.task = "June" },
      order { $0.signature = "Beta" },
      order { $0.reading.sheet = "March" },
      order { $0.reading.encoding = "GB18030" },
      order { $0.reading.delimiter = ";" },
      order { $0.reading.takesNullForEmpty = true },
      order { $0.reading.dates = .unitedStates },
      order { $0.reading.header = .yes },
      order { $0.isDropped = true },
    ]
    var all = try orders.map { try identity($0).current }
    all.append(try identity(order()).current)
    all.append(try identity(order()) { $0.numberCheck = .strict }.current)
    all.append(try identity(order()) { $0.providerRules.plus = .required }.current)
    all.append(try identity(order()) { $0.providerRules.duplicates = .number }.current)
    all.append(
      try identity(order()) { $0.applications = [ApplicationSettings(name: "shop")] }.current)
    #expect(Set(all).count == all.count)
    #expect(all.allSatisfy { $0.count == 64 })
  }

  @Test("When it is sent, how its results look and what carriers take make no other send")
  func same() throws {
    let first = try identity(order())
    let orders = [
      order { $0.recipients = .sheet(folder.file("copy.csv")) },
      order { $0.output = "elsewhere" },
      order { $0.format = .csv },
      order { $0.rowPerSegment = true },
      order { $0.namesEveryCell = true },
      order { $0.asOf = 1_795_000_100_000 },
    ]
    for order in orders { #expect(try identity(order) == first) }
    #expect(try identity(order()) { $0.simulator.rate = 7 } == first)
    #expect(try identity(order()) { $0.language = .chinese } == first)
  }

  @Test("Numbers that were entered tell two sends apart, too")
  func entered() throws {
    _ = try folder.write(
      "plain.yaml",
      "name: plain\ntype: notification\nregion: mainland\nsignature: Acme\ncontent: Hello\nstatus: effective\n"
    )
    let lists = [["12012345678"], ["12012345679"], ["12012345678", "12012345679"]]
    let all = try lists.map { list in
      try identity(
        order {
          $0.template = "plain"
          $0.recipients = .entered(list, name: "standard input")
        }
      ).current
    }
    #expect(Set(all).count == 3)
  }

  @Test("What earlier versions kept of the same is known, so that their tasks go on")
  func earlier() throws {
    // Python: hashlib.sha256 over "May", "default", "bill", "Dear {1}", "notification", "mainland", "Acme",
    // "possible", "removed", "optional", "values", "", "", "zh-CN", "auto", "", each with a zero byte behind
    // it, and the bytes of a.csv.
    #expect(
      try identity(order()).earlier
        == "969e04b99aa1560e0662169e08bdfd39c561234ad32ef7aa5380a4fa17cf36a4")
    // "dropped " in place of "May".
    #expect(
      try identity(order { $0.isDropped = true }).earlier
        == "926d0987eda8e1fdefcad7878a48a0e9ac5a185fbdfb4e69ca32658b2ea3d24e")
  }
}
