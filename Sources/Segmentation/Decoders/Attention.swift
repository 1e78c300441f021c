import Torch

/// What weighs a decoder block's features.
public enum Attention: String, Codable, Sendable, CaseIterable {
    /// Concurrent spatial and channel squeeze and excitation (Roy et al. 2018).
    case scse

    /// Channels must be at least this many: the squeeze keeps a sixteenth of them.
    static let smallestWidth = 16
}

/// Concurrent spatial and channel squeeze and excitation (Roy et al. 2018, figure 1d), under SMP's names: x weighed by a
/// factor for each channel plus x weighed by a factor for each place.
final class SqueezeAndExcitation: Module {
    /// "cSE.1", "cSE.3": the channels' factors from their means; "sSE.0": the places' from their channels.
    let attention: ModuleDictionary
    /// The same in order: in a tuple, which is not walked.
    private let parts: (squeeze: Conv2d, excite: Conv2d, places: Conv2d)

    init(_ channels: Int) throws(TorchError) {
        parts = (
            squeeze: try Conv2d(channels, channels / 16, kernel: 1, bias: true),
            excite: try Conv2d(channels / 16, channels, kernel: 1, bias: true),
            places: try Conv2d(channels, 1, kernel: 1, bias: true)
        )
        attention = ModuleDictionary([("cSE.1", parts.squeeze), ("cSE.3", parts.excite), ("sSE.0", parts.places)])
        super.init()
    }

    override func callAsFunction(_ x: Tensor) throws(TorchError) -> Tensor {
        let byChannel = try parts.excite(parts.squeeze(x.mean(axes: [2, 3], keepAxes: true)).relu()).sigmoid()
        return try x * byChannel + x * parts.places(x).sigmoid()
    }

    func multiplyAdds(on grid: Grid) -> Int {
        let one = Grid(height: 1, width: 1)
        return parts.squeeze.multiplyAdds(on: one) + parts.excite.multiplyAdds(on: one)
            + parts.places.multiplyAdds(on: grid)
    }
}
