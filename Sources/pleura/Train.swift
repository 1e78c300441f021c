import ArgumentParser
import Datasets
import Evaluation
import Foundation
import Reporting
import Segmentation
import Torch
import Training

extension Recipe.Optimiser.Name: ExpressibleByArgument {}
extension Recipe.Precision: ExpressibleByArgument {}
extension Augmentation: ExpressibleByArgument {}

/// `pleura train DATA...`
struct Train: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Train a model on one or several folders of images and masks.",
        discussion: """
            A folder holds images/ and masks/ with the same file names, or is laid out as the Shenzhen or the \
            Montgomery set. Several folders are joined. Results go into a run folder: recipe, split, history, weights.
            """)

    @Argument(help: "Folders of images and masks.") var data: [String]
    @Option(help: "The run folder, which must not exist. Default: the next free runs/unet-resnet34-N.") var out: String?
    @Option(help: "The encoder: resnet34.") var encoder = "resnet34"
    @Option(help: "Passes over the training images.") var epochs = 25
    @Option(help: "Images of one step.") var batchSize = 32
    @Option(help: "Height and width the network sees, a multiple of 32.") var size = 256
    @Option(help: "adam, adamw or sgd.") var optimizer = Recipe.Optimiser.Name.adam
    @Option(help: "Learning rate.") var lr = 1e-3
    @Option(help: "Momentum of sgd.") var momentum = 0.0
    @Option(help: "Seed of weights, order and augmentation.") var seed: UInt64 = 0
    @Option(help: "Seed of the split into subsets.") var splitSeed: UInt64 = 0
    @Option(help: "Share of the images to test with.") var test = 0.2
    @Option(help: "Share of the rest to choose the best epoch by; 0: the last epoch.") var validation = 0.1
    @Option(help: "flips or none.") var augment = Augmentation.flips
    @Option(help: "auto, fp32 or bf16; auto takes bf16 where the processor multiplies it.")
    var precision = Recipe.Precision.auto
    @Option(help: "Threads to compute with. Default: one for each processor.") var threads: Int?
    @Flag(help: "Refuse images without a mask and masks without an image.") var strict = false

    func validate() throws {
        guard epochs >= 1 else { throw ValidationError("--epochs is \(epochs); at least 1 is wanted.") }
        guard batchSize >= 2 else {
            throw ValidationError("--batch-size is \(batchSize); at least 2 is wanted, for batch normalisation.")
        }
        guard size >= 32, size % 32 == 0 else {
            throw ValidationError(
                "--size is \(size), which is no multiple of 32; try \((max(size, 1) + 31) / 32 * 32).")
        }
        guard lr > 0 else { throw ValidationError("--lr is \(lr); it must be above 0.") }
        do { _ = try EncoderEntry.named(encoder) } catch { throw ValidationError("--encoder: \(error)") }
    }

    func run() async throws {
        let inventory = try Inventory(data.map { URL(filePath: $0) })
        for warning in inventory.warnings() { tell("warning: \(warning)") }
        if strict { try inventory.requireComplete() }
        let run = try runFolder()
        let entry = try EncoderEntry.named(encoder)
        let preprocessing = try Preprocessing(
            size: PixelSize(height: size, width: size), mean: entry.mean, deviation: entry.deviation)
        let split = try Split(of: inventory.pairs, seed: splitSeed, test: test, validation: validation)
        let corpus = try Corpus(loading: inventory.pairs, preprocessing: preprocessing)
        var recipe = recipe(preprocessing)
        let bf16 = try takesBF16()
        recipe.training.precision = bf16 ? .bf16 : .fp32
        recipe.device = "cpu"
        try setThreadCount(recipe.threads)
        try FileManager.default.createDirectory(at: run, withIntermediateDirectories: true)
        try AtomicFile.write(recipe.yaml, to: run.appending(path: "recipe.yaml"))
        try split.write(to: run.appending(path: "split.csv"))
        tell(
            "training on \(split.count(.train)) images, validating on \(split.count(.validation)), "
                + "testing on \(split.count(.test)); run folder: \(run.path)")
        let trainer = try Trainer(recipe, corpus: corpus, split: split, device: .cpu, bf16: bf16)
        let results = try trainer.run(into: run) { figures in
            print(figures.line(of: epochs))
            fflush(nil)
        }
        if !results.isEmpty {
            let dice = results.reduce(0) { $0 + $1.counts.dice } / Double(results.count)
            print(String(format: "Test Dice: %.4f (mean of %d images at their own size)", dice, results.count))
        }
        let madeUp = Set(inventory.sets.filter { PhantomWriter.isMadeUp($0.root) }.map(\.name))
        let report = try RunReport.input(
            run: run, corpus: corpus, inventory: inventory, madeUpSets: madeUp, predictor: trainer.predictor)
        for note in try await Report.write(report, to: run) { tell("note: \(note)") }
        tell("report: \(run.appending(path: "report.html").path)")
    }

    private func recipe(_ preprocessing: Preprocessing) -> Recipe {
        var recipe = Recipe(
            sources: data, preprocessing: preprocessing,
            threads: threads ?? ProcessInfo.processInfo.activeProcessorCount)
        recipe.data.strict = strict
        (recipe.split.seed, recipe.split.test, recipe.split.validation) = (splitSeed, test, validation)
        recipe.augmentation = augment
        recipe.model.encoder = encoder
        (recipe.training.seed, recipe.training.epochs, recipe.training.batchSize) = (seed, epochs, batchSize)
        recipe.training.optimizer.name = optimizer
        recipe.training.optimizer.learningRate = lr
        recipe.training.optimizer.momentum = momentum
        return recipe
    }

    /// Says what was taken and why, on standard error.
    private func takesBF16() throws -> Bool {
        switch precision {
        case .fp32: return false
        case .bf16: return true
        case .auto:
            let has = try Device.processorHas("avx512_bf16") || Device.processorHas("amx_bf16")
            tell(
                has
                    ? "precision: bf16, which this processor multiplies"
                    : "precision: fp32, for this processor does not multiply bf16")
            return has
        }
    }

    private func runFolder() throws -> URL {
        guard let out else {
            let next = (1...).lazy.map { URL(filePath: "runs/unet-\(encoder)-\($0)") }
                .first { !FileManager.default.fileExists(atPath: $0.path) }
            return next ?? URL(filePath: "runs/unet-\(encoder)")
        }
        guard !FileManager.default.fileExists(atPath: out) else { throw RunFolderExists(path: out) }
        return URL(filePath: out)
    }
}

/// A run never writes into what is there already.
struct RunFolderExists: Error, CustomStringConvertible {
    let path: String
    var description: String { "\(path) exists already; name another folder with --out, or remove it" }
}
