import Evaluation
import Statistics

/// Says in plain sentences what a comparison allows to conclude.
public struct VerdictText {
    private let comparison: Comparison
    private let language: Language
    private let numerals: Numerals

    /// - Parameter comparison: holds the pairs that are spoken of, and knows which arms were tuned.
    public init(_ comparison: Comparison, in language: Language) {
        (self.comparison, self.language) = (comparison, language)
        numerals = Numerals(language)
    }

    /// The verdict on two arms, its figures, and every reservation: whole sentences, the verdict first.
    public func sentences(on pair: Comparison.Pair) -> [String] {
        var sentences = [verdict(on: pair)]
        if let figures = figures(of: pair) { sentences.append(figures) }
        if case .equivalent(_, let arm?) = pair.verdict { sentences.append(VerdictTexts.favouring(arm)(language)) }
        if let p = pair.p, let correctedP = pair.correctedP {
            let tests = tests(beside: pair)
            sentences.append(VerdictTexts.test(numerals.p(correctedP), pairs: tests)(language))
            if pair.isUndoneByCorrection {
                sentences.append(VerdictTexts.undoneByCorrection(numerals.p(p), pairs: tests)(language))
            }
        }
        if let wilcoxon = pair.wilcoxon, pair.interval != nil {
            sentences.append(VerdictTexts.wilcoxon(numerals.p(wilcoxon.p), wilcoxon.method)(language))
        }
        return sentences + reservations(on: pair)
    }

    /// The verdict alone: one sentence.
    public func verdict(on pair: Comparison.Pair) -> String {
        let images = VerdictTexts.images(pair.images)
        let verdict =
            switch pair.verdict {
            case .better(let arm, let by):
                VerdictTexts.better(arm, numerals.text(by, pair.metric, unit: pair.unit), pair.metric, on: images)
            case .equivalent(let margin, _):
                VerdictTexts.equivalent(within: numerals.brief(margin), on: images)
            case .undecided: VerdictTexts.undecided(on: images, pair.metric)
            case .none(let obstacle):
                VerdictTexts.obstacle(obstacle, pair.metric, comparison.samplingUnit)
            }
        let subject = VerdictTexts.subject(pair.scope, (pair.first, pair.second), set: pair.set)
        return "\(subject(language)): \(verdict(language))."
    }

    /// What the comparison says on the remark of the experiment's author that U-Net++ shows more incongruent details than
    /// U-Net: by the false area outside the two largest components, and by spurious components. For a study of that
    /// experiment alone.
    /// - Returns: no sentence where no two arms differ in that architecture alone, or where the area outside the two
    ///   largest components was not compared.
    public func remark() -> [String] {
        guard let (plain, nested) = architectures, comparison.metrics.contains(.areaOutsideTwoLargest) else {
            return []
        }
        let pairs = ComparedMetric.allCases.filter(\.isAboutDetails).compactMap { metric in
            comparison.pair(plain, nested, metric)
        }
        var answers = pairs.compactMap { answer($0, plain: plain) }
        guard let scope = pairs.first?.scope, let last = answers.popLast() else { return [] }
        answers.append("\(last) \(VerdictTexts.unseen(language))")
        var sentences = [VerdictTexts.remark(language)] + answers
        if case .trainedModels(let seeds) = scope { sentences.append(VerdictTexts.modelsAlone(seeds)(language)) }
        return sentences
    }

    // MARK: - Parts

    /// How many pairs the correction of a pair's p is over.
    private func tests(beside pair: Comparison.Pair) -> Int {
        comparison.pairs.count { $0.metric == pair.metric && $0.set == pair.set }
    }

    private var confidence: String { numerals.brief(comparison.confidence * 100) }

    private func figures(of pair: Comparison.Pair) -> String? {
        guard let first = pair.firstMean, let second = pair.secondMean, let difference = pair.difference,
            let interval = pair.interval
        else { return nil }
        func text(_ value: Double) -> String { numerals.text(value, pair.metric, unit: pair.unit) }
        return VerdictTexts.figures(
            (pair.first, pair.second), text(first), text(second), text(difference),
            (text(interval.low), text(interval.high)), confidence: confidence,
            groups: VerdictTexts.counted(pair.groups, comparison.samplingUnit, pair.scope))(language)
    }

    private func reservations(on pair: Comparison.Pair) -> [String] {
        var phrases: [Phrase] = []
        if case .none = pair.verdict {
        } else {
            switch pair.scope {
            case .trainedModels(let seeds): phrases.append(VerdictTexts.modelsAlone(seeds))
            case .settings: break
            }
            if let tuning = tuning(of: pair) { phrases.append(tuning) }
        }
        if pair.undefined > 0 { phrases.append(VerdictTexts.undefined(pair.undefined, pair.metric)) }
        if pair.unpaired > 0 { phrases.append(VerdictTexts.unpaired(pair.unpaired)) }
        return phrases.map { $0(language) }
    }

    /// Where the arms differ in how they were tuned, or in an optimiser that was not.
    private func tuning(of pair: Comparison.Pair) -> Phrase? {
        guard let first = arm(pair.first), let second = arm(pair.second) else { return nil }
        if first.isTuned != second.isTuned {
            let names = first.isTuned ? (first.name, second.name) : (second.name, first.name)
            return VerdictTexts.tunedAlone(names.0, names.1)
        }
        let isOfOptimisers = Set(first.settings.keys).union(second.settings.keys).contains {
            $0.hasPrefix("training.optimizer.") && first.settings[$0] != second.settings[$0]
        }
        return isOfOptimisers && !first.isTuned ? VerdictTexts.untuned : nil
    }

    private func arm(_ name: String) -> Comparison.Arm? { comparison.arms.first { $0.name == name } }

    /// The first two arms that differ in their architecture alone, U-Net and U-Net++.
    private var architectures: (plain: String, nested: String)? {
        let key = "model.architecture"
        for plain in comparison.arms where plain.settings[key] == "unet" {
            var settings = plain.settings
            settings[key] = "unetplusplus"
            if let nested = comparison.arms.first(where: { $0.settings == settings }) {
                return (plain.name, nested.name)
            }
        }
        return nil
    }

    private func answer(_ pair: Comparison.Pair, plain: String) -> String? {
        guard let first = pair.firstMean, let second = pair.secondMean, let difference = pair.difference,
            let interval = pair.interval
        else { return nil }
        let isPlainFirst = pair.first == plain
        func text(_ value: Double) -> String { numerals.text(value, pair.metric, unit: pair.unit) }
        let answer: VerdictTexts.Answer =
            switch pair.verdict {
            case .better(let arm, _): arm == plain ? .agrees : .contradicts
            default: .open
            }
        // U-Net++ minus U-Net, whichever arm came first.
        let (sign, low, high) = isPlainFirst ? (-1.0, interval.high, interval.low) : (1.0, interval.low, interval.high)
        let range = VerdictTexts.remarkInterval(
            text(sign * difference), text(sign * low), text(sign * high), confidence: confidence)
        return VerdictTexts.answer(
            answer, pair.metric, plain: text(isPlainFirst ? first : second),
            nested: text(isPlainFirst ? second : first),
            range(language))(language)
    }
}
