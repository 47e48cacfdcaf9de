// swift-tools-version: 6.2
import PackageDescription

/// The settings of every Swift target of our own: Swift 6, and no warning left standing.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
  // The hot paths go through several modules; without it their generic code is never specialized.
  .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

let package = Package(
  name: "glueport",
  products: [
    .executable(name: "glueport", targets: ["glueport"]),
    .executable(name: "glueport-sandbox", targets: ["glueport-sandbox"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // The command line: one file a command, no logic.
    .executableTarget(
      name: "glueport",
      dependencies: [
        "Pipeline", "HTTPTransport", "Extract", "Transform", "Validate", "DarkWebID", "Ledger",
        "Load", "Report", "Mapping", "Provenance", "Doctor", "Fleet", "Spreadsheets", "Starter",
        "CLinux",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // The stages. None imports another.
    .target(
      name: "Extract", dependencies: ["Pipeline", "HTTPTransport", "CSimdJSON"],
      swiftSettings: strict),
    .target(
      name: "Transform", dependencies: ["Pipeline", "QuickJSON", "Spreadsheets"],
      swiftSettings: strict),
    .target(
      name: "Validate", dependencies: ["Pipeline", "QuickJSON", "CPSL", "CUnistring"],
      // A link to pipelines/lists: the lists of a pipeline file that names none.
      resources: [.embedInCode("Shipped")], swiftSettings: strict),
    .target(
      name: "Load",
      dependencies: ["Pipeline", "HTTPTransport", "DarkWebID", "Ledger", "Spreadsheets"],
      swiftSettings: strict),
    .target(
      name: "Report",
      dependencies: [
        "Pipeline", "QuickJSON", "Spreadsheets",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [.embedInCode("HTML/Page")], swiftSettings: strict),

    // The folder that a new user starts from.
    .target(
      name: "Starter", dependencies: ["Pipeline", "Report"],
      // Links to the files below pipelines that it is made of.
      resources: [.embedInCode("Shipped")], swiftSettings: strict),

    // What helps a person to fill in the spreadsheet, before there is a run.
    .target(
      name: "Mapping", dependencies: ["Pipeline", "Spreadsheets", "Transform", "Report"],
      swiftSettings: strict),

    // What tells how one organization went through the stages of a run.
    .target(
      name: "Provenance", dependencies: ["Pipeline", "Extract", "Transform", "Report"],
      swiftSettings: strict),

    // What looks at all that a run needs, before there is one.
    .target(
      name: "Doctor",
      dependencies: [
        "Pipeline", "HTTPTransport", "Extract", "Transform", "Validate", "DarkWebID", "Ledger",
        "Report",
      ],
      swiftSettings: strict),

    // Many partners side by side: their file, a look at all of them, what became of them.
    .target(
      name: "Fleet",
      dependencies: [
        "Pipeline", "Doctor", "Report", "Spreadsheets",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [.embedInCode("Summary/Page")], swiftSettings: strict),

    // What the stages stand on.
    .target(
      name: "Spreadsheets",
      dependencies: ["Pipeline", "CText", "CLibCSV", "CZip", "CExpat", "CXLSXWriter"],
      swiftSettings: strict),
    .target(
      name: "DarkWebID",
      dependencies: ["Pipeline", "HTTPTransport"], swiftSettings: strict),
    .target(
      name: "Ledger",
      dependencies: ["Pipeline", "CLinux", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .target(
      name: "HTTPTransport",
      dependencies: [
        "Pipeline",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: strict),
    .target(
      name: "Pipeline",
      dependencies: [
        "CLinux", "CText", "CNettle", "CIDN2", "CUnistring", "QuickJSON",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),

    // The fast path of all that is read and written by the hundred thousand.
    .target(
      name: "QuickJSON", dependencies: ["CSimdJSON", "CText"], swiftSettings: strict),

    // The rehearsal: both services on loopback.
    .target(
      name: "Sandbox",
      dependencies: [
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "NIOCore", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "glueport-sandbox",
      dependencies: [
        "Sandbox", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // System libraries: a module map each, and at most a thin shim.
    .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(
      name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CIDN2", pkgConfig: "libidn2", providers: [.apt(["libidn2-dev"])]),
    .systemLibrary(name: "CPSL", pkgConfig: "libpsl", providers: [.apt(["libpsl-dev"])]),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CText"),
    .systemLibrary(name: "CUnistring", providers: [.apt(["libunistring-dev"])]),
    .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
    .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),

    // The tests, a folder a module, and the built programs end to end.
    .target(
      name: "TestSupport", dependencies: ["Pipeline", "HTTPTransport", "QuickJSON"],
      path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "QuickJSONTests", dependencies: ["QuickJSON", "Pipeline", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "PipelineTests", dependencies: ["Pipeline", "QuickJSON", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "HTTPTransportTests", dependencies: ["HTTPTransport", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ExtractTests", dependencies: ["Extract", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "SpreadsheetsTests", dependencies: ["Spreadsheets", "CZip", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "TransformTests", dependencies: ["Transform", "QuickJSON", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "MappingTests", dependencies: ["Mapping", "Validate", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ValidateTests", dependencies: ["Validate", "QuickJSON", "CPSL", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "DarkWebIDTests", dependencies: ["DarkWebID", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "LedgerTests", dependencies: ["Ledger", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "LoadTests", dependencies: ["Load", "Report", "Spreadsheets", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ReportTests", dependencies: ["Report", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "StarterTests",
      dependencies: ["Starter", "DarkWebID", "Transform", "Validate", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ProvenanceTests", dependencies: ["Provenance", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "DoctorTests", dependencies: ["Doctor", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "FleetTests",
      dependencies: ["Fleet", "Doctor", "Report", "Spreadsheets", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "SandboxTests", dependencies: ["Sandbox", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "BrowserTests", dependencies: ["Report", "Pipeline", "HTTPTransport", "TestSupport"],
      path: "Tests/Browser", swiftSettings: strict),
    .testTarget(
      name: "EndToEnd",
      dependencies: [
        "Spreadsheets", "TestSupport", "glueport", "glueport-sandbox",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)

// Programs for those who work on the readers of spreadsheets: `make bench` and `make fuzz` set these.
if Context.environment["GLUEPORT_BENCHMARKS"] != nil {
  package.targets.append(
    .executableTarget(
      name: "sheet-benchmark", dependencies: ["Spreadsheets"], path: "benchmarks/Sheets",
      swiftSettings: strict))
}
if Context.environment["GLUEPORT_FUZZING"] != nil {
  package.targets += [
    .target(
      name: "SheetFuzzing", dependencies: ["Spreadsheets"], path: "fuzz/Reader",
      swiftSettings: [.swiftLanguageMode(.v6)]),
    .executableTarget(name: "fuzz-csv", dependencies: ["SheetFuzzing"], path: "fuzz/CSV"),
    .executableTarget(name: "fuzz-xlsx", dependencies: ["SheetFuzzing"], path: "fuzz/XLSX"),
  ]
}
