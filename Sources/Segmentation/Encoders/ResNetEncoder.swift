import Torch

/// ResNet's basic block (He et al. 2016, figure 2): two 3 x 3 convolutions and a shortcut.
final class BasicBlock: Module {
    // Declared in torchvision's order: it is the order of the state.
    let conv1: Conv2d, bn1: BatchNorm2d
    let conv2: Conv2d, bn2: BatchNorm2d
    let downsample: [Module]

    init(_ input: Int, _ output: Int, stride: Int) throws(TorchError) {
        conv1 = try Conv2d(input, output, kernel: 3, stride: stride, padding: 1)
        bn1 = try BatchNorm2d(output)
        conv2 = try Conv2d(output, output, kernel: 3, padding: 1)
        bn2 = try BatchNorm2d(output)
        let isSameShape = stride == 1 && input == output
        downsample = isSameShape ? [] : [try Conv2d(input, output, kernel: 1, stride: stride), try BatchNorm2d(output)]
        super.init()
    }

    override func callAsFunction(_ x: Tensor) throws(TorchError) -> Tensor {
        let y = try bn1(conv1(x)).reluInPlace()
        return try (bn2(conv2(y)) + downsample(x)).reluInPlace()
    }
}

/// ResNet of basic blocks as an encoder: torchvision's network without its classifier, under its names.
///
/// Features of an input (N, channels, H, W), with the widths of ResNet-34:
/// (N, channels, H, W), (N, 64, H/2, W/2), (N, 64, H/4, W/4), (N, 128, H/8, W/8), (N, 256, H/16, W/16),
/// (N, 512, H/32, W/32).
public final class ResNetEncoder: Module, Encoder {
    let conv1: Conv2d, bn1: BatchNorm2d
    let layer1, layer2, layer3, layer4: [Module]
    public let featureChannels: [Int]

    /// - Parameter blocks: blocks of each of the four layers; 3, 4, 6, 3 for ResNet-34.
    init(inputChannels: Int, blocks: [Int]) throws(TorchError) {
        func layer(_ input: Int, _ output: Int, blocks: Int, stride: Int) throws(TorchError) -> [Module] {
            try (0..<blocks).map { i throws(TorchError) in
                try BasicBlock(i == 0 ? input : output, output, stride: i == 0 ? stride : 1)
            }
        }
        conv1 = try Conv2d(inputChannels, 64, kernel: 7, stride: 2, padding: 3)
        bn1 = try BatchNorm2d(64)
        layer1 = try layer(64, 64, blocks: blocks[0], stride: 1)
        layer2 = try layer(64, 128, blocks: blocks[1], stride: 2)
        layer3 = try layer(128, 256, blocks: blocks[2], stride: 2)
        layer4 = try layer(256, 512, blocks: blocks[3], stride: 2)
        featureChannels = [inputChannels, 64, 64, 128, 256, 512]
        super.init()
    }

    public func features(_ x: Tensor) throws(TorchError) -> [Tensor] {
        let stem = try bn1(conv1(x)).reluInPlace()
        let f2 = try layer1(stem.maxPool2d(3, stride: 2, padding: 1))
        let f3 = try layer2(f2)
        let f4 = try layer3(f3)
        return [x, stem, f2, f3, f4, try layer4(f4)]
    }
}
