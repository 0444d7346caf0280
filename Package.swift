// swift-tools-version: 6.2

import Foundation
import PackageDescription

/// Every room is compiled the same way: Swift 6 language mode, strict concurrency, explicit imports,
/// and no warning left standing.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// `make run` leaves the packages unoptimised (-Onone on the command line) and optimises our rooms all the same:
/// a frontend flag outlasts the driver's. See docs/decisions/0009-quick-build.md.
let isQuickBuild = Context.environment["ASSAY_QUICK_BUILD"] != nil
let optimised = strict + [.unsafeFlags(["-Xfrontend", "-O"])]
let settings = isQuickBuild ? optimised : strict

// The packages, each with a reason in docs/decisions/.
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let certificates = Target.Dependency.product(name: "X509", package: "swift-certificates")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let database = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let templates = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let yaml = Target.Dependency.product(name: "Yams", package: "Yams")
let web: [Target.Dependency] = [
    .product(name: "Hummingbird", package: "hummingbird"),
    .product(name: "HTTPTypes", package: "swift-http-types"),
    .product(name: "Logging", package: "swift-log"),
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
]

/// A room of the house: a target in `Sources/<name>`, and the rooms and packages it may use.
///
/// A numeric room is optimised in debug builds too: reading the borders and searching them would make the tests take
/// minutes instead of seconds.
func room(
    _ name: String,
    rooms: [String] = [],
    packages: [Target.Dependency] = [],
    resources: [Resource] = [],
    isNumeric: Bool = false
) -> Target {
    .target(
        name: name,
        dependencies: rooms.map { .byName(name: $0) } + packages,
        resources: resources,
        swiftSettings: isNumeric ? optimised : settings
    )
}

/// The tests of a room, in `Tests/<name>Tests`.
func tests(of name: String, using others: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.byName(name: name), "TestSupport"] + others,
        exclude: ["Golden"].filter {
            FileManager.default.fileExists(atPath: "\(Context.packageDirectory)/Tests/\(name)Tests/\($0)")
        },
        swiftSettings: settings
    )
}

