import ArgumentParser
import Datasets
import Evaluation
import Files
import Foundation
import Models
import Reporting

/// `pleura predict MODEL IMAGES...`
struct PredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict",
        abstract: "Predict masks for new images, at each image's own size.",
        discussion: """
            MODEL is a run folder, a model's folder (Pleura's or one of SMP's save_pretrained) or a file of weights (.safetensors, .pth). \
            DIR gets NAME.png for each image (0 background, 255 foreground; of several classes their indices) and \
            predictions.csv, which says which image each is of.
            """)

    @Argument(help: "A run folder, a model's folder or a file of weights.") var model: String
    @Argument(help: "Images (PNG, JPEG, TIFF), or folders of them.") var images: [String]
    @Option(help: "The folder to make.") var out: String
    @Flag(
        help:
            "Write overlays/NAME.png: the image with the prediction's outline; several classes in colours, see overlays/legend.svg."
    ) var overlay = false
    @Flag(help: "Write probabilities/NAME.png: 16 bits, 0 to 65535; of several classes a folder for each.")
    var probabilities = false
    @Option(help: "Probability above which a pixel is foreground. Default: the model's own, usually 0.5.")
    var threshold: Double?
    @OptionGroup var compute: ComputeOptions

    func validate() throws { try Threshold.check(threshold) }

    func run() throws {
        try OutputFolder.requireFree(URL(filePath: out))
        let found = try ImageFile.found(in: images.map { URL(filePath: $0) })
        let (model, predictor, _, batchSize) = try compute.open(model)
        try Threshold.check(threshold, model.classes)
        let files = ImageFile.joined(found, for: predictor.preprocessing)
        let interruption = Interruption()
        let (reading, working) = (ProgressBar(), ProgressBar())
        let loaded = try MemoryAdvice.explaining(device: .cpu, batchSize: 1, size: predictor.preprocessing.size) {
            try ImageSet(loading: files, preprocessing: predictor.preprocessing, threads: compute.threadCount) {
                reading.show("reading", $0, of: $1)
            }
        }
        for line in loaded.remarkLines { tell(line) }
        if let range = model.metadata?.brightness {
            let images = zip(files, loaded.brightness).map { ($0.url.lastPathComponent, $1) }
            for line in range.lines(images, rule: predictor.preprocessing.intensity) { tell(line) }
        }
        let folder = try OutputFolder(URL(filePath: out))
        let predictions = PredictionFolder(
            predictor, classes: model.classes, threshold: threshold ?? model.threshold, batchSize: batchSize,
            overlays: overlay, probabilities: probabilities)
        try MemoryAdvice.explaining(
            device: predictor.device, batchSize: min(batchSize, files.count), size: predictor.preprocessing.size
        ) {
            try predictions.write(loaded, to: folder) { done in
                working.show("predicting", done, of: files.count)
                try interruption.check()
            }
        }
        working.clear()
        if overlay { for line in ClassLines.colours(of: model.classes, in: folder) { tell(line) } }
        say("\(files.count) mask\(files.count == 1 ? " is" : "s are") in \(folder.url.path)")
    }
}
