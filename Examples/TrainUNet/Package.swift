// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "TrainUNet",
    platforms: [.macOS(.v15)],
    // In a package of your own: .package(url: "https://github.com/.../pleura", from: "0.1.0")
    dependencies: [.package(name: "pleura", path: "../..")],
    targets: [
        .executableTarget(
            name: "TrainUNet",
            dependencies: [
                .product(name: "Datasets", package: "pleura"),
                .product(name: "Files", package: "pleura"),
                .product(name: "Phantoms", package: "pleura"),
                .product(name: "Segmentation", package: "pleura"),
                .product(name: "Torch", package: "pleura"),
            ],
            swiftSettings: [.treatAllWarnings(as: .error)])
    ],
    swiftLanguageModes: [.v6])
