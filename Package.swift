// swift-tools-version: 6.2
import PackageDescription

// Constant on purpose: no unsafe flags, no probing, no path of a machine. libtorch and ITK are
// opened at run time by CNative; `make setup` builds the two libraries it opens.

// Warnings are errors in our own targets, except that a newer compiler or library deprecates something. SwiftPM ignores
// both settings where Pleura is a dependency by version.
let upcoming: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"), .treatAllWarnings(as: .error),
    .treatWarning("DeprecatedDeclaration", as: .warning),
]

/// One module of the pipeline. Its name is its folder under Sources.
/// - Parameter resources: files that are compiled into the module, as `PackageResources`.
func module(
    _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [], resources: [Resource] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: upcoming)
}

/// The tests of one module, mirroring its sources.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies,
        exclude: exclude, swiftSettings: upcoming)
}

let modules = [
    "Files", "Torch", "Imaging", "Datasets", "Phantoms", "Segmentation", "Models", "Hub", "Evaluation", "Statistics",
    "Training", "Overlays", "Reporting", "Experiments",
]

let package = Package(
    name: "pleura",
    platforms: [.macOS(.v15)],
    products: modules.map { .library(name: $0, targets: [$0]) } + [.executable(name: "pleura", targets: ["pleura"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        .target(name: "CNative"),
        .target(name: "CTorch", dependencies: ["CNative"], linkerSettings: [.linkedLibrary("m")]),
        .target(name: "CImaging", dependencies: ["CNative"]),
        .target(name: "CFiles"),
        module("Files", ["CFiles"]),
        module("Torch", ["CTorch", "CNative", "Files"]),
        module("Imaging", ["CImaging", "Files"]),
        module("Datasets", ["Imaging", "Torch", "Files"]),
        module("Phantoms", ["Imaging", "Files"]),
        module("Segmentation", ["Torch"]),
        module("Models", ["Datasets", "Segmentation"]),
        module("Hub", ["Models", "Files"]),
        module("Evaluation", ["Models"]),
        module("Statistics", ["Files"]),
        module("Training", ["Evaluation", "Hub", .product(name: "Yams", package: "Yams")]),
        module("Overlays", ["Imaging", "Datasets", "Files"]),
        module(
            "Reporting",
            [
                "Training", "Overlays", "Statistics", .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "Yams", package: "Yams"),
            ],
            exclude: ["Texts/README.md", "Texts/Spanish.yaml"],
            resources: [.embedInCode("Page/Resources"), .embedInCode("Texts/Resources")]),
        module(
            "Experiments",
            [
                "Reporting", .product(name: "Yams", package: "Yams"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]),
        .executableTarget(
            name: "pleura",
            dependencies: modules.map { .byName(name: $0) } + [
                .product(name: "ArgumentParser", package: "swift-argument-parser")
            ],
            swiftSettings: upcoming),
        .target(
            name: "TestSupport", dependencies: ["Torch", "Imaging"], path: "Tests/TestSupport", swiftSettings: upcoming),
        tests("Files", ["CFiles"]), tests("Torch", exclude: ["Fixtures"]), tests("Imaging", exclude: ["Fixtures"]),
        tests("Datasets", ["Phantoms"], exclude: ["Fixtures"]), tests("Phantoms", ["Datasets"]), tests("Segmentation"),
        tests("Models"), tests("Hub"), tests("Evaluation", exclude: ["Fixtures"]),
        tests("Statistics", exclude: ["Fixtures"]), tests("Training"), tests("Overlays"),
        tests("Reporting", [.product(name: "Yams", package: "Yams")]), tests("Experiments"),
        // The command as people run it: a process of its own.
        tests("pleura", ["Segmentation", "Torch", "Training"], exclude: ["Help"]),
    ],
    swiftLanguageModes: [.v6]
)
