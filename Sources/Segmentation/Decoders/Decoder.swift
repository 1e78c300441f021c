import Torch

/// The half of a segmentation network that draws: from the features of an encoder to one of the image's size.
protocol Decoder: Module {
    /// - Parameter features: those of an encoder, the input first.
    /// - Returns: (N, last width, H, W)
    func callAsFunction(_ features: [Tensor]) throws(TorchError) -> Tensor
    /// Multiply-adds of its convolutions for one image; `image` is the size of input and output.
    func multiplyAdds(on image: Grid) -> Int
}

extension Grid {
    /// The size after `times` halvings.
    func halved(_ times: Int) -> Grid { (0..<times).reduce(self) { grid, _ in grid.halved } }
}