// Data flows one way, left to right: a room knows only rooms named before it.
// `HouseTests` holds these arrows against the table in docs/architecture.md.
let rooms: [Target] = [
    room("Quantities"),
    room("Documents", packages: [yaml]),
    room(
        "Geodesy",
        rooms: ["Quantities", "Documents"],
        resources: [.copy("Resources/Borders"), .copy("../../Rules/country-groups.yaml")],
        isNumeric: true
    ),
    room("Catalog", rooms: ["Quantities", "Documents"], resources: [.copy("../../Catalog")]),
    .systemLibrary(name: "CLibZ", path: "Sources/CLibZ", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    room("Capability", rooms: ["CLibZ", "Quantities", "Documents", "Catalog"], isNumeric: true),
    room(
        "Controls",
        rooms: ["Quantities", "Documents", "Geodesy", "Catalog", "Capability"],
        resources: [.copy("../../Rules")]
    ),
    .systemLibrary(
        name: "CLibXML2", path: "Sources/CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    room("Attestation", rooms: ["CLibXML2"], packages: [asn1, certificates, crypto, cryptoExtras]),
    room("Ranging", rooms: ["Attestation"], packages: [asn1, crypto, heap]),
    room("Location", rooms: ["Quantities", "Documents", "Geodesy"], isNumeric: true),
    room("Ledger", packages: [crypto]),
    room(
        "Proof",
        rooms: ["Quantities", "Documents", "Geodesy", "Attestation", "Ranging", "Location"],
        packages: [asn1, certificates, crypto]
    ),
    room("Collectors", rooms: ["Attestation"], packages: [crypto]),
    room("Agent", rooms: ["Documents", "Attestation", "Ranging", "Proof"], packages: [crypto]),
    room("Telemetry", rooms: ["Quantities"]),
    room(
        "SimulatedAccelerator", rooms: ["Quantities", "Attestation", "Telemetry"],
        packages: [asn1, certificates, crypto]),
    room(
        "Registry",
        rooms: ["Quantities", "Geodesy", "Controls", "Attestation", "Ranging", "Location", "Ledger", "Proof"],
        packages: [database]
    ),
    room("Charts", rooms: ["Quantities", "Geodesy"]),
    room(
        "Service",
        rooms: [
            "Quantities", "Documents", "Geodesy", "Catalog", "Capability", "Controls", "Attestation", "Ranging",
            "Location", "Proof", "Collectors", "Registry", "Charts",
        ],
        packages: web + [crypto, templates],
        resources: [.copy("Templates")]
    ),
    room("DelayLine"),
    room(
        "Demo",
        rooms: [
            "Quantities", "Documents", "Geodesy", "Catalog", "Controls", "Attestation", "Ranging", "Location", "Proof",
            "Agent", "SimulatedAccelerator", "Registry", "Service", "DelayLine",
        ],
        packages: [crypto, .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")],
        resources: [.copy("../../Examples/h200-to-johor.yaml")]
    ),
]

let suites: [Target] = [
    .target(
        name: "TestSupport", dependencies: ["Quantities"], path: "Tests/TestSupport", swiftSettings: settings),
    .target(
        name: "ProofSupport",
        dependencies: ["Quantities", "Geodesy", "Attestation", "Ranging", "Location", "Proof", crypto],
        path: "Tests/ProofSupport",
        swiftSettings: settings
    ),
    tests(of: "Quantities"),
    tests(of: "Documents", using: ["Quantities"]),
    tests(of: "Geodesy", using: ["Quantities", "Documents"]),
    tests(of: "Catalog", using: ["Quantities", "Documents"]),
    tests(of: "Capability", using: ["CLibZ", "Quantities", "Documents", "Catalog"]),
    tests(of: "Controls", using: ["Quantities", "Documents", "Geodesy", "Catalog", "Capability"]),
    tests(of: "Attestation", using: ["Quantities", asn1, certificates, crypto, cryptoExtras]),
    tests(of: "Ranging", using: ["Quantities", "Attestation", crypto]),
    tests(of: "Location", using: ["Quantities", "Documents", "Geodesy"]),
    tests(of: "Ledger", using: [crypto]),
    tests(of: "Proof", using: ["ProofSupport", "Quantities", "Attestation", "Ranging", "Location"]),
    tests(of: "Collectors", using: ["Attestation", asn1, certificates, crypto]),
    tests(of: "Telemetry", using: ["Quantities"]),
    tests(
        of: "SimulatedAccelerator", using: ["Quantities", "Attestation", "Telemetry", asn1, certificates, crypto]),
    tests(
        of: "Registry",
        using: [
            "ProofSupport", "Documents", "Controls", "Attestation", "Ranging", "Location", "Ledger", "Proof", crypto,
        ]),
    tests(of: "Charts", using: ["Quantities", "Geodesy"]),
    tests(
        of: "Service",
        using: [
            "ProofSupport", "Documents", "Controls", "Attestation", "Ranging", "Location", "Proof", "Registry", crypto,
        ]),
    tests(of: "DelayLine", using: ["Quantities"]),
    tests(of: "Demo", using: ["Quantities", "DelayLine"]),
    .testTarget(
        name: "WorldTests", dependencies: ["assay-world", "DelayLine", "Geodesy", "Quantities"],
        swiftSettings: settings),
    .testTarget(name: "HouseTests", dependencies: [], swiftSettings: settings),
]

/// The documentation plugin is asked for by Scripts/make-docs alone: nobody else should fetch it.
let documentation: [Package.Dependency] =
    Context.environment["ASSAY_DOCS"] == nil
    ? [] : [.package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0")]

let package = Package(
    name: "assay",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ] + documentation,
    targets: rooms + [
        .executableTarget(
            name: "assay",
            dependencies: rooms.map { .byName(name: $0.name) } + [
                argumentParser, crypto, .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "assay-bench",
            dependencies: [
                "Quantities", "Documents", "Geodesy", "Catalog", "Capability", "Controls", "Ranging", "Location",
                crypto,
            ],
            path: "Benchmarks/assay-bench",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "assay-world",
            dependencies: ["Quantities", "Geodesy", "DelayLine", argumentParser],
            path: "Tests/World",
            swiftSettings: settings
        ),
    ] + suites
)
