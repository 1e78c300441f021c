import Datasets
import Imaging
import Segmentation
import Torch

/// A trained model that masks images at their own size. Computes on the calling thread.
public struct Predictor {
    private let model: any SegmentationNetwork
    private let preprocessing: Preprocessing
    private let device: Device
    private let usesBF16: Bool

    public init(_ model: any SegmentationNetwork, preprocessing: Preprocessing, device: Device, bf16: Bool) {
        (self.model, self.preprocessing, self.device, usesBF16) = (model, preprocessing, device, bf16)
    }

    /// Row by row, 1 where the logits, resized bilinearly to the image's own size, lie above the threshold.
    /// - Parameter threshold: a probability, 0 to 1.
    public func mask(of image: StoredImage, threshold: Double = 0.5) throws -> [UInt8] {
        let batch = try preprocessing.batch([image], on: device)
        let logits = try model.evaluating { () throws in
            try noGrad { try autocast(.bfloat16, on: device, enabled: usesBF16) { try model(batch) }.to(.float32) }
        }
        let own = try preprocessing.placement(of: image.own).restored(logits)
        return try (own.sigmoid() > threshold).to(.uint8).array()
    }
}
