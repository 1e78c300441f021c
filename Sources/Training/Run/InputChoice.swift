import Datasets

/// The network's input where a recipe leaves it open: channels, their names and the intensity rule.
enum InputChoice {
    /// Looks at the images' headers and writes down what they ask for. Says what was taken and why.
    ///
    /// Of a run that starts from a model, the model gives what it can first (`InitialWeights`).
    static func resolve(_ recipe: inout Recipe, by pairs: [Pair], _ tell: Run.Listener) {
        let input = recipe.preprocessing
        guard recipe.model.channels == .auto || input.intensity == .auto || input.channelNames == nil else { return }
        let survey = InputSurvey(of: pairs, threads: recipe.threads)
        let selection = input.channel ?? []
        if recipe.model.channels == .auto { recipe.model.channels = .count(survey.networkChannels(selection)) }
        if input.channelNames == nil { name(&recipe, survey, selection, tell) }
        if input.intensity == .auto {
            let (rule, reason) = survey.intensity
            recipe.preprocessing.intensity = rule
            tell("intensity: \(rule), since \(reason)")
        }
    }

    private static func name(
        _ recipe: inout Recipe, _ survey: InputSurvey, _ selection: [String], _ tell: Run.Listener
    ) {
        let count = recipe.model.channels.number ?? 3
        let names = survey.names(selection)
        // One channel feeds a network of three as well.
        recipe.preprocessing.channelNames = names.count == count || names.count == 1 && count == 3 ? names : []
        if survey.namesDiffer {
            tell("warning: the images name their channels differently; the channels are taken in their order")
        }
        guard ![1, 3].contains(count) || !names.isEmpty || !selection.isEmpty else { return }
        let picked = selection.isEmpty ? "" : ", picked by --channel \(selection.joined(separator: ","))"
        let shown = names.count == 1 && count == 3 ? 1 : count
        tell("input: \(ChannelNames.list(names, count: shown))\(picked)" + (shown < count ? ", repeated" : ""))
        if names.contains(where: { $0.lowercased() == "ct" }), recipe.preprocessing.intensity == .auto {
            tell(
                "note: a channel is CT; --intensity window:40,400 (soft tissue, for example) keeps the meaning of "
                    + "Hounsfield units, which scaling each image does not")
        }
    }

    /// Says what is worth knowing of the images, and takes the means and deviations that neither recipe nor weights give
    /// from the training images.
    /// - Returns: the store, normalised as the recipe says now.
    static func normalised(
        _ recipe: inout Recipe, _ store: ImageStore, _ split: Split, _ tell: Run.Listener
    ) throws(DatasetError) -> ImageStore {
        for line in store.remarkLines { tell(line) }
        if recipe.preprocessing.mean == nil || recipe.preprocessing.deviation == nil {
            let moments = store.channelMoments(of: try split.indices(of: .train, in: store.pairs))
            recipe.preprocessing.mean = recipe.preprocessing.mean ?? moments.mean
            recipe.preprocessing.deviation = recipe.preprocessing.deviation ?? moments.deviation
        }
        let preprocessing = try recipe.resolvedPreprocessing()
        return try store.normalised(mean: preprocessing.mean, deviation: preprocessing.deviation)
    }
}
