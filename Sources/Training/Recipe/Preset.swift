import Datasets

extension Recipe {
    /// Recipes by name: `--recipe NAME`.
    public static let presets: [String: Recipe] = ["demo": demo, "plain": plain]

    /// What 115 phantoms need to be learnt in about a minute on two cores, without a network.
    private static var demo: Recipe {
        var recipe = Recipe()
        recipe.model.weights = fresh
        recipe.preprocessing.size = PixelSize(height: 128, width: 128)
        recipe.augmentation.preset = .mirror
        (recipe.training.epochs, recipe.training.batchSize) = (12, 8)
        return recipe
    }

    /// 80 % of the images train, the rest tests; no augmentation, and the last epoch's weights are the result.
    private static var plain: Recipe {
        var recipe = Recipe()
        recipe.split.validation = 0
        recipe.augmentation.preset = .none
        return recipe
    }

    /// The recipe of that name.
    /// - Throws: `RecipeError.unknownPreset`, which names those that exist.
    public static func preset(_ name: String) throws(RecipeError) -> Recipe {
        guard let recipe = presets[name] else { throw .unknownPreset(name, known: presets.keys.sorted()) }
        return recipe
    }
}
