import ArgumentParser
import Datasets
import Evaluation
import Foundation
import Models
import Segmentation
import Training

extension Recipe.Optimiser.Name: ExpressibleByArgument {}
extension Augmentation: ExpressibleByArgument {}
extension Schedule: ExpressibleByArgument {}
extension Preprocessing.Fit: ExpressibleByArgument {}
extension LayoutChoice: ExpressibleByArgument {}
extension SegmentationLoss: ExpressibleByArgument {}

private let architectures = ArchitectureEntry.all.map(\.name).joined(separator: ", ")
private let losses = SegmentationLoss.allCases.map(\.rawValue).joined(separator: ", ")
private let encoders = EncoderEntry.all.map(\.name).joined(separator: ", ")

/// The flags of a training: each overrides one key of the recipe.
struct RecipeOptions: ParsableArguments {
    @Option(help: "A YAML file of settings, such as a run's recipe.yaml, or a preset: demo, plain.")
    var recipe: String?
    @Option(help: "The architecture: \(architectures). Default: unet.") var arch: String?
    @Option(help: "The encoder: \(encoders). Default: resnet34.") var encoder: String?
    @Option(
        help:
            "imagenet for the encoder's pretrained weights, none for fresh ones, or a model's file or folder to start from. Default: imagenet."
    )
    var weights: String?
    @OptionGroup var network: NetworkOptions
    @OptionGroup var classes: ClassOptions
    @Option(help: "What training minimises: \(losses). Default: dice.") var loss: SegmentationLoss?
    @Option(help: "Passes over the training images. Default: 25.") var epochs: Int?
    @Option(help: "Images of one step. Default: 32.") var batchSize: Int?
    @Option(help: "Height and width the network sees, S or HxW, multiples of 32. Default: 256.") var size: SizeArgument?
    @Option(help: "How images come to that size: stretch or pad. Default: stretch.") var fit: Preprocessing.Fit?
    @Option(help: "adam, adamw or sgd. Default: adam.") var optimizer: Recipe.Optimiser.Name?
    @Option(help: "Learning rate. Default: 0.001.") var lr: Double?
    @Option(help: "Momentum of sgd. Default: 0.") var momentum: Double?
    @Flag(inversion: .prefixedNo, help: "Nesterov's momentum. Default: no.") var nesterov: Bool?
    @Option(help: "Weight decay. Default: 0.") var weightDecay: Double?
    @Option(help: "Of the learning rate: constant or cosine. Default: constant.") var schedule: Schedule?
    @Option(help: "none, flips (both ways) or mirror (left-right). Default: flips.") var augment: Augmentation?
    @Option(help: "Seed of weights, order and augmentation. Default: 0.") var seed: UInt64?
    @Option(help: "Seed of the split into subsets. Default: 0.") var splitSeed: UInt64?
    @Option(help: "A split.csv to take instead of a drawn split.") var split: String?
    @Option(help: "Share of the patients to test with. Default: 0.2.") var test: Double?
    @Option(help: "Share of the rest to choose the best epoch by; 0: the last epoch. Default: 0.1.")
    var validation: Double?
    @Option(
        help:
            "How the folders are laid out: auto, \(Layout.allCases.map(\.rawValue).joined(separator: ", ")). Default: auto."
    )
    var layout: LayoutChoice?
    @Flag(inversion: .prefixedNo, help: "Refuse images without a mask and masks without an image. Default: no.")
    var strict: Bool?
    @Option(help: "auto, fp32 or bf16; auto takes bf16 where the device multiplies it in hardware. Default: auto.")
    var precision: Precision?
    @Option(help: "auto, cpu, cuda, cuda:N or mps. Default: auto, which says what it takes and why.") var device:
        String?
    @Option(help: "Threads to decode and to compute with. Default: one for each processor that may be used.")
    var threads: Int?

