import Datasets
import Segmentation
import Torch

extension Recipe {
    /// Whether every value is one that a training can use; what depends on the data or the machine shows later.
    /// - Throws: `RecipeError.value` for the first that is not.
    public func check() throws(RecipeError) {
        func require(_ holds: Bool, _ key: String, _ reason: @autoclosure () -> String) throws(RecipeError) {
            if !holds { throw .value(file: nil, key: key, reason: reason()) }
        }
        for (key, share) in [("split.test", split.test), ("split.validation", split.validation)] {
            try require(
                share >= 0 && share < 1, key, "is \(share); it is at least 0 and below 1 (0.2: a fifth)")
        }
        try require(training.epochs >= 1, "training.epochs", "is \(training.epochs); at least 1 is wanted")
        try require(
            training.batchSize >= 2, "training.batch_size",
            "is \(training.batchSize); at least 2 is wanted, for batch normalisation")
        let optimiser = training.optimizer
        try require(
            optimiser.learningRate > 0 && optimiser.learningRate.isFinite, "training.optimizer.learning_rate",
            "is \(optimiser.learningRate); a number above 0 is wanted")
        try require(
            optimiser.momentum >= 0 && optimiser.momentum < 1, "training.optimizer.momentum",
            "is \(optimiser.momentum); it is at least 0 and below 1")
        try require(
            optimiser.momentum == 0 || optimiser.name == .sgd, "training.optimizer.momentum",
            "is \(optimiser.momentum), which \(optimiser.name.rawValue) does not have; sgd has")
        try require(
            !optimiser.nesterov || optimiser.momentum > 0, "training.optimizer.nesterov",
            "is on without momentum; set a momentum (0.9), with sgd")
        try require(
            optimiser.weightDecay >= 0 && optimiser.weightDecay.isFinite, "training.optimizer.weight_decay",
            "is \(optimiser.weightDecay); a number of at least 0 is wanted")
        try require(threads >= 1 && threads <= 1024, "threads", "is \(threads); 1 to 1024 are wanted")
        try require(Device.isChoice(device), "device", "is \(device); it is \(Device.choices)")
        try checkModel(require)
    }

    private func checkModel(
        _ require: (Bool, String, @autoclosure () -> String) throws(RecipeError) -> Void
    ) throws(RecipeError) {
        do throws(ModelError) { _ = try ArchitectureEntry.named(model.architecture) } catch {
            throw .value(file: nil, key: "model.architecture", reason: "is not known: \(error)")
        }
        do throws(ModelError) { _ = try EncoderEntry.named(model.encoder) } catch {
            throw .value(file: nil, key: "model.encoder", reason: "is not known: \(error)")
        }
        try require(
            Classes.possible.contains(model.classes), "model.classes", "is \(model.classes); 1 to 255 are wanted")
        let classes = try classes()
        do throws(DatasetError) { try truth.check(classes) } catch {
            let key = data.invertMask ? "data.invert_mask" : "data.foreground"
            throw .value(file: nil, key: key, reason: "is not right: \(error)")
        }
        try require(
            (1...Preprocessing.mostChannels).contains(model.channels.number ?? 3), "model.channels",
            "is \(model.channels); auto or 1 to \(Preprocessing.mostChannels) are wanted")
        do throws(ModelError) { try model.network.check() } catch {
            let key =
                switch error {
                case .depth: "model.depth"
                case .decoderWidths: "model.decoder_widths"
                default: "model"
                }
            throw .value(file: nil, key: key, reason: "is not right: \(error)")
        }
        do throws(DatasetError) {
            _ = try Preprocessing(size: preprocessing.size)
        } catch {
            throw .value(file: nil, key: "preprocessing.size", reason: "is not right: \(error)")
        }
        do throws(DatasetError) { _ = try resolvedPreprocessing() } catch {
            throw .value(file: nil, key: "preprocessing", reason: "is not right: \(error)")
        }
    }

    /// The preprocessing, with the encoder's mean and deviation where the recipe names none; 0 and 1 for numbers of
    /// channels that no encoder was trained with, until the training images are read.
    /// - Throws: `DatasetError` for values that do not fit together.
    func resolvedPreprocessing() throws(DatasetError) -> Preprocessing {
        let entry = EncoderEntry.all.first { $0.name == model.network.encoder }
        let picked = preprocessing.channel ?? []
        // Unresolved, the images are not known yet: as many as are picked.
        let open = picked.count > 1 ? picked.count : 3
        let channels = model.channels.number ?? open
        func fitted(_ values: [Double], _ other: Double) -> [Double] {
            Preprocessing.fitted(values, channels: channels) ?? [Double](repeating: other, count: channels)
        }
        // After `zscore` the samples have these already.
        let isStandardised = preprocessing.intensity == .zscore
        func standard(_ value: Double) -> [Double] { [Double](repeating: value, count: channels) }
        return try Preprocessing(
            size: preprocessing.size, fit: preprocessing.fit, intensity: preprocessing.intensity,
            channels: channels,
            mean: preprocessing.mean
                ?? (isStandardised ? standard(0) : fitted(entry?.mean ?? EncoderEntry.imageNetMean, 0)),
            deviation: preprocessing.deviation
                ?? (isStandardised ? standard(1) : fitted(entry?.deviation ?? EncoderEntry.imageNetDeviation, 1)),
            channelNames: preprocessing.channelNames ?? [], selection: picked)
    }

    /// Writes down the means and deviations that are known before the images are read: the encoder's, or those of
    /// `zscore`.
    mutating func setKnownStatistics() throws(DatasetError) {
        guard [1, 3].contains(model.channels.number) || preprocessing.intensity == .zscore else { return }
        let known = try resolvedPreprocessing()
        (preprocessing.mean, preprocessing.deviation) = (known.mean, known.deviation)
    }
}
