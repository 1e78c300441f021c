/// Headings and fixed sentences of a run's report. Backticks mark names of files.
enum PageTexts: String, FixedText {
    static let section = "page"

    case title, kicker, testedWeights, research
    case results, noResults, meanDice, medianDice, minimumDice, meanIoU, testImages, bySet, set, images
    case extremes, highest, worst, fullSize
    case allSynthetic, someSynthetic
    case noValidation, noLoss, noDice
    case training, everyEpoch, epoch, trainingLoss, trainingDice, validationLoss, validationDice, learningRate
    case seconds
    case data, validation, test, used, absent, file, reason, noMask, noImage
    case atOriginalSize, atModelSize, atUnknownSize
    case settings, generalSettings, repeats
    case syntheticImages, syntheticImage, synthetic, versions
}

/// How the metrics are defined.
enum DefinitionTexts: String, FixedText {
    static let section = "definitions"

    case heading, dice, iou, averages, averagesWords, size, curves, curvesWords
}

extension PageTexts {
    /// How many images a mean is of, where some have no value.
    static func count(_ counted: Int, of all: Int) -> Phrase {
        counted == all ? Phrase("\(all)", es: "\(all)") : Phrase("\(counted) of \(all)", es: "\(counted) de \(all)")
    }
}
