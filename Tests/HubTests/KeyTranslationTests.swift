import Segmentation
import Testing

@testable import Hub

@Suite struct KeyTranslationTests {
    private typealias Named = (name: String, tensor: [Int])

    /// What an encoder's own state would be in a file: names and shapes.
    private func state(_ layout: EncoderLayout) -> [Named] { layout.entries.map { ($0.name, $0.shape) } }

    /// Names are enough: a value is the shape.
    private func translated(_ given: [Named], _ layout: EncoderLayout) throws(KeyFault) -> [String: [Int]] {
        let given = given.map { (name: $0.name, tensor: (name: $0.name, shape: $0.tensor)) }
        return try KeyTranslation.translated(given, to: layout) {
            ($0.shape, !$0.name.hasSuffix("num_batches_tracked"))
        }.mapValues(\.shape)
    }

    private func expected(_ layout: EncoderLayout) -> [String: [Int]] {
        Dictionary(uniqueKeysWithValues: layout.entries.map { ($0.name, $0.shape) })
    }

    /// Made once: a layout costs an encoder.
    private static let layouts = Result {
        try ["resnet18", "resnet34", "resnext50_32x4d", "tf_efficientnet_lite0", "tf_efficientnet_lite4"]
            .reduce(into: [:]) { $0[$1] = try EncoderLayout(of: .named($1)) }
    }

    private func layout(_ name: String) throws -> EncoderLayout { try #require(Self.layouts.get()[name]) }

    @Test func layoutIsTheEncodersForRGB() throws {
        let layout = try layout("resnet18")
        #expect(layout.entries.count == 120)
        #expect(layout.entries.first == .init(name: "conv1.weight", shape: [64, 3, 7, 7]))
        #expect(layout.entries.contains(.init(name: "bn1.num_batches_tracked", shape: [], isFloatingPoint: false)))
        #expect(layout.blocks.isEmpty)
    }

    @Test(arguments: ["resnet18", "resnext50_32x4d", "tf_efficientnet_lite0", "tf_efficientnet_lite4"])
    func namesOfSMPStay(_ name: String) throws {
        let layout = try layout(name)
        #expect(try translated(state(layout).reversed(), layout) == expected(layout))
        let parallel = state(layout).map { (name: "module." + $0.name, tensor: $0.tensor) }
        #expect(try translated(parallel, layout) == expected(layout))
    }

    @Test func namesOfTorchvisionLoseTheClassifier() throws {
        let layout = try layout("resnet18")
        // Its files from before PyTorch 0.4.1 have no counters.
        let old = state(layout).filter { !$0.name.hasSuffix("num_batches_tracked") }
        let file = old + [("fc.weight", [1000, 512]), ("fc.bias", [1000])]
        #expect(
            try translated(file, layout)
                == expected(layout).filter { !$0.key.hasSuffix("num_batches_tracked") })
    }

