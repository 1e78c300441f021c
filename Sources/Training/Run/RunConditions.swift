import Datasets
import Evaluation
import Files
import Models
import Torch

/// What the bits of a run's result depend on. Part of `last.state`; what an older version did not record is nil.
struct RunConditions: Codable, Equatable {
    /// SHA-256 of the data (`Fingerprint`).
    let data: String
    /// Threads that compute.
    let threads: Int
    /// "cpu" or "cuda:0", and what convolutions compute in.
    let device: String, precision: String
    /// The version of libtorch, and the processor (`Processors.kind`).
    let libtorch: String?, processor: String?
    /// SHA-256 of the split.
    let split: String?
    /// The resolved recipe as YAML.
    let recipe: String?

    init(recipe: Recipe, split: Split, data: String) throws {
        (self.data, self.recipe) = (data, try recipe.yaml)
        (threads, device) = (recipe.threads, recipe.device)
        precision = recipe.training.precision.rawValue
        (libtorch, processor) = (try torchVersion, Processors.kind)
        self.split = Fingerprint(of: split.csv).digest
    }
}

extension Checkpoint {
    /// Something that is not as it was when the run began, and how to put it back.
    struct Difference: Equatable, Sendable, CustomStringConvertible {
        let change: ForcedChange
        let way: String

        /// "threads: 2 when it began, 1 now. Leave --threads out"; digests are not shown.
        var description: String {
            let hasDigests = ["data", "split.csv"].contains(change.name)
            let values = hasDigests ? "not as when it began" : "\(change.old) when it began, \(change.new) now"
            return "\(change.name): \(values). \(way)"
        }
    }

    /// What has changed since the run began, in a fixed order. What its state does not record is not compared.
    /// - Parameter file: the state, for messages.
    /// - Throws: `TrainingError.unusableState` where the recipe in the state cannot be read.
    func differences(from now: RunConditions, file: String) throws -> [Difference] {
        var found: [Difference] = []
        func compare(_ name: String, _ old: String?, _ new: String?, _ way: String) {
            guard let old, let new, old != new else { return }
            found.append(Difference(change: ForcedChange(name: name, old: old, new: new), way: way))
        }
        compare("data", began.data, now.data, "Bring them back, or say where they are now with --data")
        compare("split.csv", began.split, now.split, "Put the file back as it was")
        compare("threads", "\(began.threads)", "\(now.threads)", "Leave --threads out")
        compare("device", began.device, now.device, "Leave --device out")
        compare("libtorch", began.libtorch, now.libtorch, "Use that libtorch (LIBTORCH=FOLDER)")
        compare("processor", began.processor, now.processor, "Resume on such a processor")
        guard let text = began.recipe, let current = now.recipe else {
            compare("training.precision", began.precision, now.precision, "Put recipe.yaml back as it was")
            return found
        }
        let old: Recipe
        do throws(RecipeError) { old = try Recipe(yaml: text, file: file) } catch {
            throw TrainingError.unusableState(
                file: file, reason: "the recipe in it is not one of this version: \(error)")
        }
        found += try old.differences(to: Recipe(yaml: current, file: file)).map {
            Difference(change: $0, way: "Put recipe.yaml back as it was")
        }
        return found
    }
}
