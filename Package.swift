// swift-tools-version: 6.2
import PackageDescription

/// One set of settings for every target of ours: Swift 6, and a warning is an error.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableExperimentalFeature("Lifetimes"),
  .treatAllWarnings(as: .error),
  // The tests run in debug, where every access is checked; a release does not pay for it again.
  .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
]

/// Those of the modules that look at every byte, which are optimized for the tests, too: these take half of
/// the time, and still find an overflow, an index out of bounds and two accesses at a time.
let quick = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
  name: "broadsheet",
  products: [.executable(name: "broadsheet", targets: ["broadsheet"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CLinux"),

    .target(name: "Characters", exclude: ["README.md"], swiftSettings: quick),
    .target(
      name: "Files", dependencies: ["CCrypto", "Characters", "CISAL", "CLinux"],
      exclude: ["README.md"], swiftSettings: quick),
    .target(
      name: "Spreadsheet",
      dependencies: ["Characters", "CXLSXWriter", "CXML", "CZip", "CZlib", "Files"],
      exclude: ["README.md"], swiftSettings: quick),
    .target(
      name: "Messaging", dependencies: ["Characters"], exclude: ["README.md"],
      swiftSettings: quick),
    .target(
      name: "Carrier", dependencies: ["Messaging"], exclude: ["README.md"], swiftSettings: strict),
    .target(
      name: "Ledger",
      dependencies: [
        "CLinux", "Files", "Messaging", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      exclude: ["README.md"], swiftSettings: strict),
    .target(
      name: "Sending",
      dependencies: ["Carrier", "Characters", "Files", "Ledger", "Messaging", "Spreadsheet"],
      exclude: ["README.md"], swiftSettings: strict),
    .target(
      name: "Providers", dependencies: ["Carrier", "Files", "Messaging", "Sending"],
      exclude: ["README.md"],
      resources: ["Standard", "Tencent", "Alibaba", "Huawei"].map {
        .embedInCode("\($0)/\($0.lowercased()).yaml")
      },
      swiftSettings: strict),
    .target(
      name: "Workspace",
      dependencies: [
        "Carrier", "Characters", "Files", "Ledger", "Messaging", "Providers", "Sending",
        "Spreadsheet", .product(name: "Yams", package: "Yams"),
      ],
      exclude: ["README.md"], swiftSettings: strict),
    .target(
      name: "Tasks",
      dependencies: [
        "Carrier", "Characters", "Files", "Ledger", "Messaging", "Sending", "Spreadsheet",
        "Workspace",
      ],
      exclude: ["README.md"], swiftSettings: strict),
    .target(
      name: "DropFolder",
      dependencies: [
        "Carrier", "Characters", "Files", "Ledger", "Messaging", "Sending", "Spreadsheet", "Tasks",
        "Workspace",
      ],
      exclude: ["README.md"], swiftSettings: strict),
    .target(name: "Charts", exclude: ["README.md"], swiftSettings: strict),
    .target(
      name: "Reporting",
      dependencies: [
        "Carrier", "Characters", "Charts", "Files", "Ledger", "Messaging", "Providers", "Sending",
        "Spreadsheet", "Tasks", "Workspace",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      exclude: ["README.md"],
      resources: [
        "page.css", "page.js", "page.mustache", "row.mustache", "section.mustache",
      ].map { .embedInCode("Page/Templates/\($0)") },
      swiftSettings: strict),
    .target(
      name: "Callbacks",
      dependencies: [
        "Carrier", "CCurl", "Files", "Ledger", "Messaging", "Providers", "Sending", "Spreadsheet",
        "Tasks", "Workspace",
      ],
      exclude: ["README.md"], swiftSettings: strict),
    .executableTarget(
      name: "broadsheet",
      dependencies: [
        "Callbacks", "Carrier", "Characters", "CLinux", "DropFolder", "Files", "Ledger",
        "Messaging", "Providers", "Reporting", "Sending", "Spreadsheet", "Tasks", "Workspace",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["README.md"], swiftSettings: strict,
      linkerSettings: [
        // Relocations take 50 kB instead of 4 MB, which every process would have in its memory.
        .unsafeFlags(["-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"]),
        // Symbols would be two fifths of the file.
        .unsafeFlags(["-Xlinker", "--strip-all"], .when(configuration: .release)),
      ]),

    .target(
      name: "TestSupport", dependencies: ["CZip"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "CharactersTests", dependencies: ["Characters", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "FilesTests", dependencies: ["Files", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "SpreadsheetTests",
      dependencies: ["Characters", "Files", "Spreadsheet", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "MessagingTests", dependencies: ["Messaging", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "CarrierTests", dependencies: ["Carrier", "Files", "Messaging"],
      exclude: ["engine_oracle.py"], swiftSettings: strict),
    .testTarget(
      name: "LedgerTests", dependencies: ["Files", "Ledger", "Messaging", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "SendingTests",
      dependencies: [
        "Carrier", "Files", "Ledger", "Messaging", "Sending", "Spreadsheet", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ProvidersTests",
      dependencies: ["Carrier", "Messaging", "Providers", "Sending", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "WorkspaceTests",
      dependencies: ["Carrier", "Messaging", "Sending", "TestSupport", "Workspace"],
      swiftSettings: strict),
    .testTarget(
      name: "TasksTests",
      dependencies: [
        "Carrier", "Ledger", "Messaging", "Sending", "Spreadsheet", "Tasks", "TestSupport",
        "Workspace",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DropFolderTests", dependencies: ["DropFolder", "Files", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ChartsTests", dependencies: ["Charts", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "Carrier", "Files", "Ledger", "Messaging", "Reporting", "Sending", "Spreadsheet", "Tasks",
        "TestSupport", "Workspace",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CallbacksTests",
      dependencies: [
        "Callbacks", "Carrier", "Files", "Ledger", "Messaging", "Providers", "Sending",
        "Spreadsheet", "Tasks", "TestSupport", "Workspace",
      ],
      swiftSettings: strict),
    // Runs the built program, so it depends on none of its code.
    .testTarget(name: "CommandLineTests", dependencies: ["TestSupport"], swiftSettings: strict),
  ]
)

// Timed by `make bench`, and of no use in the program.
if Context.environment["BROADSHEET_BENCH"] != nil {
  package.targets.append(
    .executableTarget(
      name: "stages", dependencies: ["Carrier", "Files", "Messaging", "Spreadsheet"],
      path: "Benchmarks/Stages", swiftSettings: strict))
}

// The fuzzer gets its main function from libFuzzer, so it is a target only where `make fuzz` builds it.
if Context.environment["BROADSHEET_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "fuzz", dependencies: ["Files", "Messaging", "Spreadsheet"], path: "Tests/Fuzzing",
      exclude: ["Seeds", "make_seeds.py", "run.sh"], swiftSettings: strict))
}