    @Test func namesOfTimmLoseTheClassifier() throws {
        let layout = try layout("tf_efficientnet_lite0")
        let file = state(layout) + [("classifier.weight", [1000, 1280]), ("classifier.bias", [1000])]
        #expect(try translated(file, layout) == expected(layout))
        // Another family's classifier is not one of its own.
        #expect(throws: KeyFault.unknown(["fc.weight"])) {
            try translated(state(layout) + [("fc.weight", [1000, 1280])], layout)
        }
    }

    @Test func modelOfSMPGivesItsEncoder() throws {
        let layout = try layout("resnet18")
        let encoder = state(layout).map { (name: "encoder." + $0.name, tensor: $0.tensor) }
        let others: [Named] = [("decoder.blocks.0.conv1.0.weight", [1]), ("segmentation_head.0.bias", [1])]
        #expect(try translated(encoder + others, layout) == expected(layout))
        #expect(throws: KeyFault.unknown(["conv1.weight"])) {
            try translated(encoder + [("conv1.weight", [64, 3, 7, 7])], layout)
        }
    }

    /// The package's own names, by its rule: blocks counted through, each with its parts.
    private func wheel(_ layout: EncoderLayout) -> [Named] {
        let top = ["conv_stem": "_conv_stem", "bn1": "_bn0", "conv_head": "_conv_head", "bn2": "_bn1"]
        let first = ["conv_dw": "_depthwise_conv", "bn1": "_bn1", "conv_pw": "_project_conv", "bn2": "_bn2"]
        let inner = [
            "conv_pw": "_expand_conv", "bn1": "_bn0", "conv_dw": "_depthwise_conv", "bn2": "_bn1",
            "conv_pwl": "_project_conv", "bn3": "_bn2",
        ]
        let blocks = layout.blocks
        let named: [Named] = layout.entries.map { entry in
            let parts = entry.name.split(separator: ".").map(String.init)
            guard parts.count == 5 else { return ("\(top[parts[0]] ?? "?").\(parts[1])", entry.shape) }
            let number = blocks.firstIndex(of: parts[0..<3].joined(separator: ".")) ?? -1
            let part = (number == 0 ? first : inner)[parts[3]] ?? "?"
            return ("_blocks.\(number).\(part).\(parts[4])", entry.shape)
        }
        return named + [("_fc.weight", [1000, 1280]), ("_fc.bias", [1000])]
    }

    @Test func namesOfTheWheelAreTranslated() throws {
        let layout = try layout("tf_efficientnet_lite0")
        let file = wheel(layout)
        #expect(file.count == 296 && layout.blocks.count == 16)
        #expect(file.contains { $0.name == "_blocks.15._project_conv.weight" && $0.tensor == [320, 1152, 1, 1] })
        #expect(file.contains { $0.name == "_blocks.1._expand_conv.weight" && $0.tensor == [96, 16, 1, 1] })
        #expect(try translated(file, layout) == expected(layout))
    }

    @Test(arguments: [
        "_blocks.16._bn0.weight", "_blocks.-1._bn0.weight", "_blocks.0._expand_conv.weight", "_blocks.1._se.weight",
        "_blocks.x._bn0.weight", "_other.weight", "_blocks.1._bn0.weight.more", "conv_stem2.weight", "",
    ])
    func unknownNamesOfTheWheelAreRefused(_ name: String) throws {
        let layout = try layout("tf_efficientnet_lite0")
        #expect(throws: KeyFault.unknown([name])) { try translated(wheel(layout) + [(name, [1])], layout) }
    }

    @Test func whatDoesNotFitIsRefusedByName() throws {
        let layout = EncoderLayout([
            .init(name: "conv1.weight", shape: [4, 3, 1, 1]), .init(name: "bn1.weight", shape: [4]),
            .init(name: "bn1.num_batches_tracked", shape: [], isFloatingPoint: false),
        ])
        let good: [Named] = [("conv1.weight", [4, 3, 1, 1]), ("bn1.weight", [4])]
        #expect(try translated(good, layout).count == 2)
        #expect(throws: KeyFault.missing(["bn1.weight"])) { try translated([good[0]], layout) }
        #expect(throws: KeyFault.missing(["conv1.weight", "bn1.weight"])) { try translated([], layout) }
        #expect(throws: KeyFault.shape(name: "conv1.weight", expected: [4, 3, 1, 1], actual: [4, 1, 1, 1])) {
            try translated([("conv1.weight", [4, 1, 1, 1]), good[1]], layout)
        }
        #expect(throws: KeyFault.double("bn1.weight", and: "bn1.weight")) { try translated(good + [good[1]], layout) }
        #expect(throws: KeyFault.unknown(["optimizer", "epoch"])) {
            try translated(good + [("optimizer", []), ("epoch", [])], layout)
        }
        // A counter where weights are wanted.
        #expect(throws: KeyFault.kind(name: "bn1.weight")) {
            try KeyTranslation.translated(good, to: layout) { ($0, $0.count > 1) }
        }
    }

    @Test func anotherEncodersFileIsRefused() throws {
        let (small, large) = (try layout("resnet18"), try layout("resnet34"))
        #expect(throws: KeyFault.self) { try translated(state(large), small) }
        let error = #expect(throws: KeyFault.self) { try translated(state(small), large) }
        #expect(
            error?.description
                == "it lacks layer1.2.conv1.weight, layer1.2.bn1.weight, layer1.2.bn1.bias and 77 more tensors; "
                + "is it another encoder's?")
    }
}
