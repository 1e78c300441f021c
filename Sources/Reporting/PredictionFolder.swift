import Datasets
import Evaluation
import Foundation
import Imaging
import Torch

/// What `pleura predict` writes: masks at the images' own sizes, and on request outlines and probabilities.
public struct PredictionFolder {
    /// The model at work.
    public let predictor: Predictor
    /// A probability, between 0 and 1.
    public let threshold: Double
    /// Images that go through the network together.
    public let batchSize: Int
    /// `overlays/NAME.png`: the film with the prediction's outline; `made-up-NAME.png` for phantoms.
    public let writesOverlays: Bool
    /// `probabilities/NAME.png`: 16 bits, 0 to 65535 for 0 to 1.
    public let writesProbabilities: Bool

    /// - Parameters:
    ///   - threshold: a probability, between 0 and 1.
    ///   - batchSize: at least 1; smaller values count as 1.
    ///   - overlays: whether each film is written with the prediction's outline.
    ///   - probabilities: whether each image's probabilities are written.
    public init(
        _ predictor: Predictor, threshold: Double, batchSize: Int, overlays: Bool = false, probabilities: Bool = false
    ) {
        (self.predictor, self.threshold, self.batchSize) = (predictor, threshold, batchSize)
        (writesOverlays, writesProbabilities) = (overlays, probabilities)
    }

    /// Writes `NAME.png` for each image, and `predictions.csv`: image,mask,foreground_pixels,pixels.
    /// - Parameter progress: is told how many images are done; what it throws stops the work.
    /// - Throws: what is wrong; nothing is left in the folder then.
    public func write(_ images: ImageSet, to out: OutputFolder, progress: (Int) throws -> Void = { _ in }) throws {
        try out.filling {
            var table = CSV.line(["image", "mask", "foreground_pixels", "pixels"]) + "\n"
            for (name, wanted) in [("overlays", writesOverlays), ("probabilities", writesProbabilities)] where wanted {
                try AtomicFile.makeFolder(out.url.appending(path: name))
            }
            for range in predictor.batches(of: images.sizes, most: batchSize) {
                let logits = try predictor.logits(of: range.map { place in try images.image(place) })
                for (place, logits) in zip(range, logits) {
                    let file = images.files[place]
                    let foreground = try write(logits, of: file, size: images.sizes[place], to: out.url)
                    table += CSV.line([
                        file.url.path, "\(file.name).png", "\(foreground)", "\(logits.count)",
                    ])
                    table += "\n"
                    try progress(place + 1)
                }
            }
            try AtomicFile.write([UInt8](table.utf8), to: out.url.appending(path: "predictions.csv"))
        }
    }

    /// - Returns: the mask's foreground pixels.
    private func write(_ logits: Tensor, of file: ImageFile, size: PixelSize, to folder: URL) throws -> Int {
        let foreground = try Predictor.mask(logits, threshold: threshold)
        let mask = try Image(grey: foreground.map { $0 * 255 }, width: size.width, height: size.height)
        try AtomicFile.write(Codec.encodePNG(mask), to: folder.appending(path: "\(file.name).png"))
        if writesOverlays {
            // A phantom's folder says so beside images/.
            let isMadeUp = PhantomWriter.isMadeUp(file.url.deletingLastPathComponent().deletingLastPathComponent())
            let label = isMadeUp ? "made-up-" : ""
            let overlay = try Overlay.outline(film: Codec.decode(file.url), prediction: mask)
            try AtomicFile.write(
                Codec.encodePNG(overlay), to: folder.appending(path: "overlays/\(label)\(file.name).png"))
        }
        if writesProbabilities {
            let values: [Int32] = try (logits.sigmoid() * 65535 + 0.5).to(.int32).array()
            let samples = values.map { UInt16(clamping: $0) }
            let image = try Image(grey16: samples, width: size.width, height: size.height)
            try AtomicFile.write(Codec.encodePNG(image), to: folder.appending(path: "probabilities/\(file.name).png"))
        }
        return foreground.reduce(0) { $0 + Int($1) }
    }
}
