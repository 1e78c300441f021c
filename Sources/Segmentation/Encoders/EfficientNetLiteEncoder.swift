import Torch

/// The first block: a convolution of each channel apart, then one across channels (timm's `DepthwiseSeparableConv`).
final class DepthwiseSeparableBlock: Module, CountedBlock {
    // Declared in timm's order: it is the order of the state.
    let convDw: Conv2d, bn1: BatchNorm2d
    let convPw: Conv2d, bn2: BatchNorm2d
    private let hasShortcut: Bool

    init(_ input: Int, _ output: Int, kernel: Int, stride: Int) throws(TorchError) {
        convDw = try Conv2d(input, input, kernel: kernel, stride: stride, padding: kernel / 2, groups: input)
        bn1 = try BatchNorm2d(input)
        convPw = try Conv2d(input, output, kernel: 1)
        bn2 = try BatchNorm2d(output)
        hasShortcut = stride == 1 && input == output
        super.init()
    }

    override func callAsFunction(_ x: Tensor) throws(TorchError) -> Tensor {
        let y = try bn2(convPw(bn1(convDw(x)).relu6InPlace()))
        return hasShortcut ? try y + x : y
    }

    var path: [Conv2d] { [convDw, convPw] }
}

/// An inverted residual (Sandler et al. 2018, figure 3b): widened, convolved channel by channel, narrowed, and a shortcut
/// where the shapes are alike (timm's `InvertedResidual`).
final class InvertedResidual: Module, CountedBlock {
    let convPw: Conv2d, bn1: BatchNorm2d
    let convDw: Conv2d, bn2: BatchNorm2d
    let convPwl: Conv2d, bn3: BatchNorm2d
    private let hasShortcut: Bool

    init(_ input: Int, _ output: Int, kernel: Int, stride: Int, expansion: Int) throws(TorchError) {
        let wide = input * expansion
        convPw = try Conv2d(input, wide, kernel: 1)
        bn1 = try BatchNorm2d(wide)
        convDw = try Conv2d(wide, wide, kernel: kernel, stride: stride, padding: kernel / 2, groups: wide)
        bn2 = try BatchNorm2d(wide)
        convPwl = try Conv2d(wide, output, kernel: 1)
        bn3 = try BatchNorm2d(output)
        hasShortcut = stride == 1 && input == output
        super.init()
    }

    override func callAsFunction(_ x: Tensor) throws(TorchError) -> Tensor {
        let wide = try bn1(convPw(x)).relu6InPlace()
        let y = try bn3(convPwl(bn2(convDw(wide)).relu6InPlace()))
        return hasShortcut ? try y + x : y
    }

    var path: [Conv2d] { [convPw, convDw, convPwl] }
}

/// EfficientNet-Lite (Tan and Le 2019, without squeeze-and-excitation and with ReLU6) as SMP's encoder
/// `timm-tf_efficientnet_lite*`: timm's network without its classifier, under its names.
///
/// SMP pads every convolution evenly and normalises with an epsilon of 1e-5, where timm's own model of this name pads as
/// TensorFlow does and takes 1e-3. SMP's numbers are what files are exchanged with, so its way is taken. SMP also drops
/// whole blocks at random in training (rate 0.2); here all blocks train.
///
/// Features of an input (N, channels, H, W), with the widths of Lite0:
/// (N, channels, H, W), (N, 32, H/2, W/2), (N, 24, H/4, W/4), (N, 40, H/8, W/8), (N, 112, H/16, W/16),
/// (N, 320, H/32, W/32).
public final class EfficientNetLiteEncoder: Module, Encoder {
    let convStem: Conv2d, bn1: BatchNorm2d
    /// "0.0", "1.0", "1.1", ...: stage and block.
    let blocks: ModuleDictionary
    // The classifier's last convolution: in SMP's state, though no feature comes from it.
    let convHead: Conv2d, bn2: BatchNorm2d
    /// Channels of each feature, the input's own first.
    public let featureChannels: [Int]
    /// The blocks between one feature and the next.
    private let groups: [[Module]]

    /// One stage of EfficientNet-B0 (Tan and Le 2019, table 1).
    private struct Stage {
        let count: Int, kernel: Int, stride: Int, expansion: Int, channels: Int
        /// Whether a feature is taken behind it.
        let ends: Bool
    }

    private static let stages = [
        Stage(count: 1, kernel: 3, stride: 1, expansion: 1, channels: 16, ends: false),
        Stage(count: 2, kernel: 3, stride: 2, expansion: 6, channels: 24, ends: true),
        Stage(count: 2, kernel: 5, stride: 2, expansion: 6, channels: 40, ends: true),
        Stage(count: 3, kernel: 3, stride: 2, expansion: 6, channels: 80, ends: false),
        Stage(count: 3, kernel: 5, stride: 1, expansion: 6, channels: 112, ends: true),
        Stage(count: 4, kernel: 5, stride: 2, expansion: 6, channels: 192, ends: false),
        Stage(count: 1, kernel: 3, stride: 1, expansion: 6, channels: 320, ends: true),
    ]

