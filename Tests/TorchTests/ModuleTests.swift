import Testing
import Torch

/// A part of its own, with everything that is walked.
private class Base: Module {
    let conv1: Conv2d
    let scratch: Tensor

    init(channels: Int) throws {
        conv1 = try Conv2d(1, channels, kernel: 3, bias: true)
        scratch = try .zeros([5])
        super.init()
    }
}

private final class Example: Base {
    let batchNorm: BatchNorm2d
    let layers: [Module]
    let blocks: ModuleDictionary
    let missing: Conv2d? = nil
    let downsample: Conv2d?

    override init(channels: Int = 2) throws {
        batchNorm = try BatchNorm2d(channels)
        layers = [ReLU(), try Conv2d(channels, 1, kernel: 1)]
        blocks = ModuleDictionary([("x_0_1", try Conv2d(1, 1, kernel: 1)), ("0", ReLU())])
        downsample = try Conv2d(1, 1, kernel: 1)
        try super.init(channels: channels)
    }
}

@Suite struct ModuleTests {
    private static let keys = [
        "conv1.weight", "conv1.bias", "batch_norm.weight", "batch_norm.bias", "batch_norm.running_mean",
        "batch_norm.running_var", "batch_norm.num_batches_tracked", "layers.1.weight", "blocks.x_0_1.weight",
        "downsample.weight",
    ]

    @Test func keysArePropertyPathsSuperclassFirst() throws {
        let module = try Example()
        #expect(module.state().map(\.name) == Self.keys)
        #expect(
            module.namedParameters().map(\.name)
                == Self.keys.filter { !$0.contains("running") && !$0.contains("tracked") })
        #expect(module.blocks["x_0_1"] is Conv2d && module.blocks["y"] == nil)
    }

    @Test func everyPartGetsItsOwnModeBack() throws {
        let module = try Example()
        module.batchNorm.train(false)
        let inside = module.evaluating { module.modules.map(\.isTraining) }
        #expect(!inside.contains(true))
        #expect(module.isTraining && module.conv1.isTraining && !module.batchNorm.isTraining)
        #expect(throws: CancellationError.self) { try module.evaluating { () throws in throw CancellationError() } }
        #expect(module.isTraining && !module.batchNorm.isTraining)
        module.train()
        #expect(module.modules.map(\.isTraining) == [Bool](repeating: true, count: module.modules.count))
    }

    @Test func batchNormMovesItsStatisticsInTrainingAlone() throws {
        let norm = try BatchNorm2d(1)
        let x = try Tensor([Float(0), 2, 4, 6], shape: [2, 1, 1, 2])
        let still = try norm.evaluating { () throws in try norm(x) }
        #expect(abs(try still.sum().item() - 12) < 1e-3)
        #expect(try norm.runningMean.value.item() == 0 && norm.numBatchesTracked.value.item() == 0)
        _ = try norm(x)
        // A tenth of the mean 3, nine tenths of 1 and a tenth of the unbiased variance 20/3.
        #expect(abs(try norm.runningMean.value.item() - 0.3) < 1e-6)
        #expect(abs(try norm.runningVar.value.item() - (0.9 + 2.0 / 3)) < 1e-6)
        #expect(try norm.numBatchesTracked.value.item() == 1)
    }

    @Test func conversionKeepsParametersAndCounters() throws {
        let module = try Example()
        let weight = module.conv1.weight
        try module.to(.cpu, .float64, .channelsLast)
        #expect(module.conv1.weight === weight && weight.value.dtype == .float64 && weight.value.requiresGradient)
        #expect(module.batchNorm.runningMean.value.dtype == .float64)
        #expect(module.batchNorm.numBatchesTracked.value.dtype == .int64)
        #expect(module.layers.first is ReLU)
        #expect(module.downsample?.weight.value.strides == [1, 1, 1, 1])
        let wide = try Conv2d(4, 2, kernel: 3)
        try wide.to(nil, nil, .channelsLast)
        #expect(wide.weight.value.strides == [36, 1, 12, 4] && wide.weight.value.dtype == .float32)
    }

    @Test func loadingIsStrictAndChangesNothingOnFailure() throws {
        let module = try Example()
        var tensors = Dictionary(uniqueKeysWithValues: module.state().map { ($0.name, $0.tensor) })
        let ones = try Tensor.ones([2, 1, 3, 3])
        tensors["conv1.weight"] = ones

        var lacking = tensors
        lacking["layers.1.weight"] = nil
        #expect(throws: StateError.missing(keys: ["layers.1.weight"])) { try module.load(lacking) }
        var foreign = tensors
        foreign["head.weight"] = ones
        #expect(throws: StateError.unexpected(keys: ["head.weight"])) { try module.load(foreign) }
        var misshapen = tensors
        misshapen["downsample.weight"] = ones
        #expect(throws: StateError.shape(key: "downsample.weight", expected: [1, 1, 1, 1], actual: [2, 1, 3, 3])) {
            try module.load(misshapen)
        }
        #expect(try module.conv1.weight.value.sum().item() == 0)

        let weight = module.conv1.weight.value
        try module.load(tensors)
        #expect(try weight.sum().item() == 18 && weight.requiresGradient)
    }

    @Test func messagesNameKeysAndShapes() {
        #expect(StateError.missing(keys: ["a", "b", "c", "d", "e"]).description.contains("a, b, c and 2 more tensors"))
        let shape = StateError.shape(key: "conv1.weight", expected: [1], actual: [2, 3]).description
        #expect(shape == "conv1.weight has shape [2, 3], the model needs [1]")
    }

    @Test func listsAreAppliedInOrder() throws {
        let conv = try Conv2d(1, 1, kernel: 1, bias: true)
        try noGrad { try conv.bias?.value.fill(-2) }
        let layers: [Module] = [conv, ReLU()]
        #expect(try layers(.ones([1, 1, 2, 2])).sum().item() == 0)
        #expect(try [Module]()(.ones([3])).sum().item() == 3)
    }
}
