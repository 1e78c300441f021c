import Datasets
import Evaluation
import Files
import Foundation
import Imaging
import Models
import Overlays

/// What `pleura evaluate` writes: `metrics.csv`, `summary.json`, and on request agreement overlays.
public struct EvaluationFolder {
    /// The model at work, and how it is compared with the reference.
    public let evaluator: Evaluator
    /// What the network computes in, for `summary.json`.
    public let precision: Precision
    /// `overlays/SET/NAME.png`, named after its image and of its size: the image with correct, false and missed pixels in
    /// colours, or what ``style`` says. For several classes the predicted ones are filled with their colours and the
    /// reference is outlined; `overlays/legend.svg` names the colours.
    public let writesOverlays: Bool
    /// What the command says of the meaning of masks.
    public let truth: TruthOptions
    /// What an overlay of one class shows, and in which colours.
    public let style: OverlayStyle, palette: OverlayPalette

    /// - Parameters:
    ///   - precision: what the evaluator's predictor computes in; resolved, not `auto`.
    ///   - overlays: whether a picture of each image is written.
    ///   - truth: what the command says of the meaning of masks.
    ///   - style: what an overlay of one class shows.
    ///   - palette: of such an overlay.
    public init(
        _ evaluator: Evaluator, precision: Precision, overlays: Bool, truth: TruthOptions = TruthOptions(),
        style: OverlayStyle = .agreement,
        palette: OverlayPalette = .standard
    ) {
        (self.evaluator, self.precision, writesOverlays) = (evaluator, precision, overlays)
        (self.style, self.palette, self.truth) = (style, palette, truth)
    }

    /// Reads every file first, so that all bad ones come out together. Then predicts, compares and writes.
    /// - Parameters:
    ///   - brightness: of the model's training images; nil: not known.
    ///   - tell: hears how the masks of each set are read, and what is worth knowing of the images: channels left out, a
    ///     brightness unlike the training images'.
    ///   - loading: is told how many of how many pairs are read.
    ///   - progress: is told how many images are done; what it throws stops the work.
    /// - Returns: what `summary.json` holds.
    /// - Throws: what is wrong; nothing is left in the folder then.
    public func write(
        _ pairs: [Pair], to out: OutputFolder, brightness: BrightnessRange? = nil,
        tell: (String) -> Void = { _ in }, loading: @escaping (Int, Int) -> Void = { _, _ in },
        progress: (Int) throws -> Void = { _ in }
    ) throws -> EvaluationSummary {
        try out.filling {
            let preprocessing = evaluator.predictor.preprocessing
            let sizes: [PixelSize]
            let readings: Readings
            let image: (Int) throws -> StoredImage
            // At their own size images are read one by one: what is worth knowing of them comes after the work.
            var known: [(name: String, remarks: Set<ImageRemark>, brightness: Brightness)] = []
            func tellKnown() {
                for line in ImageRemark.lines(known.map { ($0.name, $0.remarks) }) { tell(line) }
                let lines = brightness?.lines(known.map { ($0.name, $0.brightness) }, rule: preprocessing.intensity)
                for line in lines ?? [] { tell(line) }
            }
            func note(_ pair: Pair, _ image: StoredImage) {
                known.append((pair.key.description, image.remarks, image.brightness))
            }
            if preprocessing.size == nil {
                (sizes, readings) = try ImageStore.check(
                    pairs, preprocessing: preprocessing, classes: evaluator.classes, truth: truth,
                    threads: evaluator.threads, progress: loading)
                image = { place in
                    let image = try preprocessing.stored(readings.image(of: pairs[place]))
                    note(pairs[place], image)
                    return image
                }
            } else {
                let store = try ImageStore(
                    loading: pairs, preprocessing: preprocessing, classes: evaluator.classes, truth: truth,
                    threads: evaluator.threads, progress: loading)
                try store.requireOwnClasses()
                (sizes, readings) = (store.images.map(\.own), store.readings)
                image = { store.images[$0] }
                for (pair, image) in zip(pairs, store.images) { note(pair, image) }
                tellKnown()
            }
            for line in readings.lines { tell(line) }
            if writesOverlays, evaluator.classes.count > 1 { try legend(to: out.url) }
            let names = OutputNames.of(pairs)
            let results = try evaluator.results(of: pairs, sizes: sizes, readings: readings, image: image) {
                place, _, mask in
                if writesOverlays { try overlay(pairs[place], names[place], readings, mask(), to: out.url) }
                try progress(place + 1)
            }
            if preprocessing.size == nil { tellKnown() }
            var summary = EvaluationSummary(
                results, metricSize: evaluator.metricSize, threshold: evaluator.threshold,
                tolerance: evaluator.tolerance, precision: precision, classes: evaluator.classes)
            summary.masks = readings.sets.mapValues(\.masks.line)
            try summary.write(results, to: out.url)
            return summary
        }
    }

    private func overlay(_ pair: Pair, _ name: String, _ readings: Readings, _ mask: [UInt8], to folder: URL) throws {
        let image = try readings.image(of: pair)
        let truth = try readings.truth(of: pair)
        let shown = style == .agreement ? truth.counting(mask) : mask
        let prediction = try Image(grey: shown, width: image.width, height: image.height)
        let reference = try Image(grey: truth.pictured, width: image.width, height: image.height)
        let overlay =
            evaluator.classes.count == 1
            ? try Overlay.picture(style, image: image, reference: reference, prediction: prediction, palette: palette)
            : try Overlay.classes(
                image: image, prediction: prediction, reference: reference, legend: ClassLegend(evaluator.classes))
        let place = folder.appending(path: "overlays/\(pair.set)")
        try ReportFile.makeFolder(place)
        try ReportFile.write(Codec.encodePNG(overlay), to: place.appending(path: "\(name).png"))
    }

    private func legend(to folder: URL) throws {
        let overlays = folder.appending(path: "overlays")
        try ReportFile.makeFolder(overlays)
        let legend = ClassLegend(evaluator.classes).svg(remarks: [ClassTexts.reading(.english)])
        try ReportFile.write([UInt8](legend.utf8), to: overlays.appending(path: "legend.svg"))
    }
}
