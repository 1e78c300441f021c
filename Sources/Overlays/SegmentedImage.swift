import Datasets
import Imaging

/// An image with its reference mask and what one or several models predict, all of one size.
///
/// Masks have one channel, 0 is background; for several classes they hold indices, and the reference 255 where a pixel is
/// ignored. Sizes and channels are checked when a picture is made of them.
public struct SegmentedImage: Sendable {
    /// The image in any channels and component, and its reference mask.
    public var image: Image, reference: Image
    /// One for each model that is compared, in their order; nil where a model has none.
    public var predictions: [Image?]

    /// - Parameter predictions: in the order of the models.
    public init(image: Image, reference: Image, predictions: [Image?]) {
        (self.image, self.reference, self.predictions) = (image, reference, predictions)
    }

    /// With the prediction of one model.
    public init(image: Image, reference: Image, prediction: Image) {
        self.init(image: image, reference: reference, predictions: [prediction])
    }

    /// What the model predicts, where there is one model alone.
    package var prediction: Image? { predictions.count == 1 ? predictions[0] : nil }

    /// Masks of several classes as masks of one: what reference and prediction both hold is the right class, what the
    /// prediction holds alone is a wrong one or none, what the reference holds alone is missed. Ignored pixels are in
    /// neither. An image without a prediction of one model alone stays as it is.
    /// - Parameter joined: the right class does not matter: any class is foreground.
    /// - Throws: `OverlayError` where the masks are of two sizes.
    package func agreeing(joined: Bool = false) throws(OverlayError) -> SegmentedImage {
        guard let prediction else { return self }
        try Overlay.requireMask(prediction, of: reference, what: "prediction")
        var (expected, predicted) = (reference.bytes, prediction.bytes)
        for (i, (r, p)) in zip(reference.bytes, prediction.bytes).enumerated() {
            let counts = r != LabelMask.ignored
            expected[i] = counts && r != 0 && (joined || p == r || p == 0) ? 1 : 0
            predicted[i] = counts && p != 0 ? 1 : 0
        }
        let (width, height) = (reference.width, reference.height)
        return SegmentedImage(
            image: image, reference: try Overlay.built(expected, channels: 1, width: width, height: height),
            prediction: try Overlay.built(predicted, channels: 1, width: width, height: height))
    }

    /// The same with at most so many pixels a side: the image in 8 bits of grey, masks of 0 and 255.
    /// - Throws: `OverlayError` where sizes or channels do not fit.
    public func reduced(longest: Int) throws(OverlayError) -> SegmentedImage {
        let size = PictureReduction(of: image, longest: longest)
        return SegmentedImage(
            image: try size.grey(), reference: try size.maskImage(reference, what: "reference"),
            predictions: try predictions.map { mask throws(OverlayError) in
                try mask.map { mask throws(OverlayError) in try size.maskImage(mask, what: "prediction") }
            })
    }
}
