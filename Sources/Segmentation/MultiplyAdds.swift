import Torch

/// Rows and columns of an image or a feature.
public struct Grid: Equatable, Sendable {
    /// Pixels down and across.
    public let height, width: Int

    /// Both at least 1.
    public init(height: Int, width: Int) { (self.height, self.width) = (height, width) }

    /// Places in all.
    var count: Int { height * width }
    /// Half as many of each, rounded up.
    var halved: Grid { Grid(height: (height + 1) / 2, width: (width + 1) / 2) }
}

extension Conv2d {
    /// Where it puts its outputs.
    func output(on input: Grid) -> Grid {
        let shape = weight.value.shape
        func size(_ n: Int, _ k: Int) -> Int { (n + 2 * padding - k) / stride + 1 }
        return Grid(height: size(input.height, shape[2]), width: size(input.width, shape[3]))
    }

    /// One for each weight and place of the output, for one image.
    func multiplyAdds(on input: Grid) -> Int { weight.value.count * output(on: input).count }
}

/// A block of an encoder, as the count of multiply-adds sees it.
protocol CountedBlock: Module {
    /// Convolutions one after the other.
    var path: [Conv2d] { get }
    /// Those beside them, on the block's input too.
    var sidePath: [Conv2d] { get }
}

extension CountedBlock {
    var sidePath: [Conv2d] { [] }
}

extension [Module] {
    /// Multiply-adds of blocks one after the other; `grid` moves on to their output's.
    func multiplyAdds(on grid: inout Grid) -> Int {
        var sum = 0
        for case let block as any CountedBlock in self {
            for convolution in block.sidePath { sum += convolution.multiplyAdds(on: grid) }
            for convolution in block.path {
                sum += convolution.multiplyAdds(on: grid)
                grid = convolution.output(on: grid)
            }
        }
        return sum
    }
}

extension NetworkDescription {
    /// Trainable numbers of the network.
    /// - Throws: as `makeNetwork`.
    public func parameterCount() throws(ModelError) -> Int {
        try makeNetwork().parameters.reduce(0) { $0 + $1.value.count }
    }

    /// Multiply-adds of one image's way through the network, counting convolutions: one for each weight and place of
    /// its output, of the layers as they are defined (the fused upsampling computes fewer). Normalisation, activations,
    /// additions and resizing are not counted.
    ///
    /// - Parameters: height and width in pixels, up to 32768.
    /// - Throws: `ModelError.inputRange` or `.inputSize` where the network does not take images of this size, else as
    ///   `makeNetwork`.
    public func multiplyAdds(height: Int, width: Int) throws(ModelError) -> Int {
        let network = try makeNetwork()
        let largest = 32_768
        guard 1...largest ~= height, 1...largest ~= width else {
            throw .inputRange(height: height, width: width, largest: largest)
        }
        guard height % multiple == 0, width % multiple == 0 else {
            throw .inputSize(height: height, width: width, multiple: multiple)
        }
        return network.multiplyAdds(on: Grid(height: height, width: width))
    }
}
