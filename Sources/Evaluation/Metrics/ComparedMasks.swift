import Datasets
import Imaging

/// Prediction and truth of one image, at the size at which they are compared: bytes alone, so that any thread may do it.
struct ComparedMasks: Sendable {
    let pair: Pair
    /// Row by row, 1 foreground, 0 background; for several classes the class of each pixel.
    let prediction: [UInt8]
    /// Of the same size and kind; 255 where a pixel is ignored.
    let truth: [UInt8]
    let size: PixelSize
    /// Millimetres along x and y between the pixels that are compared; nil where they are not known.
    let spacing: [Double]?

    /// One result for each class but the background, in the order of the classes.
    /// - Parameter tolerance: of surface Dice, in millimetres where the spacing is known, else in pixels.
    func results(tolerance: Double, _ classes: Classes) throws(ImageError) -> [ImageResult] {
        let ignored = truth.count { $0 == LabelMask.ignored }
        if classes.count == 1, ignored == 0 {
            return [try result(classes.name(1), prediction, truth, ignored: 0, tolerance)]
        }
        var results: [ImageResult] = []
        for index in classes.foreground {
            let label = UInt8(index)
            results.append(
                try result(
                    classes.name(index),
                    zip(prediction, truth).map { $0 == label && $1 != LabelMask.ignored ? 1 : 0 },
                    truth.map { $0 == label ? 1 : 0 }, ignored: ignored, tolerance))
        }
        return results
    }

    private func result(
        _ name: String, _ prediction: [UInt8], _ truth: [UInt8], ignored: Int, _ tolerance: Double
    ) throws(ImageError) -> ImageResult {
        let shape = try ShapeFigures(
            prediction: BinaryMask(prediction, width: size.width, height: size.height),
            truth: BinaryMask(truth, width: size.width, height: size.height), spacing: spacing, tolerance: tolerance)
        return ImageResult(
            key: pair.key, group: pair.group, className: name, prediction: prediction, truth: truth, shape: shape,
            ignored: ignored, columns: pair.columns)
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
