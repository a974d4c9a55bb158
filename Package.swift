// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "tidemark",
  products: [.executable(name: "tidemark", targets: ["tidemark"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(name: "CLZ4", providers: [.apt(["liblz4-dev"])]),
    .systemLibrary(name: "CPCRE2", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),

    .target(name: "CByteMasks"),
    .target(name: "CCurl"),
    .target(name: "CHeap"),
    .target(name: "CSpawn"),
    .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),

    .target(name: "Language", swiftSettings: strict),
    .target(
      name: "Statistics",
      dependencies: [.product(name: "RealModule", package: "swift-numerics")],
      swiftSettings: strict),
    .target(
      name: "Engine",
      dependencies: [
        "Language", "Statistics", "CPCRE2",
        .product(name: "RealModule", package: "swift-numerics"),
      ], swiftSettings: strict),
    .target(name: "Metrics", dependencies: ["Engine", "Statistics"], swiftSettings: strict),
    .target(name: "JSONText", dependencies: ["Engine", "CSimdjson"], swiftSettings: strict),
    .target(
      name: "Inputs",
      dependencies: [
        "Engine", "Statistics", "JSONText", "CByteMasks", "CLZ4", "CSpawn", "CZlib", "CZstd",
      ], swiftSettings: strict),
    .target(
      name: "Outputs",
      dependencies: [
        "Engine", "Language", "JSONText", "CCurl", "CSpawn",
        .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: strict),
    .target(
      name: "Store",
      dependencies: ["Engine", "Statistics", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .target(
      name: "Interchange", dependencies: ["Engine", "Language", "Statistics"],
      swiftSettings: strict),
    .target(
      name: "Scripts", dependencies: ["Engine", "JSONText", "Language", "CSpawn"],
      swiftSettings: strict),
    .target(
      name: "Models",
      dependencies: ["Engine", "JSONText", "Language", "Scripts", "Statistics", "CCurl"],
      swiftSettings: strict),
    .target(name: "Capture", dependencies: ["Engine", "CCurl"], swiftSettings: strict),
    .target(name: "Reference", dependencies: ["Engine", "Language"], swiftSettings: strict),
    .target(
      name: "LanguageServer",
      dependencies: ["Engine", "Language", "JSONText", "Outputs", "Statistics"],
      swiftSettings: strict),
    .executableTarget(
      name: "tidemark",
      dependencies: [
        "Language", "Statistics", "Engine", "Metrics", "Inputs", "Outputs", "Store", "Interchange",
        "JSONText", "LanguageServer", "Reference", "Capture",
        "Scripts", "Models", "CHeap",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),

    .testTarget(
      name: "LanguageTests", dependencies: ["Language"], exclude: ["Fixtures", "Golden"],
      swiftSettings: strict),
    .testTarget(name: "StatisticsTests", dependencies: ["Statistics"], swiftSettings: strict),
    .testTarget(
      name: "EngineTests", dependencies: ["Engine", "Language", "Metrics", "Statistics"],
      swiftSettings: strict),
    .testTarget(
      name: "JSONTextTests", dependencies: ["JSONText", "Engine"], swiftSettings: strict),
    .testTarget(
      name: "ReferenceTests", dependencies: ["Reference", "Engine", "Language", "Metrics"],
      swiftSettings: strict),
    .testTarget(
      name: "InterchangeTests",
      dependencies: ["Interchange", "Engine", "JSONText", "Language", "Metrics", "Statistics"],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "LanguageServerTests",
      dependencies: [
        "LanguageServer", "tidemark", "Engine", "JSONText", "Language", "Metrics",
      ], swiftSettings: strict),
    .testTarget(
      name: "InputsTests", dependencies: ["Inputs", "Engine", "Statistics"], exclude: ["Golden"],
      swiftSettings: strict),
    .testTarget(name: "CaptureTests", dependencies: ["Capture"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "tidemark", "Engine", "Language", "Metrics", "Outputs", "Statistics", "Store",
        "Interchange",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ], exclude: ["Golden"], swiftSettings: strict),

    .target(
      name: "FuzzLaws",
      dependencies: [
        "Engine", "Inputs", "Interchange", "Language", "Metrics", "Statistics", "Store",
      ], path: "Tests/Fuzz/Laws", swiftSettings: strict),
    .testTarget(
      name: "FuzzTests", dependencies: ["FuzzLaws", "Engine", "Language"],
      path: "Tests/Fuzz/Tests", swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)

// The fuzzer has a main function of its own and wants everything instrumented: Tests/fuzz.sh builds
// it, and no other build sees it.
if Context.environment["TIDEMARK_FUZZ"] != nil {
  package.targets += [
    .executableTarget(
      name: "fuzz", dependencies: ["FuzzLaws"], path: "Tests/Fuzz/Target", swiftSettings: strict),
    .executableTarget(
      name: "timing", dependencies: ["FuzzLaws"], path: "Tests/Fuzz/Timing", swiftSettings: strict),
  ]
}
