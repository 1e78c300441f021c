import ArgumentParser
import Datasets
import Evaluation
import Files
import Foundation
import Models
import Overlays
import Reporting
import Training

extension MetricSize: ExpressibleByArgument {}
extension OverlayStyle: ExpressibleByArgument {}
extension OverlayPaletteName: ExpressibleByArgument {}

/// `pleura evaluate MODEL DATA...`
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Compute a model's metrics on labelled images.",
        discussion: """
            MODEL is a run folder, a model's folder (Pleura's or one of SMP's save_pretrained) or a file of weights (.safetensors, .pth). \
            DIR gets metrics.csv, a row for each image (and class, of several), and summary.json. Of several classes the \
            first is the background: it has no row, and no part in means.
            """)

    @Argument(help: "A run folder, a model's folder or a file of weights.") var model: String
    @Argument(help: "Folders of images and masks, as train takes them.") var data: [String]
    @Option(help: "The folder to make.") var out: String
    @Flag(
        help: """
            Write overlays/SET/NAME.png: each image with the agreement in colours: yellow correct, red false, green missed. \
            With several classes: the prediction filled with each class's colour, the reference as a line; \
            overlays/legend.svg names the colours.
            """)
    var overlay = false
    @Option(
        help: "What --overlay shows of one class: agreement, outline (of the prediction, on the image) or mask (alone)."
    )
    var show: OverlayStyle?
    @Option(help: "Colours of --overlay: standard, or colour-blind (yellow correct, orange false, blue missed).")
    var palette: OverlayPaletteName?
    @Option(help: "original: compare at each image's own size. model: at the network's, as in training.")
    var metricSize = MetricSize.original
    @Option(help: "Probability above which a pixel is foreground. Default: the model's own, usually 0.5.")
    var threshold: Double?
    @Option(
        help: ArgumentHelp(
            "Outlines that lie no farther apart count as right in surface Dice.",
            discussion: "In millimetres where the files state the spacing in the body, else in pixels.",
            valueName: "pixels"))
    var tolerance = ShapeFigures.defaultTolerance
    @Option(
        help: """
            A table of colours by which masks of several classes are read, as train takes it; none: they hold indices. \
            Default: as in training.
            """)
    var classColours: String?
    @OptionGroup var rules: DataOptions
    @Option(
        help:
            "Print metrics for each value of a column of the data's table too, such as site or sex; or of set. May be repeated."
    )
    var by: [String] = []
    @Flag(help: "Print summary.json to standard output.") var json = false
    @OptionGroup var compute: ComputeOptions

    func validate() throws {
        try Threshold.check(threshold)
        if !overlay, show != nil { throw ValidationError("--show goes with --overlay.") }
        if !overlay, palette != nil { throw ValidationError("--palette goes with --overlay.") }
        if !(tolerance >= 0 && tolerance.isFinite) {
            throw ValidationError("--tolerance is \(tolerance); it is a number of pixels, 0 or more.")
        }
    }

    func run() throws {
        try OutputFolder.requireFree(URL(filePath: out))
        let inventory = try Run.inventory(of: rules.data(data), tell)
        try requireColumns(in: inventory)
        let (model, predictor, precision, batchSize) = try compute.open(model)
        let pairs = inventory.pairs
        try Threshold.check(threshold, model.classes)
        if show != nil || palette != nil, model.classes.count > 1 {
            throw ValidationError("--show and --palette go with models of one class; here each class has a colour.")
        }
        let masks = try masks(of: model)
        let evaluator = Evaluator(
            predictor, metricSize: metricSize, threshold: threshold ?? model.threshold, tolerance: tolerance,
            batchSize: batchSize, classes: try classes(of: model), threads: compute.threadCount)
        let folder = try OutputFolder(URL(filePath: out))
        let interruption = Interruption()
        let (reading, working) = (ProgressBar(), ProgressBar())
        let summary = try MemoryAdvice.explaining(
            device: predictor.device, batchSize: min(batchSize, pairs.count), size: predictor.preprocessing.size
        ) {
            try EvaluationFolder(
                evaluator, precision: precision, overlays: overlay, truth: masks, style: show ?? .agreement,
                palette: (palette ?? .standard).palette
            ).write(
                pairs, to: folder, brightness: model.metadata?.brightness, tell: tell,
                loading: { reading.show("reading", $0, of: $1) }
            ) { done in
                working.show("evaluating", done, of: pairs.count)
                try interruption.check()
            }
        }
        working.clear()
        if json {
            say(try summary.json)
        } else {
            for line in summary.lines(evaluator.classes, withMinimum: true, withDistances: true) { say(line) }
            for line in by.flatMap({ summary.lines(by: $0) ?? [] }) { say(line) }
        }
        if overlay { for line in ClassLines.colours(of: evaluator.classes, in: folder) { tell(line) } }
        tell("metrics: \(folder.url.appending(path: "metrics.csv").path)")
    }
}

extension EvaluateCommand {
    /// What the flags say of the meaning of masks.
    private func masks(of model: ModelFile) throws -> TruthOptions {
        do throws(DatasetError) { try rules.masks.truth.check(model.classes) } catch {
            throw ValidationError("\(error).")
        }
        return rules.masks.truth
    }

    /// - Throws: `ValidationError` for a column that the data do not have, or by which nothing can be told apart.
    private func requireColumns(in inventory: Inventory) throws {
        let known = Set(inventory.pairs.flatMap(\.columns.keys))
        for column in by where column != "set" {
            guard known.contains(column) else {
                throw ValidationError(
                    "--by \(column): the data have no such column; there is \((known.sorted() + ["set"]).joined(separator: ", "))."
                )
            }
            let values = Set(inventory.pairs.map { $0.columns[column] ?? "" }).count
            guard values <= EvaluationSummary.mostValues else {
                throw ValidationError(
                    "--by \(column): it has \(values) values; at most \(EvaluationSummary.mostValues) are told apart.")
            }
        }
    }

    /// The model's classes, and how the masks of these data show them.
    private func classes(of model: ModelFile) throws -> Classes {
        guard let classColours else { return model.classes }
        guard model.classes.count > 1 else {
            throw ValidationError("--class-colours goes with models of several classes; \(self.model) has one.")
        }
        if classColours == "none" { return model.classes.withoutColours }
        let table = try Classes(colourTable: URL(filePath: classColours))
        guard table.count == model.classes.count else {
            throw ValidationError(
                "--class-colours has \(table.count) classes, the model \(model.classes.count); name one colour for each."
            )
        }
        return table
    }
}

/// The check of `--threshold`.
enum Threshold {
    /// - Throws: `ValidationError` where there are several classes, of which the likeliest is taken.
    static func check(_ threshold: Double?, _ classes: Classes) throws {
        if threshold != nil, classes.count > 1 {
            throw ValidationError(
                "--threshold goes with models of one class; of the \(classes.count) classes here the likeliest is taken."
            )
        }
    }

    static func check(_ threshold: Double?) throws {
        if let threshold, !(threshold > 0 && threshold < 1) {
            throw ValidationError("--threshold is \(threshold); it lies between 0 and 1.")
        }
    }
}