    /// A setting of the recipe, the flag that sets it, and whether it was given.
    private var flags: [(key: String, flag: String, isGiven: Bool)] {
        [
            ("", "--recipe", recipe != nil), ("model.architecture", "--arch", arch != nil),
            ("model.encoder", "--encoder", encoder != nil), ("model.weights", "--weights", weights != nil),
            ("training.loss", "--loss", loss != nil),
            ("training.epochs", "--epochs", epochs != nil), ("training.batch_size", "--batch-size", batchSize != nil),
            ("preprocessing.size", "--size", size != nil), ("preprocessing.fit", "--fit", fit != nil),
            ("training.optimizer.name", "--optimizer", optimizer != nil),
            ("training.optimizer.learning_rate", "--lr", lr != nil),
            ("training.optimizer.momentum", "--momentum", momentum != nil),
            ("training.optimizer.nesterov", "--nesterov", nesterov != nil),
            ("training.optimizer.weight_decay", "--weight-decay", weightDecay != nil),
            ("training.schedule", "--schedule", schedule != nil),
            ("augmentation.preset", "--augment", augment != nil), ("training.seed", "--seed", seed != nil),
            ("split.seed", "--split-seed", splitSeed != nil), ("split.file", "--split", split != nil),
            ("split.test", "--test", test != nil), ("split.validation", "--validation", validation != nil),
            ("data.layout", "--layout", layout != nil), ("data.strict", "--strict", strict != nil),
            ("training.precision", "--precision", precision != nil), ("device", "--device", device != nil),
            ("threads", "--threads", threads != nil),
        ] + network.flags + classes.flags
    }

    /// Flags that were given and that a run cannot take while it goes on.
    var changing: [String] { flags.filter { $0.isGiven && !["device", "threads"].contains($0.key) }.map(\.flag) }

    /// The recipe that was named, or the defaults, with the flags over it.
    /// - Throws: `ValidationError` naming the flag whose value is wrong, `RecipeError` for a recipe that is.
    func resolved() throws -> Recipe {
        var result = try named()
        func set<Value>(_ path: WritableKeyPath<Recipe, Value>, _ value: Value?) {
            if let value { result[keyPath: path] = value }
        }
        set(\.model.architecture, arch)
        set(\.model.encoder, encoder)
        set(\.model.weights, weights)
        try network.apply(to: &result)
        try classes.apply(to: &result)
        set(\.training.loss, loss)
        set(\.training.epochs, epochs)
        set(\.training.batchSize, batchSize)
        set(\.preprocessing.size, size?.size)
        set(\.preprocessing.fit, fit)
        set(\.training.optimizer.name, optimizer)
        set(\.training.optimizer.learningRate, lr)
        set(\.training.optimizer.momentum, momentum)
        set(\.training.optimizer.nesterov, nesterov)
        set(\.training.optimizer.weightDecay, weightDecay)
        set(\.training.schedule, schedule)
        set(\.augmentation.preset, augment)
        set(\.training.seed, seed)
        set(\.split.seed, splitSeed)
        set(\.split.file, split.map(Optional.some))
        set(\.split.test, test)
        set(\.split.validation, validation)
        set(\.data.layout, layout)
        set(\.data.strict, strict)
        set(\.training.precision, precision)
        set(\.device, device)
        set(\.threads, threads)
        do throws(RecipeError) { try result.check() } catch {
            guard case .value(_, let key, let reason) = error else { throw error }
            if let flag = flags.first(where: { $0.key == key && $0.isGiven })?.flag {
                throw ValidationError("\(flag) \(reason)")
            }
            throw error
        }
        return result
    }

    private func named() throws -> Recipe {
        guard let recipe else { return Recipe() }
        // A file that is called like a preset is named with its folder: ./demo
        if let preset = Recipe.presets[recipe] { return preset }
        guard FileManager.default.fileExists(atPath: recipe) else {
            do throws(RecipeError) { return try Recipe.preset(recipe) } catch {
                throw ValidationError("--recipe: \(error)")
            }
        }
        return try Recipe(file: URL(filePath: recipe))
    }
}
