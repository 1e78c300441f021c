import Torch

/// ResNet's basic block (He et al. 2016, figure 2): two 3 x 3 convolutions and a shortcut.
final class BasicBlock: Module, CountedBlock {
    // Declared in torchvision's order: it is the order of the state.
    let conv1: Conv2d, bn1: BatchNorm2d
    let conv2: Conv2d, bn2: BatchNorm2d
    let downsample: [Module]

    init(_ input: Int, _ output: Int, stride: Int) throws(TorchError) {
        conv1 = try Conv2d(input, output, kernel: 3, stride: stride, padding: 1)
        bn1 = try BatchNorm2d(output)
        conv2 = try Conv2d(output, output, kernel: 3, padding: 1)
        bn2 = try BatchNorm2d(output)
        downsample = try shortcut(input, output, stride: stride)
        super.init()
    }

    override func callAsFunction(_ x: Tensor) throws(TorchError) -> Tensor {
        let y = try bn1(conv1(x)).reluInPlace()
        return try (bn2(conv2(y)) + downsample(x)).reluInPlace()
    }

    var path: [Conv2d] { [conv1, conv2] }
    var sidePath: [Conv2d] { downsample.compactMap { $0 as? Conv2d } }
}

/// ResNet's bottleneck block (He et al. 2016, figure 5, with torchvision's stride in the 3 x 3 convolution): narrowed,
/// convolved, widened fourfold, and a shortcut. With groups it is ResNeXt's (Xie et al. 2017, figure 3c).
final class Bottleneck: Module, CountedBlock {
    let conv1: Conv2d, bn1: BatchNorm2d
    let conv2: Conv2d, bn2: BatchNorm2d
    let conv3: Conv2d, bn3: BatchNorm2d
    let downsample: [Module]

    /// - Parameter width: channels of the 3 x 3 convolution.
    init(_ input: Int, width: Int, _ output: Int, stride: Int, groups: Int) throws(TorchError) {
        conv1 = try Conv2d(input, width, kernel: 1)
        bn1 = try BatchNorm2d(width)
        conv2 = try Conv2d(width, width, kernel: 3, stride: stride, padding: 1, groups: groups)
        bn2 = try BatchNorm2d(width)
        conv3 = try Conv2d(width, output, kernel: 1)
        bn3 = try BatchNorm2d(output)
        downsample = try shortcut(input, output, stride: stride)
        super.init()
    }

    override func callAsFunction(_ x: Tensor) throws(TorchError) -> Tensor {
        let y = try bn2(conv2(bn1(conv1(x)).reluInPlace())).reluInPlace()
        return try (bn3(conv3(y)) + downsample(x)).reluInPlace()
    }

    var path: [Conv2d] { [conv1, conv2, conv3] }
    var sidePath: [Conv2d] { downsample.compactMap { $0 as? Conv2d } }
}

/// What brings a block's input to its output's shape; nothing where they are alike.
private func shortcut(_ input: Int, _ output: Int, stride: Int) throws(TorchError) -> [Module] {
    let isSameShape = stride == 1 && input == output
    return isSameShape ? [] : [try Conv2d(input, output, kernel: 1, stride: stride), try BatchNorm2d(output)]
}

/// The blocks of a ResNet.
enum ResidualBlocks: Sendable {
    case basic
    /// - Parameter baseWidth: channels of one group in the first layer.
    case bottleneck(groups: Int, baseWidth: Int)

    /// Channels of a layer's output for 64, 128, 256 or 512 `planes`.
    func output(_ planes: Int) -> Int {
        switch self {
        case .basic: planes
        case .bottleneck: 4 * planes
        }
    }

    func make(_ input: Int, planes: Int, stride: Int) throws(TorchError) -> Module {
        switch self {
        case .basic: try BasicBlock(input, planes, stride: stride)
        case .bottleneck(let groups, let baseWidth):
            try Bottleneck(
                input, width: planes * baseWidth / 64 * groups, output(planes), stride: stride, groups: groups)
        }
    }
}

/// ResNet as an encoder: torchvision's network without its classifier, under its names.
///
/// Features of an input (N, channels, H, W), with the widths of ResNet-34:
/// (N, channels, H, W), (N, 64, H/2, W/2), (N, 64, H/4, W/4), (N, 128, H/8, W/8), (N, 256, H/16, W/16),
/// (N, 512, H/32, W/32).
public final class ResNetEncoder: Module, Encoder {
    let conv1: Conv2d, bn1: BatchNorm2d
    let layer1, layer2, layer3, layer4: [Module]
    /// Channels of each feature, the input's own first.
    public let featureChannels: [Int]