    /// Channels times a multiplier, to the nearest multiple of 8 that is not more than a tenth below.
    static func scaled(_ channels: Int, by multiplier: Double) -> Int {
        let exact = Double(channels) * multiplier
        let nearest = max(8, Int(exact + 4) / 8 * 8)
        return Double(nearest) < 0.9 * exact ? nearest + 8 : nearest
    }

    /// - Parameters:
    ///   - width: what the stages' channels are multiplied by.
    ///   - length: what the stages' blocks are multiplied by, but in the first and last stage.
    ///   - depth: how often it halves, up to 5.
    init(inputChannels: Int, width: Double, length: Double, depth: Int) throws(TorchError) {
        var input = 32
        var named: [(name: String, module: Module)] = []
        var channels = [inputChannels, input]
        var groups: [[Module]] = [[]]
        for (s, stage) in Self.stages.enumerated() {
            let isEdge = s == 0 || s == Self.stages.count - 1
            let output = Self.scaled(stage.channels, by: width)
            for b in 0..<(isEdge ? stage.count : Int((Double(stage.count) * length).rounded(.up))) {
                let stride = b == 0 ? stage.stride : 1
                let block: Module =
                    stage.expansion == 1
                    ? try DepthwiseSeparableBlock(input, output, kernel: stage.kernel, stride: stride)
                    : try InvertedResidual(
                        input, output, kernel: stage.kernel, stride: stride, expansion: stage.expansion)
                named.append(("\(s).\(b)", block))
                groups[groups.count - 1].append(block)
                input = output
            }
            if stage.ends {
                channels.append(output)
                groups.append([])
            }
        }
        convStem = try Conv2d(inputChannels, 32, kernel: 3, stride: 2, padding: 1)
        bn1 = try BatchNorm2d(32)
        blocks = ModuleDictionary(named)
        convHead = try Conv2d(input, 1280, kernel: 1)
        bn2 = try BatchNorm2d(1280)
        featureChannels = Array(channels.prefix(depth + 1))
        self.groups = Array(groups.prefix(depth - 1))
        super.init()
    }

    /// Features of `x` (N, channels, H, W): the k-th is (N, featureChannels[k], H / 2^k, W / 2^k).
    public func features(_ x: Tensor) throws(TorchError) -> [Tensor] {
        var y = try bn1(convStem(x)).relu6InPlace()
        var features = [x, y]
        for group in groups {
            y = try group(y)
            features.append(y)
        }
        return features
    }

    /// By the fan-out of one group: timm's rule, TensorFlow's.
    public func freshDeviation(of convolution: Conv2d) -> Double {
        let shape = convolution.weight.value.shape
        return (2 / Double(shape[0] * shape[2] * shape[3] / convolution.groups)).squareRoot()
    }

    /// Multiply-adds of its convolutions for one image of that size in pixels.
    public func multiplyAdds(on image: Grid) -> Int {
        var sum = convStem.multiplyAdds(on: image)
        var grid = convStem.output(on: image)
        for group in groups { sum += group.multiplyAdds(on: &grid) }
        return sum
    }
}

extension EncoderEntry {
    private static func efficientLite(
        _ number: Int, width: Double, length: Double, revision: String
    ) -> EncoderEntry {
        let name = "tf_efficientnet_lite\(number)"
        return EncoderEntry(
            name: name, title: "EfficientNet-Lite\(number)", nameInSMP: "timm-\(name)",
            aliases: ["timm-efficientnet-lite\(number)", "efficientnet-lite\(number)", "efficientnet_lite\(number)"],
            widths: [32] + [24, 40, 112, 320].map { EfficientNetLiteEncoder.scaled($0, by: width) },
            mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5], firstConvolution: "conv_stem.weight",
            weights: PretrainedWeights(repository: "smp-hub/timm-\(name).imagenet", revision: revision)
        ) { channels, depth throws(TorchError) in
            try EfficientNetLiteEncoder(inputChannels: channels, width: width, length: length, depth: depth)
        }
    }

    /// EfficientNet-Lite 0 to 4.
    static let efficientLite = [
        efficientLite(0, width: 1, length: 1, revision: "f5729249af07e5d923fb8b16922256ce2865d108"),
        efficientLite(1, width: 1, length: 1.1, revision: "7b5e3f8dbb0c13b74101773584bba7523721be72"),
        efficientLite(2, width: 1.1, length: 1.2, revision: "cc5f6cd4c7409ebacc13292f09d369ae88547f6a"),
        efficientLite(3, width: 1.2, length: 1.4, revision: "ab29c8402991591d66f813bbb1f061565d9b0cd0"),
        efficientLite(4, width: 1.4, length: 1.8, revision: "91a822e0f03c255b34dfb7846d3858397e50ba39"),
    ]
}
