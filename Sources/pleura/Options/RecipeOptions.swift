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
extension SegmentationLoss: ExpressibleByArgument {}

private let architectures = ArchitectureEntry.all.map(\.name).joined(separator: ", ")
private let losses = SegmentationLoss.allCases.map(\.rawValue).joined(separator: ", ")
private let encoders = EncoderEntry.all.map(\.name).joined(separator: ", ")

/// The flags of a training: each overrides one key of the recipe. A new flag is its declaration and its row in `flags`.
struct RecipeOptions: ParsableArguments {
    @Option(help: "A YAML file of settings, such as a run's recipe.yaml, or a preset: demo, plain.")
    var recipe: String?
    @Option(help: .recipe("The architecture: \(architectures).", \.model.architecture)) var arch: String?
    @Option(help: .recipe("The encoder: \(encoders).", \.model.encoder)) var encoder: String?
    @Option(
        help: .recipe(
            "imagenet for the encoder's pretrained weights, none for fresh ones, or a model's file or folder to start from.",
            \.model.weights))
    var weights: String?
    @OptionGroup var input: InputOptions
    @OptionGroup var network: NetworkOptions
    @OptionGroup var classes: ClassOptions
    @Option(help: .recipe("What training minimises: \(losses).", \.training.loss)) var loss: SegmentationLoss?
    @Option(help: .recipe("Passes over the training images.", \.training.epochs)) var epochs: Int?
    @Option(help: .recipe("Images of one step.", \.training.batchSize)) var batchSize: Int?
    @Option(help: .recipe("Height and width the network sees, S or HxW, multiples of 32.", \.preprocessing.size))
    var size: SizeArgument?
    @Option(help: .recipe("How images come to that size: stretch or pad.", \.preprocessing.fit))
    var fit: Preprocessing.Fit?
    @Option(help: .recipe("adam, adamw or sgd.", \.training.optimizer.name)) var optimizer: Recipe.Optimiser.Name?
    @Option(help: .recipe("Learning rate.", \.training.optimizer.learningRate)) var lr: Double?
    @Option(help: .recipe("Momentum of sgd.", \.training.optimizer.momentum)) var momentum: Double?
    @Flag(inversion: .prefixedNo, help: .recipe("Nesterov's momentum.", \.training.optimizer.nesterov))
    var nesterov: Bool?
    @Option(help: .recipe("Weight decay.", \.training.optimizer.weightDecay)) var weightDecay: Double?
    @Option(help: .recipe("Of the learning rate: constant or cosine.", \.training.schedule)) var schedule: Schedule?
    @Option(help: .recipe("none, flips (both ways) or mirror (left-right).", \.augmentation.preset))
    var augment: Augmentation?
    @Option(help: .recipe("Seed of weights, order and augmentation.", \.training.seed)) var seed: UInt64?
    @Option(help: .recipe("Seed of the split into subsets.", \.split.seed)) var splitSeed: UInt64?
    @Option(help: "A split.csv to take instead of a drawn split.") var split: String?
    @Option(help: .recipe("Share of each set's images to test with.", \.split.test)) var test: Double?
    @Option(help: .recipe("Share of the rest to choose the best epoch by; 0: the last epoch.", \.split.validation))
    var validation: Double?
    @OptionGroup var data: DataOptions
    @Option(
        help: .recipe(
            "auto, fp32, bf16 or tf32 (NVIDIA GPUs); auto takes bf16 where the device multiplies it in hardware.",
            \.training.precision))
    var precision: Precision?
    @Option(help: .recipe("auto, cpu, cuda, cuda:N or mps; auto takes an NVIDIA GPU, else the CPU.", \.device))
    var device: String?
    @Option(help: "Threads to decode and to compute with. Default: one for each processor that may be used.")
    var threads: Int?

    /// Every flag with the key that it sets.
    private var flags: [RecipeFlag] {
        [
            RecipeFlag("--recipe", "", isGiven: recipe != nil),
            RecipeFlag("--arch", "model.architecture", \.model.architecture, arch),
            RecipeFlag("--encoder", "model.encoder", \.model.encoder, encoder),
            RecipeFlag("--weights", "model.weights", \.model.weights, weights),
            RecipeFlag("--loss", "training.loss", \.training.loss, loss),
            RecipeFlag("--epochs", "training.epochs", \.training.epochs, epochs),
            RecipeFlag("--batch-size", "training.batch_size", \.training.batchSize, batchSize),
            RecipeFlag("--size", "preprocessing.size", \.preprocessing.size, size?.size),
            RecipeFlag("--fit", "preprocessing.fit", \.preprocessing.fit, fit),
            RecipeFlag("--optimizer", "training.optimizer.name", \.training.optimizer.name, optimizer),
            RecipeFlag("--lr", "training.optimizer.learning_rate", \.training.optimizer.learningRate, lr),
            RecipeFlag("--momentum", "training.optimizer.momentum", \.training.optimizer.momentum, momentum),
            RecipeFlag("--nesterov", "training.optimizer.nesterov", \.training.optimizer.nesterov, nesterov),
            RecipeFlag(
                "--weight-decay", "training.optimizer.weight_decay", \.training.optimizer.weightDecay, weightDecay),
            RecipeFlag("--schedule", "training.schedule", \.training.schedule, schedule),
            RecipeFlag("--augment", "augmentation.preset", \.augmentation.preset, augment),
            RecipeFlag("--seed", "training.seed", \.training.seed, seed),
            RecipeFlag("--split-seed", "split.seed", \.split.seed, splitSeed),
            RecipeFlag("--split", "split.file", \.split.file, split.map(Optional.some)),
            RecipeFlag("--test", "split.test", \.split.test, test),
            RecipeFlag("--validation", "split.validation", \.split.validation, validation),
            RecipeFlag("--precision", "training.precision", \.training.precision, precision),
            RecipeFlag("--device", "device", \.device, device),
            RecipeFlag("--threads", "threads", \.threads, threads),
        ] + input.flags + network.flags + classes.flags + data.flags
    }

    /// Flags that were given and that a run cannot take when it is resumed.
    var changing: [String] {
        flags.filter { $0.isGiven && !["device", "threads", "training.epochs"].contains($0.key) }.map(\.flag)
    }

    /// The recipe that was named, or the defaults, with the flags over it.
    /// - Throws: `ValidationError` naming the flag whose value is wrong, `RecipeError` for a recipe that is.
    func resolved() throws -> Recipe {
        var result = try named()
        for flag in flags { flag.apply(&result) }
        try classes.apply(to: &result)
        do throws(RecipeError) { try result.check() } catch {
            guard case .value(_, let key, let reason) = error else { throw error }
            if let flag = flags.first(where: { $0.key == key && $0.isGiven })?.flag {
                throw ValidationError("\(flag) \(reason)")
            }
            throw error
        }
        return result
    }

    /// Whether nothing says what masks tell apart, so that the data's own files may.
    var mayTakeClasses: Bool {
        !classes.flags.contains(where: \.isGiven) && data.masks.foreground == nil
            && (recipe.map { Recipe.presets[$0] != nil } ?? true)
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
