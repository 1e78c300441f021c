import Torch

/// Extracts features of an image at 1/2 ... 1/32 of its size.
public protocol Encoder: Module {
    /// Channels of each feature, the input's own first.
    var featureChannels: [Int] { get }
    /// Features of `x` (N, channels, H, W): the k-th is (N, featureChannels[k], H / 2^k, W / 2^k).
    func features(_ x: Tensor) throws(TorchError) -> [Tensor]
    /// The deviation of the normal distribution about 0 that fresh weights of one of its convolutions come from.
    func freshDeviation(of convolution: Conv2d) -> Double
    /// Multiply-adds of the convolutions behind its features, for one image.
    func multiplyAdds(on image: Grid) -> Int
}
