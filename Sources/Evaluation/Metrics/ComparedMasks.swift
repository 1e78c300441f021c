import Datasets
import Imaging

/// Prediction and truth of one image, at the size at which they are compared: bytes alone, so that any thread may do it.
struct ComparedMasks: Sendable {
    let pair: Pair
    /// Row by row, 1 foreground, 0 background.
    let prediction: [UInt8]
    /// Of the same size.
    let truth: [UInt8]
    let size: PixelSize
    /// Millimetres along x and y between the pixels that are compared; nil where they are not known.
    let spacing: [Double]?

    /// - Parameter tolerance: of surface Dice, in millimetres where the spacing is known, else in pixels.
    func result(tolerance: Double) throws(ImageError) -> ImageResult {
        let shape = try ShapeFigures(
            prediction: BinaryMask(prediction, width: size.width, height: size.height),
            truth: BinaryMask(truth, width: size.width, height: size.height), spacing: spacing, tolerance: tolerance)
        return ImageResult(key: pair.key, group: pair.group, prediction: prediction, truth: truth, shape: shape)
    }
}

extension StoredImage {
    /// The spacing of the image's pixels once it fills `size`; nil where its own is not known.
    func spacing(at size: PixelSize) -> [Double]? {
        guard let spacing, spacing.count == 2 else { return nil }
        return [
            spacing[0] * Double(own.width) / Double(size.width), spacing[1] * Double(own.height) / Double(size.height),
        ]
    }
}
