import Datasets
import Evaluation
import Files
import Foundation
import Imaging
import Models
import Overlays
import Torch

/// What `pleura predict` writes: masks at the images' own sizes, and on request outlines and probabilities.
///
/// Of one class a mask holds 0 and 255. Of several it holds their indices; its overlay shows them in colours, which
/// `overlays/legend.svg` names, and each has a folder of probabilities of its own.
public struct PredictionFolder {
    /// The model at work.
    public let predictor: Predictor
    /// What the model tells apart.
    public let classes: Classes
    /// A probability, between 0 and 1; it plays no part where there are several classes.
    public let threshold: Double
    /// Images that go through the network together.
    public let batchSize: Int
    /// `overlays/NAME.png`, of the image's size: the image with the prediction's outline, or with the classes in colours.
    public let writesOverlays: Bool
    /// `probabilities/NAME.png`, of several classes `probabilities/INDEX-CLASS/NAME.png`: 16 bits, 0 to 65535 for 0 to 1.
    public let writesProbabilities: Bool

    /// - Parameters:
    ///   - classes: as many as the network has.
    ///   - threshold: a probability, between 0 and 1.
    ///   - batchSize: at least 1; smaller values count as 1.
    ///   - overlays: whether each image is written with the prediction's outline.
    ///   - probabilities: whether each image's probabilities are written.
    public init(
        _ predictor: Predictor, classes: Classes = .one, threshold: Double, batchSize: Int, overlays: Bool = false,
        probabilities: Bool = false
    ) {
        (self.predictor, self.classes) = (predictor, classes)
        (self.threshold, self.batchSize) = (threshold, batchSize)
        (writesOverlays, writesProbabilities) = (overlays, probabilities)
    }

    /// Writes `NAME.png` for each image, and `predictions.csv`: image,mask,foreground_pixels,pixels; for several classes a
    /// column of pixels for each instead.
    /// - Parameter progress: is told how many images are done; what it throws stops the work.
    /// - Throws: what is wrong; nothing is left in the folder then.
    public func write(_ images: ImageSet, to out: OutputFolder, progress: (Int) throws -> Void = { _ in }) throws {
        try out.filling {
            var table = CSV.line(["image", "mask"] + countColumns + ["pixels"]) + "\n"
            for name in folders { try ReportFile.makeFolder(out.url.appending(path: name)) }
            if writesOverlays, classes.count > 1 {
                try ReportFile.write(
                    [UInt8](ClassLegend(classes).svg().utf8), to: out.url.appending(path: "overlays/legend.svg"))
            }
            for range in predictor.batches(of: images.sizes, most: batchSize) {
                let logits = try predictor.logits(of: range.map { place in try images.image(place) })
                for (place, logits) in zip(range, logits) {
                    let file = images.files[place]
                    let counts = try write(logits, of: file, size: images.sizes[place], to: out.url)
                    let pixels = images.sizes[place].height * images.sizes[place].width
                    table +=
                        CSV.line([file.url.path, "\(file.name).png"] + (counts + [pixels]).map(String.init)) + "\n"
                    try progress(place + 1)
                }
            }
            try ReportFile.write([UInt8](table.utf8), to: out.url.appending(path: "predictions.csv"))
        }
    }

    private var countColumns: [String] {
        classes.count == 1 ? ["foreground_pixels"] : (0..<classes.count).map { classes.name($0) + "_pixels" }
    }

    private var folders: [String] {
        (writesOverlays ? ["overlays"] : [])
            + (writesProbabilities ? (0..<classes.count).map(probabilityFolder) : [])
    }

    /// Names may hold what no folder's may, and two could become one: the index comes first.
    private func probabilityFolder(_ index: Int) -> String {
        if classes.count == 1 { return "probabilities" }
        return "probabilities/\(index)" + (classes.names.map { "-" + FileName.ofImage($0[index]) } ?? "")
    }

    /// - Returns: the mask's foreground pixels, or those of each class.
    private func write(_ logits: Tensor, of file: ImageFile, size: PixelSize, to folder: URL) throws -> [Int] {
        let values = try Predictor.mask(logits, threshold: threshold)
        let shown = classes.count == 1 ? values.map { $0 * 255 } : values
        let mask = try Image(grey: shown, width: size.width, height: size.height)
        try ReportFile.write(Codec.encodePNG(mask), to: folder.appending(path: "\(file.name).png"))
        if writesOverlays {
            try ReportFile.write(
                Codec.encodePNG(overlay(file.decode(), mask)),
                to: folder.appending(path: "overlays/\(file.name).png"))
        }
        if writesProbabilities { try writeProbabilities(logits, of: file, size: size, to: folder) }
        var counts = [Int](repeating: 0, count: 256)
        for value in values { counts[Int(value)] += 1 }
        return classes.count == 1 ? [counts[1]] : Array(counts.prefix(classes.count))
    }

    private func overlay(_ image: Image, _ mask: Image) throws(OverlayError) -> Image {
        classes.count == 1
            ? try Overlay.outline(image: image, prediction: mask)
            : try Overlay.classes(image: image, prediction: mask, legend: ClassLegend(classes))
    }

    private func writeProbabilities(_ logits: Tensor, of file: ImageFile, size: PixelSize, to folder: URL) throws {
        let probabilities = classes.count == 1 ? try logits.sigmoid() : try logits.softmax(axis: 1)
        for index in 0..<classes.count {
            let values: [Int32] = try (probabilities[.all, .at(index)] * 65535 + 0.5).to(.int32).array()
            let image = try Image(
                grey16: values.map { UInt16(clamping: $0) }, width: size.width, height: size.height)
            try ReportFile.write(
                Codec.encodePNG(image), to: folder.appending(path: "\(probabilityFolder(index))/\(file.name).png"))
        }
    }
}
