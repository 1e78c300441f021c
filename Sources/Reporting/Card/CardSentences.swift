import Datasets
import Evaluation
import Segmentation
import Statistics
import Training

/// What a run knows, in sentences of a language (Markdown).
struct CardSentences {
    let facts: CardFacts
    let language: Language
    let bootstrap: Bootstrap
    /// Of the test, by set; the last is of all.
    let results: [SetResult]
    var numerals: Numerals { Numerals(language) }

    init(_ facts: CardFacts, in language: Language, bootstrap: Bootstrap) {
        (self.facts, self.language, self.bootstrap) = (facts, language, bootstrap)
        results = SetResult.list(facts.test, bootstrap)
    }

    /// "U-Net with a ResNet-34 encoder", by the names that papers use.
    var network: String {
        let model = facts.metadata.network
        let name = NetworkName.phrase(architecture: model.architecture, encoder: model.encoder)
        return Markdown.escaped(name(language))
    }

    var confidence: String { numerals.brief(bootstrap.confidence * 100) }

    // MARK: - Data

    var technology: String { CardFactTexts.technology(network)(language) }

    var sources: String {
        let sets = facts.data.sets.map { "\(Markdown.escaped($0.name)) (\($0.images))" }.joined(separator: ", ")
        return CardFactTexts.sources(sets, String(facts.data.fingerprint.prefix(12)))(language)
    }

    var inclusion: String {
        let unused = facts.count(.unused).images
        let phrases =
            [CardFactTexts.inclusion(facts.leftOut.images, facts.leftOut.masks)]
            + (unused > 0 ? [CardFactTexts.unused(unused)] : [])
        return phrases.map { $0(language) }.joined(separator: " ")
    }

    var preprocessing: String {
        let value = facts.metadata.preprocessing
        let size: any Translated =
            switch (value.size, value.fit) {
            case (nil, _): CardFactTexts.ownSize
            case (let size?, .stretch): CardFactTexts.stretched("\(size.height) x \(size.width)")
            case (let size?, .pad): CardFactTexts.padded("\(size.height) x \(size.width)")
            }
        let intensity: any Translated =
            switch value.intensity {
            case .fullScale: CardFactTexts.fullScale
            case .percentile: CardFactTexts.percentile
            case .zscore: CardFactTexts.zscore
            case .window(let centre, let width):
                CardFactTexts.window(numerals.brief(centre - width / 2), numerals.brief(centre + width / 2))
            case .auto: CardFactTexts.percentiles
            }
        let names = value.channelNames.map(Markdown.escaped).joined(separator: ", ")
        func list(_ values: [Double]) -> String { values.map(numerals.brief).joined(separator: "; ") }
        return CardFactTexts.preprocessing(
            size, intensity, channels: value.channels, names: names, mean: list(value.mean),
            deviation: list(value.deviation))(
                language)
    }

    var selection: String { CardFactTexts.wholeImages(language) }
    var missing: String { CardFactTexts.missing(facts.leftOut.images, facts.leftOut.masks)(language) }
    var masks: String {
        let readings = facts.data.sets.compactMap { set in
            set.reading.map { CardFactTexts.reading(Markdown.escaped(set.name), $0.masks)(language) }
        }
        return ([CardFactTexts.masks(language)] + readings).joined(separator: " ")
    }

    // MARK: - Subsets

    var assignment: String {
        let split = facts.recipe.split
        let how =
            if let file = split.file { CardFactTexts.byFile(Markdown.escaped(file)) } else {
                CardFactTexts.drawn(
                    seed: "\(split.seed)", test: numerals.brief(split.test),
                    validation: numerals.brief(split.validation))
            }
        let counts = CardFactTexts.counts(facts.count(.train), facts.count(.validation), facts.count(.test))
        return "\(how(language)) \(counts(language))"
    }

    /// Masks without foreground by subset; nil where there are none, or nobody counted them.
    var emptyMasks: String? {
        func images(_ subset: Subset) -> Int { facts.count(subset).images }
        return facts.data.emptyMasks.flatMap {
            MetricTexts.emptyReferences($0, of: (images(.train), images(.validation), images(.test)))
        }?(language)
    }

    var disjointness: String {
        (facts.hasGroups ? CardFactTexts.disjointGroups : CardFactTexts.disjointImages)(language)
    }

