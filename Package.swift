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

    .target(name: "Characters", swiftSettings: strict),
    .target(
      name: "Spreadsheet",
      dependencies: [
        "CCrypto", "Characters", "CISAL", "CLinux", "CXLSXWriter", "CXML", "CZip", "CZlib",
      ],
      swiftSettings: strict),
    .target(name: "Messaging", dependencies: ["Characters"], swiftSettings: strict),
    .target(name: "Carrier", dependencies: ["Messaging"], swiftSettings: strict),
    .target(
      name: "Ledger",
      dependencies: [
        "CLinux", "Messaging", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .target(
      name: "Sending",
      dependencies: ["Carrier", "Characters", "Ledger", "Messaging", "Spreadsheet"],
      swiftSettings: strict),
    .target(
      name: "Workspace",
      dependencies: [
        "Carrier", "Characters", "Messaging", "Sending", "Spreadsheet",
        .product(name: "Yams", package: "Yams"),
      ],
      resources: ["standard", "tencent", "alibaba", "huawei"].map {
        .embedInCode("Profiles/\($0).yaml")
      },
      swiftSettings: strict),
    .target(
      name: "Tasks",
      dependencies: [
        "Carrier", "Characters", "Ledger", "Messaging", "Sending", "Spreadsheet", "Workspace",
      ],
      swiftSettings: strict),
    .target(
      name: "DropFolder",
      dependencies: [
        "Carrier", "Characters", "Ledger", "Messaging", "Sending", "Spreadsheet", "Tasks",
        "Workspace",
      ],
      swiftSettings: strict),
    .target(name: "Charts", swiftSettings: strict),
    .target(
      name: "Reporting",
      dependencies: [
        "Carrier", "Characters", "Charts", "Ledger", "Messaging", "Sending", "Spreadsheet", "Tasks",
        "Workspace",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [
        "page.css", "page.js", "page.mustache", "row.mustache", "section.mustache",
      ].map { .embedInCode("Page/Templates/\($0)") },
      swiftSettings: strict),
    .target(
      name: "Callbacks",
      dependencies: [
        "Carrier", "CCurl", "Ledger", "Messaging", "Sending", "Spreadsheet", "Tasks", "Workspace",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "broadsheet",
      dependencies: [
        "Callbacks", "Carrier", "Characters", "CLinux", "DropFolder", "Ledger", "Messaging",
        "Reporting", "Sending", "Spreadsheet", "Tasks", "Workspace",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict,
      // Relocations take 50 kB instead of 4 MB, which every process would have in its memory.
      linkerSettings: [
        .unsafeFlags(["-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"])
      ]),

    .target(
      name: "TestSupport", dependencies: ["CZip"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(name: "CharactersTests", dependencies: ["Characters"], swiftSettings: strict),
    .testTarget(
      name: "SpreadsheetTests", dependencies: ["Characters", "Spreadsheet", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "MessagingTests", dependencies: ["Messaging", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "CarrierTests", dependencies: ["Carrier", "Messaging"], swiftSettings: strict),
    .testTarget(
      name: "CampaignTests",
      dependencies: [
        "Carrier", "DropFolder", "Ledger", "Messaging", "Sending", "Spreadsheet", "Tasks",
        "TestSupport", "Workspace",
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
      name: "stages", dependencies: ["Carrier", "Messaging", "Spreadsheet"],
      path: "Benchmarks/Stages", swiftSettings: strict))
}

// The fuzzer gets its main function from libFuzzer, so it is a target only where `make fuzz` builds it.
if Context.environment["BROADSHEET_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "fuzz", dependencies: ["Messaging", "Spreadsheet"], path: "Tests/Fuzzing",
      exclude: ["Seeds", "make_seeds.py", "run.sh"], swiftSettings: strict))
}
