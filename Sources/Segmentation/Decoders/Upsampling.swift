import Torch

/// How a decoder block doubles its input's height and width.
public enum Upsampling: String, Codable, Sendable, CaseIterable {
    /// Each pixel repeated.
    case nearest
    /// Bilinear, pixel centres at halves.
    case bilinear

    func callAsFunction(_ x: Tensor) throws(TorchError) -> Tensor {
        let size = x.shape.suffix(2).map { 2 * $0 }
        return switch self {
        case .nearest: try x.upsampledNearest(to: size)
        case .bilinear: try x.upsampledBilinear(to: size)
        }
    }
}