    var testSize: String {
        let count = facts.count(.test)
        return CardFactTexts.tested(count.images, count.groups)(language)
    }

    // MARK: - Model and training

    var model: String {
        let model = facts.metadata.network
        return CardFactTexts.model(
            network, channels: model.channels, classes: model.classes, depth: model.depth,
            parameters: "\(facts.parameters)")(language)
    }

    var software: String {
        let versions = facts.metadata.versions.sorted { $0.key > $1.key }.map {
            Markdown.escaped("\($0.key) \($0.value)")
        }
        return CardFactTexts.software(versions.joined(separator: ", "))(language)
    }

    var start: String {
        let seed = "\(facts.recipe.training.seed)"
        return switch facts.recipe.model.weights {
        case Recipe.fresh: CardFactTexts.fresh(seed: seed)(language)
        case Recipe.imageNet: CardFactTexts.imageNet(seed: seed)(language)
        case let name: CardFactTexts.fromModel(Markdown.escaped(name))(language)
        }
    }

    var training: String {
        let training = facts.recipe.training
        let optimiser = training.optimizer
        var name = ["adam": "Adam", "adamw": "AdamW", "sgd": "SGD"][optimiser.name.rawValue] ?? optimiser.name.rawValue
        if optimiser.momentum > 0 {
            name += ", \(optimiser.nesterov ? "Nesterov " : "momentum ")\(numerals.brief(optimiser.momentum))"
        }
        if optimiser.weightDecay > 0 {
            name += ", " + CardFactTexts.weightDecay(numerals.brief(optimiser.weightDecay))(language)
        }
        func setting(_ key: String) -> String { Markdown.escaped(facts.setting(key)) }
        return CardFactTexts.training(
            name, rate: numerals.brief(optimiser.learningRate), schedule: setting("training.schedule"),
            loss: setting("training.loss"), augmentation: setting("augmentation"), epochs: training.epochs,
            batch: training.batchSize, precision: setting("training.precision"), seed: "\(training.seed)")(language)
    }

    /// Whether a validation subset chose the epoch.
    var isChosen: Bool { facts.count(.validation).images > 0 }

    var choice: String {
        let epoch = facts.metadata.epoch
        return (isChosen ? CardFactTexts.bestEpoch(epoch) : CardFactTexts.lastEpoch(epoch))(language)
    }

    var ensemble: String { CardFactTexts.single(language) }

    // MARK: - Evaluation

    var metrics: String {
        let names = ["Dice"] + SetResult.metrics(facts.test).map { MetricTexts.name($0)(language) }
        let size = facts.summary.metricSize == .original ? CardFactTexts.originalSize : CardFactTexts.modelSize
        return CardFactTexts.metrics(
            names.joined(separator: ", "), size, threshold: facts.summary.threshold.map { numerals.brief($0) })(
                language)
    }

    var uncertainty: String { CardFactTexts.uncertainty(confidence, draws: bootstrap.draws)(language) }

    var internalTest: String {
        CardFactTexts.internalTest(
            validation: facts.count(.validation).images, test: facts.count(.test).images)(language)
    }

    var externalTest: String {
        facts.foreignSets.isEmpty
            ? CardFactTexts.noForeignSet(language) : CardFactTexts.foreignSets(foreignSets)(language)
    }

    var foreignSets: String { facts.foreignSets.map(Markdown.escaped).joined(separator: ", ") }

    // MARK: - Results

    /// What was forced, and test images that the run's first model had seen; none for an ordinary run.
    var conditions: [String] {
        ConditionTexts.remarks(facts.summary.forced ?? [], facts.summary.warmStartOverlap).map {
            Markdown.escaped($0(language))
        }
    }

    var included: String {
        let used = Subset.used.reduce(0) { $0 + facts.count($1).images }
        return CardFactTexts.included(used, facts.leftOut.images, facts.leftOut.masks)(language)
    }

    var performance: String {
        CardFactTexts.performance(
            numerals.dice(results.last?.dice), results.last?.interval(numerals) ?? Numerals.none)(language)
    }

    var failures: String { CardFactTexts.failures(numerals.dice(results.last?.diceMinimum))(language) }
    var limits: String { CardFactTexts.limits(language) }
    var protocolFile: String { CardFactTexts.protocolFile(language) }
    var availability: String { CardFactTexts.availability(language) }
}
