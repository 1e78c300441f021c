import Datasets
import Evaluation
import Foundation
import Hub
import Models
import Segmentation

/// The weights that a training run starts from: fresh ones, the encoder's pretrained ones, or a model's.
enum InitialWeights {
    /// Makes the recipe's network with its first weights, on the CPU.
    /// - Parameters:
    ///   - recipe: gets the mean and the standard deviation that belong to the weights, where it names none, and the
    ///     absolute path of a model.
    ///   - pretrained: the encoder's weights, which a recipe with the weights "imagenet" needs.
    ///   - tell: hears what was loaded from where.
    /// - Throws: `ModelFileError` for a model that is not the recipe's network, `RecipeError`, `HubError`, `ModelError`.
    static func network(
        _ recipe: inout Recipe, _ pretrained: WeightsStore.Location?, _ tell: Run.Listener
    ) throws -> any SegmentationNetwork {
        if recipe.startsFromModel { return try model(&recipe, tell) }
        let network = try recipe.model.network.makeNetwork()
        try network.initialise(seed: recipe.training.seed)
        if recipe.model.weights == Recipe.imageNet { try load(pretrained, into: network, &recipe, tell) }
        return network
    }

    /// The network of a model's file, which must be the recipe's.
    private static func model(_ recipe: inout Recipe, _ tell: Run.Listener) throws -> any SegmentationNetwork {
        let url = URL(filePath: recipe.model.weights).standardizedFileURL
        let model = try ModelFile(
            opening: url, architecture: recipe.model.architecture, encoder: recipe.model.encoder)
        take(model.preprocessing, &recipe)
        guard model.description == recipe.model.network else {
            throw ModelFileError.unusable(
                file: model.file.path,
                reason: "its network is not the recipe's: "
                    + model.description.differences(from: recipe.model.network).joined(separator: "; "))
        }
        recipe.model.weights = url.path
        recipe.preprocessing.mean = recipe.preprocessing.mean ?? model.preprocessing.mean
        recipe.preprocessing.deviation = recipe.preprocessing.deviation ?? model.preprocessing.deviation
        tell("weights: \(model.network.state().count) tensors of \(model.summary)")
        return model.network
    }

    /// What a recipe leaves open of the input is the model's: its weights know nothing else.
    private static func take(_ preprocessing: Preprocessing, _ recipe: inout Recipe) {
        if recipe.model.channels == .auto { recipe.model.channels = .count(preprocessing.channels) }
        if recipe.preprocessing.intensity == .auto { recipe.preprocessing.intensity = preprocessing.intensity }
        if recipe.preprocessing.channel == nil, !preprocessing.selection.isEmpty {
            recipe.preprocessing.channel = preprocessing.selection
        }
        if recipe.preprocessing.channelNames == nil, !preprocessing.channelNames.isEmpty {
            recipe.preprocessing.channelNames = preprocessing.channelNames
        }
    }

    /// Overwrites the encoder's fresh weights by the pretrained ones.
    private static func load(
        _ pretrained: WeightsStore.Location?, into network: any SegmentationNetwork, _ recipe: inout Recipe,
        _ tell: Run.Listener
    ) throws {
        guard let pretrained else {
            throw RecipeError.value(
                file: nil, key: "model.weights", reason: "is imagenet, but no file of pretrained weights was named")
        }
        let loaded = try PretrainedEncoder.load(
            .named(recipe.model.encoder), from: pretrained, into: network)
        let (statistics, channels) = (loaded.statistics, recipe.model.network.channels)
        if recipe.preprocessing.intensity != .zscore {
            recipe.preprocessing.mean =
                recipe.preprocessing.mean ?? Preprocessing.fitted(statistics.mean, channels: channels)
            recipe.preprocessing.deviation =
                recipe.preprocessing.deviation ?? Preprocessing.fitted(statistics.deviation, channels: channels)
        }
        let adapted = loaded.adaptedTo.map { "; its first convolution was adapted to \($0) channels" } ?? ""
        tell("weights: \(loaded.tensors) tensors of the encoder, from \(pretrained.file.path)\(adapted)")
    }
}