    /// - Parameters:
    ///   - counts: blocks of each of the four layers; 3, 4, 6, 3 for ResNet-34.
    ///   - depth: how often it halves, up to 5.
    init(inputChannels: Int, blocks: ResidualBlocks, counts: [Int], depth: Int) throws(TorchError) {
        let planes = [64, 128, 256, 512]
        var input = 64
        var layers: [[Module]] = []
        for (i, count) in counts.enumerated() {
            var layer: [Module] = []
            for j in 0..<count {
                layer.append(try blocks.make(input, planes: planes[i], stride: i > 0 && j == 0 ? 2 : 1))
                input = blocks.output(planes[i])
            }
            layers.append(layer)
        }
        conv1 = try Conv2d(inputChannels, 64, kernel: 7, stride: 2, padding: 3)
        bn1 = try BatchNorm2d(64)
        (layer1, layer2, layer3, layer4) = (layers[0], layers[1], layers[2], layers[3])
        featureChannels = Array(([inputChannels, 64] + planes.map(blocks.output)).prefix(depth + 1))
        super.init()
    }

    private var layers: [[Module]] { [layer1, layer2, layer3, layer4] }

    /// Features of `x` (N, channels, H, W): the k-th is (N, featureChannels[k], H / 2^k, W / 2^k).
    public func features(_ x: Tensor) throws(TorchError) -> [Tensor] {
        var features = [x, try bn1(conv1(x)).reluInPlace()]
        var y = try features[1].maxPool2d(3, stride: 2, padding: 1)
        for layer in layers.prefix(featureChannels.count - 2) {
            y = try layer(y)
            features.append(y)
        }
        return features
    }

    /// By fan-out (He et al. 2015), a group's inputs seeing all outputs: torchvision's rule.
    public func freshDeviation(of convolution: Conv2d) -> Double {
        let shape = convolution.weight.value.shape
        return (2 / Double(shape[0] * shape[2] * shape[3])).squareRoot()
    }

    /// Multiply-adds of its convolutions for one image of that size in pixels.
    public func multiplyAdds(on image: Grid) -> Int {
        var sum = conv1.multiplyAdds(on: image)
        var grid = conv1.output(on: image).halved
        for layer in layers.prefix(featureChannels.count - 2) { sum += layer.multiplyAdds(on: &grid) }
        return sum
    }
}

extension EncoderEntry {
    private static func residual(
        _ name: String, _ title: String, _ blocks: ResidualBlocks, _ counts: [Int], revision: String,
        digest: String? = nil
    ) -> EncoderEntry {
        EncoderEntry(
            name: name, title: title, nameInSMP: name, aliases: [],
            widths: [64] + [64, 128, 256, 512].map(blocks.output),
            mean: imageNetMean, deviation: imageNetDeviation, firstConvolution: "conv1.weight",
            weights: PretrainedWeights(repository: "smp-hub/\(name).imagenet", revision: revision, digest: digest)
        ) { channels, depth throws(TorchError) in
            try ResNetEncoder(inputChannels: channels, blocks: blocks, counts: counts, depth: depth)
        }
    }

    /// ResNet (He et al. 2016) and ResNeXt (Xie et al. 2017).
    static let residual: [EncoderEntry] = {
        let wide = ResidualBlocks.bottleneck(groups: 1, baseWidth: 64)
        let grouped = ResidualBlocks.bottleneck(groups: 32, baseWidth: 4)
        return [
            residual(
                "resnet18", "ResNet-18", .basic, [2, 2, 2, 2], revision: "3f2325ff978283d47aa6a1d6878ca20565622683"),
            residual(
                "resnet34", "ResNet-34", .basic, [3, 4, 6, 3], revision: "7a57b34f723329ff020b3f8bc41771163c519d0c"),
            residual(
                "resnet50", "ResNet-50", wide, [3, 4, 6, 3], revision: "00cb74e366966d59cd9a35af57e618af9f88efe9",
                digest: "df1aad85e18536504a4c8597118364e291ff3a9c4b56dd9b3a4900642e4c3a7c"),
            residual(
                "resnet101", "ResNet-101", wide, [3, 4, 23, 3], revision: "cd7c15e8c51da86ae6a084515fdb962d0c94e7d1"),
            residual(
                "resnet152", "ResNet-152", wide, [3, 8, 36, 3], revision: "951dd835e9d086628e447b484584c8983f9e1dd0"),
            residual(
                "resnext50_32x4d", "ResNeXt-50 (32x4d)", grouped, [3, 4, 6, 3],
                revision: "329793c85d62fd340ae42ae39fb905a63df872e7"),
        ]
    }()
}
